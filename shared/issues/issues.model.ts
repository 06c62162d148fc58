import { z } from 'zod'
import { plainPhone } from '../core/phones.ts'
import { id, instant, line, optionalLine, text } from '../core/schema.ts'
import { limitWords } from '../districts/limits.words.ts'
import { proof } from '../verifications/verifications.model.ts'
import { REASON_LENGTH } from './clocks.words.ts'
import {
  elsewhereWords,
  issueLimits,
  issueStates,
  officeTasks,
  phoneChecks,
  referralTargets,
  STANDARD_FIELDS,
  STANDARD_KINDS,
  salutations,
  verdictWords,
} from './issues.words.ts'

const keysOf = <T extends Record<string, string>>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]])

export const issueKind = keysOf(STANDARD_KINDS)
export const issueField = keysOf(STANDARD_FIELDS)
export const issueState = keysOf(issueStates)
export const verdict = keysOf(verdictWords)
export const officeTask = keysOf(officeTasks)
export const referralTarget = keysOf(referralTargets)

const phone = z
  .string()
  .max(40)
  .transform(plainPhone)
  .refine(
    (s) => s === '' || /^(1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7})$/.test(s),
    '电话号码好像不对，请核对一下。',
  )
  .transform((s) => (s === '' ? undefined : s))

export const contact = z.strictObject({
  name: optionalLine(issueLimits.name, '姓名'),
  salutation: keysOf(salutations).optional(),
  phone: phone.optional(),
  verification: proof.optional().meta({ description: '规矩是“短信验证”时要带' }),
})
export type Contact = z.output<typeof contact>

/** Where it is: words, or the phone's position with words if any. */
export const place = z.union([
  line(issueLimits.place, '地点').transform((words) => ({
    text: words as string | undefined,
    latitude: undefined,
    longitude: undefined,
  })),
  z.strictObject({
    text: optionalLine(issueLimits.place, '地点'),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
  }),
])

export const filing = z
  .strictObject({
    code: z.string().min(1).max(64).meta({ description: '扫到的码' }),
    representativeId: id,
    kind: issueKind,
    field: issueField,
    title: line(issueLimits.title, '标题'),
    text: text(issueLimits.text, '反映的内容'),
    place: place.optional(),
    photos: z.array(id).max(issueLimits.photos, `最多 ${issueLimits.photos} 张照片。`).optional(),
    contact: contact.optional(),
    elsewhere: keysOf(elsewhereWords).optional().meta({ description: '是否已在别处反映' }),
    hidden: z
      .boolean({ error: '请选择是否不让代表知道您的姓氏。' })
      .meta({ description: '对代表隐去姓氏' }),
    publish: z
      .boolean({ error: '请选择办好后是否可以公开。' })
      .meta({ description: '办好后可以公开（去掉姓名电话）' }),
    texts: z.int().min(1).optional().meta({ description: '提交时看到的“页面上的话”是第几版' }),
  })
  .meta({ id: 'Filing' })
export type Filing = z.output<typeof filing>

export const filed = z
  .object({
    id,
    number: z.string(),
    receipt: z.string(),
    filedAt: instant,
    responseDueAt: instant,
    held: z
      .boolean()
      .meta({ description: '短时间内收到很多条，工作人员先看一眼再转给代表；24 小时照样从提交算' }),
  })
  .meta({ id: 'Filed' })

/** One sentence of what happened; the same fold serves voter, representative and office. */
export const timelineEntry = z
  .object({ at: instant, type: z.string(), sentence: z.string() })
  .meta({ id: 'TimelineEntry' })

const photoView = z.object({ id, url: z.string(), thumbUrl: z.string() })

/** What may come with the words of whoever works on a matter. */
export const withWords = {
  photos: z.array(id).max(issueLimits.photos, `最多 ${issueLimits.photos} 张照片。`).optional(),
  key: id.optional().meta({ description: '信号断了再送时用同一个 key，只送到一次' }),
}
/** `key`: a UUID; the same words under the same key arrive only once. */
export interface WithWords {
  photos?: string[]
  key?: string
}

