import { z } from 'zod'
import { id, instant } from '../core/schema.ts'
import { resolutionClock, responseClock } from './clocks.model.ts'
import { elsewhereWords, phoneChecks } from './issues.words.ts'
import { issueField, issueKind, issueState, keysOf, officeTask, verdict } from './keys.model.ts'

/** One sentence of what happened; the same fold serves voter, representative and office. */
export const timelineEntry = z
  .object({ at: instant, type: z.string(), sentence: z.string() })
  .meta({ id: 'TimelineEntry' })

const photoView = z.object({ id, url: z.string(), thumbUrl: z.string() })

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
    concluded: z.boolean().meta({ description: '办结了，不是只答复过' }),
    away: z.string().nullable().meta({ description: '经办的代表在休假、由谁代看' }),
    hidden: z.boolean(),
    seenAs: z.string().meta({ description: '代表看到的称呼和街道：王女士 · 大发街道' }),
    publish: z.boolean(),
    awaitsSuggestion: z.boolean().meta({
      description:
        '写成的代表建议还有没出结果的；有了结果才请选民评价，在那以前已经有了一件的答复，也可以先评价',
    }),
    suggestion: z
      .object({
        line: z.string().nullable().meta({ description: '办到哪一步，或者结果；没有为 null' }),
        ahead: z.array(z.string()).meta({ description: '还在等的，接下来怎么办' }),
      })
      .meta({ description: '写成的代表建议怎么样了，一句话给选民看' }),
    can: z.object({
      message: z.boolean(),
      withdraw: z.boolean(),
      verdict: z.boolean(),
      chase: z.boolean(),
    }),
  })
  .meta({ id: 'ReceiptView' })
export type ReceiptView = z.output<typeof receiptView>

/** How the matter of a receipt stands, for a list of several. */
export const receiptStanding = receiptView
  .pick({
    state: true,
    clock: true,
    resolution: true,
    owedUntil: true,
    concluded: true,
    representative: true,
    awaitsSuggestion: true,
    can: true,
  })
  .extend({
    receipt: z.string(),
    erased: z.boolean().meta({ description: '选民写的都删掉了' }),
  })
  .meta({ id: 'ReceiptStanding' })
export type ReceiptStanding = z.output<typeof receiptStanding>

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
    inSuggestion: z
      .boolean()
      .meta({ description: '写进了代表建议、已经提交、还没有结果：答复以后按建议的时限办' }),
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