export const message = z
  .object({
    id,
    author: z.enum(['voter', 'representative', 'station', 'office']),
    authorName: z.string(),
    kind: z.enum([
      'answer',
      'referral',
      'decline',
      'message',
      'reassignment',
      'conclusion',
      'extension',
      'question',
      'review',
      'coordination',
      'office-request',
      'ungrouping',
    ]),
    target: z.string().nullable().meta({ description: '转到了哪里，或者请选民去哪里' }),
    text: z.string(),
    photos: z.array(photoView),
    at: instant,
  })
  .meta({ id: 'Message' })
export type MessageView = z.output<typeof message>

export const responseClock = z
  .object({
    startedAt: instant,
    dueAt: instant,
    stoppedAt: instant.nullable(),
    overdue: z.boolean().meta({ description: '按服务器时间算；正好 24:00:00.000 不算超期' }),
    rule: z.string(),
  })
  .meta({ id: 'ResponseClock' })
export type ResponseClockView = z.output<typeof responseClock>

/** The clock of what was promised. Null: nothing was, or it was done with the answer itself. */
export const resolutionClock = z
  .object({
    startedAt: instant,
    dueAt: instant.nullable().meta({ description: 'null：要等这一年的放假安排公布才算得出' }),
    stoppedAt: instant.nullable(),
    pausedAt: instant.nullable().meta({ description: '等选民回话，从这时停着' }),
    resumeBy: instant.nullable().meta({ description: '选民一直不回话，到这时接着走' }),
    overdue: z.boolean(),
    workingDays: z.int(),
    extendedDays: z.int(),
    waitsLeft: z.int().meta({ description: '还可以为等选民回话停几次' }),
    takenOver: z.boolean().optional().meta({ description: '没有办结，由代表工委接过去了' }),
    rule: z.string(),
  })
  .meta({ id: 'ResolutionClock' })
export type ResolutionClockView = z.output<typeof resolutionClock>

const handler = z.object({
  id,
  name: z.string(),
  photoUrl: z.string().nullable(),
  unit: z.string().nullable(),
  station: z.string().nullable(),
})

const verdictView = z.object({
  answer: verdict,
  solved: verdict,
  onlyAcknowledged: z.boolean(),
  text: z.string().nullable(),
  at: instant,
})

const common = {
  number: z.string(),
  state: issueState,
  stateWords: z.string(),
  kind: issueKind,
  field: issueField,
  kindWords: z.string().meta({ description: '类别现在在本区叫什么' }),
  fieldWords: z.string().meta({ description: '领域现在在本区叫什么' }),
  title: z.string(),
  text: z.string(),
  place: z.string().nullable(),
  photos: z.array(photoView),
  clock: responseClock,
  resolution: resolutionClock.nullable(),
  filedAt: instant,
  messages: z.array(message),
  timeline: z.array(timelineEntry),
  verdict: verdictView.nullable(),
  earlierVerdicts: z.array(verdictView).meta({ description: '重办以前的评价，旧的在前' }),
  owedUntil: instant.nullable().meta({ description: '答复过以后，又在等一次答复，到这时为止' }),
  chasedAt: instant.nullable().meta({ description: '选民最近一次催的时间' }),
}

/** The words that a voter agreed to by filing. */
const consentView = z
  .object({ version: z.int(), since: instant.nullable(), words: z.string() })
  .nullable()
  .meta({ description: '提交时同意的是第几版说明；没有记下为 null' })
export type ConsentView = z.output<typeof consentView>

/** What the voter sees behind the receipt. */
export const receiptView = z
  .object({
    ...common,
    serverTime: instant,
    representative: handler,
    contactMask: z.string().nullable(),
    away: z.string().nullable().meta({ description: '经办的代表在休假、由谁代看' }),
    hidden: z.boolean(),
    publish: z.boolean(),
    can: z.object({
      message: z.boolean(),
      withdraw: z.boolean(),
      verdict: z.boolean(),
      chase: z.boolean(),
    }),
  })
  .meta({ id: 'ReceiptView' })
export type ReceiptView = z.output<typeof receiptView>

/** What whoever works on it sees. */
export const issueView = z
  .object({
    id,
    ...common,
    serverTime: instant,
    voter: z.string().meta({ description: '王女士 / 匿名' }),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    elsewhere: keysOf(elsewhereWords),
    assisted: z.boolean().meta({ description: '到家站反映，由工作人员代填' }),
    publish: z.boolean(),
    consent: consentView,
    hasPhone: z.boolean(),
    phoneCheck: keysOf(phoneChecks)
      .nullable()
      .meta({ description: '电话是否核实过；只有代表工委看得到，不要求核实时为 null' }),
    representative: handler,
    together: z.int().meta({ description: '放在一起、会收到同一句答复的另外几件' }),
    tasks: z.array(officeTask).meta({ description: '等代表工委定的' }),
    limits: z
      .object({
        days: z.int(),
        complexDays: z.int(),
        extension: z.int(),
        waitDays: z.int(),
        verdictDays: z.int(),
      })
      .meta({ description: '这件事的时限：表已经在走的，按它起算时的规定' }),
    published: z
      .object({ title: z.string(), at: instant })
      .nullable()
      .meta({ description: '公开在代表页面上的标题；没有公开为 null' }),
    can: z.object({
      publish: z.boolean(),
      answer: z.boolean(),
      refer: z.boolean(),
      decline: z.boolean(),
      message: z.boolean(),
      reassign: z.boolean(),
      openContact: z.boolean(),
      conclude: z.boolean(),
      extend: z.boolean(),
      lengthen: z.boolean().meta({ description: '改按复杂事项的工作日' }),
      wait: z.boolean(),
      resume: z.boolean(),
      askOffice: z.boolean(),
      review: z.boolean(),
      decide: z.boolean(),
    }),
  })
  .meta({ id: 'IssueView' })
export type IssueView = z.output<typeof issueView>

export const inboxItem = z
  .object({
    id,
    number: z.string(),
    title: z.string(),
    kind: issueKind,
    field: issueField,
    fieldWords: z.string(),
    state: issueState,
    voter: z.string(),
    area: z.string().nullable().meta({ description: '街道或苏木镇' }),
    photos: z.number().int(),
    filedAt: instant,
    dueAt: instant,
    overdue: z.boolean(),
    standsInFor: z.string().optional().meta({ description: '替哪位休假的代表看' }),
  })
  .meta({ id: 'InboxItem' })
export type InboxItem = z.output<typeof inboxItem>

/** A matter that was answered and is worked on; its times are those of the clock of what was promised. */
export const resolvingItem = inboxItem
  .extend({
    startedAt: instant,
    dueAt: instant.nullable().meta({ description: 'null：要等放假安排公布才算得出' }),
    paused: z.boolean().meta({ description: '等选民回话，停着' }),
  })
  .meta({ id: 'ResolvingItem' })
export type ResolvingItem = z.output<typeof resolvingItem>

export const inbox = z
  .object({
    serverTime: instant,
    items: z.array(inboxItem).meta({ description: '等答复的，最急的在前' }),
    resolving: z
      .array(resolvingItem)
      .meta({ description: '已答复、正在办的，最急的在前；还等答复的只在 items 里' }),
    spoken: z
      .array(inboxItem)
      .meta({ description: '选民又说了，还没有看；还在计时的也在 items 里' }),
    waiting: z.array(inboxItem).meta({ description: '已转出，等别人回话' }),
    total: z.number().int(),
  })
  .meta({ id: 'Inbox' })
export type Inbox = z.output<typeof inbox>

export const response = z
  .strictObject({
    decision: z.enum(['answer', 'refer', 'decline']),
    text: text(issueLimits.answer, '答复'),
    settled: z.boolean().optional().meta({ description: '答复时就已经办结；不写就接着办' }),
    ...withWords,
    to: z
      .strictObject({
        kind: z.enum([...referralTarget.options, 'elsewhere']).meta({
          description: '转办时写转到哪里；不予受理时是 elsewhere，请选民自己去别处',
        }),
        id: id.optional().meta({ description: '转给代表或家站时填' }),
        name: optionalLine(issueLimits.goWhere, '单位名称').meta({
          description: '转给部门时填单位；不予受理时必填，请选民去哪里',
        }),
      })
      .optional(),
  })
  .meta({ id: 'Response' })
export type ResponseCommand = z.output<typeof response>

export const verdictCommand = z
  .strictObject({
    answer: verdict,
    solved: verdict,
    onlyAcknowledged: z.boolean().default(false),
    text: optionalLine(issueLimits.message, '补充'),
  })
  .meta({ id: 'VerdictCommand' })

const workingDays = (max: number) =>
  z.int({ error: '请填写天数。' }).min(1, '至少 1 个工作日。').max(max, `最多 ${max} 个工作日。`)

export const extension = z
  .strictObject({
    days: workingDays(limitWords.extension.most).meta({ description: '再给几个工作日' }),
    reason: line(REASON_LENGTH, '延期的理由'),
  })
  .meta({ id: 'Extension' })

export const officeRow = z
  .object({
    id,
    number: z.string(),
    title: z.string(),
    kind: issueKind,
    field: issueField,
    kindWords: z.string(),
    fieldWords: z.string(),
    state: issueState,
    voter: z.string(),
    representative: z.object({ id, name: z.string() }),
    handler: z
      .object({ kind: z.enum(['representative', 'station']), name: z.string() })
      .meta({ description: '现在由谁办' }),
    station: z.string().nullable(),
    filedAt: instant,
    running: z
      .enum(['response', 'follow-up'])
      .nullable()
      .meta({ description: '还在走的表：第一次答复，或转办后接着办' }),
    startedAt: instant.meta({ description: '还在走的表从何时起；没有表在走时是反映的时间' }),
    dueAt: instant,
    respondedAt: instant.nullable(),
    overdue: z.boolean(),
    resolution: resolutionClock.nullable(),
    together: z.boolean().meta({ description: '和别的放在一起办' }),
    chased: z.boolean().meta({ description: '选民催过' }),
    tasks: z.array(officeTask).meta({ description: '等代表工委定的' }),
  })
  .meta({ id: 'OfficeIssueRow' })
export type OfficeIssueRow = z.output<typeof officeRow>

const groupMember = z.object({
  id,
  number: z.string(),
  title: z.string(),
  voter: z.string(),
  state: issueState,
  filedAt: instant,
})

/** What lies together with a matter, and what may be the same. */
export const groupView = z
  .object({
    members: z.array(groupMember).meta({ description: '放在一起的，含这一件' }),
    answer: z
      .object({ text: z.string(), at: instant })
      .nullable()
      .meta({ description: '给其中一件的最近一次答复；后来的要经办人确认才送' }),
    suggestions: z.array(groupMember).meta({ description: '可能是同一件事，最像的在前' }),
    can: z.object({ change: z.boolean(), repeat: z.boolean() }),
  })
  .meta({ id: 'IssueGroup' })
export type GroupView = z.output<typeof groupView>

/** A matter that somebody else told, in words that name nobody. */
export const similarMatter = z.object({ id, words: z.string() }).meta({ id: 'SimilarMatter' })
export type SimilarMatter = z.output<typeof similarMatter>

/** What the office decides on a matter that waits for it: who answers it, or the answer itself. */
export const officeDecision = z
  .strictObject({
    assign: z.strictObject({ representativeId: id, reason: line(200, '理由') }).optional(),
    text: text(issueLimits.answer, '答复').optional(),
  })
  .refine((given) => (given.assign === undefined) !== (given.text === undefined), {
    path: ['text'],
    error: '请选一位代表来办，或者直接写答复，二选一。',
  })
  .meta({ id: 'OfficeDecision' })

export const review = z
  .strictObject({
    upheld: z.boolean({ error: '请选择那句话算不算答复。' }),
    reason: line(200, '理由'),
  })
  .meta({ id: 'AcknowledgementReview' })

export const ledgerEntry = z
  .object({
    sequence: z.number().int(),
    at: instant,
    type: z.string(),
    actor: z.string(),
    sentence: z.string(),
    hash: z.string(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'LedgerEntry' })
