import { z } from 'zod'
import { id, instant, line } from '../core/schema.ts'
import { attachmentTypes } from './attachments.words.ts'
import { letterKinds } from './letters.words.ts'
import { askings } from './settling.model.ts'
import {
  answerClasses,
  changeableParts,
  contactPhases,
  contactWays,
  deliveries,
  handlerParts,
  lapses,
  mediateWays,
  releasedParts,
  satisfactions,
  settleWays,
  signatures,
  solvedWays,
  suggestionActs,
  suggestionClocks,
  suggestionParts,
  suggestionStates,
} from './suggestions.words.ts'

const keysOf = <T extends Record<string, string>>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]])

export const suggestionState = keysOf(suggestionStates)
export const answerClass = keysOf(answerClasses)
const said = (of: string) => line(40, `${of} 类的说法`)
export const classWordsOf = z.strictObject({ A: said('A'), B: said('B'), C: said('C') })
export const satisfaction = keysOf(satisfactions)
export const suggestionClock = keysOf(suggestionClocks)
const act = keysOf(suggestionActs)

/** One attached file. */
export const attachment = z
  .object({
    id,
    name: z.string(),
    type: keysOf(attachmentTypes),
    size: z.int().meta({ description: '字节' }),
  })
  .meta({ id: 'SuggestionFile' })
export type AttachmentView = z.output<typeof attachment>

const person = z.object({ id, name: z.string() })

/** A clock that runs or ran. */
export const clockView = z
  .object({
    clock: suggestionClock,
    owner: z.string().meta({ description: '谁的期限' }),
    ownerId: z.string().meta({ description: '催办时用' }),
    ownerKind: z.enum(['office', 'representative', 'department']),
    startedAt: instant,
    dueAt: instant.nullable().meta({ description: 'null：要等这一年的放假安排公布才算得出' }),
    earliestAt: instant
      .nullable()
      .meta({ description: '还算不出的，最早到什么时候；放假安排公布后可能顺延几天' }),
    stoppedAt: instant.nullable(),
    overdue: z.boolean(),
  })
  .meta({ id: 'SuggestionClock' })
export type ClockView = z.output<typeof clockView>

/** A clock that runs, with the suggestion it belongs to and how often it was urged. */
export const reminderRow = clockView
  .extend({
    id,
    number: z.string().nullable(),
    title: z.string(),
    key: z.boolean(),
    secret: z.boolean(),
    urged: z.int().meta({ description: '催办过几次' }),
    urgedAt: instant.nullable(),
  })
  .meta({ id: 'SuggestionReminder' })
export type ReminderRow = z.output<typeof reminderRow>

const solvedWay = keysOf(solvedWays)
  .nullable()
  .meta({ description: 'A 类：已经解决，还是今年内能解决；null：没有说，或者不是 A 类' })
const letterView = z.object({
  round: z.int(),
  department: person,
  text: z.string(),
  class: answerClass,
  said: z.string().nullable().meta({ description: '答复那天本区对这一类的说法；null：通用的说法' }),
  promisedFor: instant.nullable(),
  solved: solvedWay,
  contactPerson: z.string().nullable().meta({ description: '答复函附注里的联系人' }),
  contactPhone: z.string().nullable().meta({ description: '答复函附注里的电话' }),
  signer: z.string().nullable(),
  signedBy: keysOf(signatures).nullable().meta({
    description: '签发人本人签发，还是由承办单位填写；null：还没有签发、是往年的，或者看的人是代表',
  }),
  document: z.string().nullable().meta({ description: '发文字号；null：还没有签发，或者是往年的' }),
  signedAt: instant.nullable().meta({ description: 'null：还没有签发，代表看不到' }),
  redeems: z.boolean().meta({ description: '承诺到期后的再答复' }),
  files: z.array(attachment),
})
export type LetterView = z.output<typeof letterView>

const contactView = z.object({
  department: person,
  phase: keysOf(contactPhases),
  way: keysOf(contactWays),
  on: z.string(),
  people: z.string(),
  inCharge: z.boolean(),
  text: z.string(),
  files: z.array(attachment),
  nth: z.int().meta({ description: '这个单位记的第几次' }),
  dispute: z
    .object({
      representative: person,
      never: z.boolean().meta({ description: '说没有这次沟通；false：说和实际有出入' }),
      text: z.string().nullable(),
      at: instant,
      weighed: z
        .object({ stands: z.boolean(), reason: z.string(), at: instant })
        .nullable()
        .meta({ description: '代表工委的核定；null：还没有，或者不用' }),
    })
    .nullable()
    .meta({ description: '代表的异议；null：没有' }),
})
export type ContactView = z.output<typeof contactView>

const judgementShape = {
  attitude: satisfaction,
  result: satisfaction,
  reason: z.string().nullable(),
}
const feedbackView = z.object({
  representative: person,
  own: z.boolean().meta({ description: '是看的人自己的' }),
  round: z.int(),
  ...judgementShape,
  apart: z
    .array(z.object({ department: person, ...judgementShape }))
    .meta({ description: '分办的，对每个单位的答复各评的；总的态度和结果是其中最差的' }),
  at: instant,
  forLead: z.boolean().meta({ description: '领衔代表已离任，代为评价' }),
  paper: z
    .object({
      signedOn: z.string(),
      until: instant
        .nullable()
        .meta({ description: '本人到什么时候还可以自己评，代替它；null：不能了' }),
    })
    .nullable()
    .meta({ description: '由代表工委按纸质意见表代录' }),
  files: z.array(attachment).meta({ description: '意见表的照片或扫描件，给本人和代表工委' }),
})

/** 延期 of one department. */
export const extensionView = z.object({
  department: z.string(),
  departmentId: id,
  granted: z.boolean().nullable().meta({ description: 'null：还没有定' }),
  askedAt: instant,
  reason: z.string().nullable().meta({ description: '为什么要延期' }),
  decidedAt: instant.nullable(),
  said: z.string().nullable().meta({ description: '代表工委定的时候说的话' }),
  until: instant.nullable().meta({ description: '同意的，答复延到什么时候' }),
  lapsed: z
    .enum(lapses)
    .nullable()
    .meta({ description: '不用再定：drafted 答复已经拟好，taken 单位已经调整；null：不是' }),
})
export type ExtensionView = z.output<typeof extensionView>
/** 代录, as whoever has a part in it reads it. */
const entryView = z.object({
  on: z.string().meta({ description: '纸质建议交来的那一天' }),
  by: z.string().meta({ description: '代表工委里谁录的' }),
  at: instant,
  until: instant
    .nullable()
    .meta({ description: '看的人到什么时候还可以说不是自己的；null：不能说，或者说过了' }),
  scans: z.array(attachment).meta({ description: '纸的扫描件或照片，给写它的代表和代表工委' }),
  objections: z.array(
    z.object({
      representative: person,
      own: z.boolean(),
      lead: z.boolean(),
      text: z.string().nullable(),
      at: instant,
      verified: z
        .object({ theirs: z.boolean(), reason: z.string(), at: instant })
        .nullable()
        .meta({ description: '代表工委的核对；null：还没有' }),
    }),
  ),
})

const rowShape = {
  id,
  number: z.string().nullable().meta({ description: '提交以后才有' }),
  title: z.string(),
  state: suggestionState,
  lead: person,
  attendee: z.string().nullable().meta({ description: '提出它的列席人员；null：代表自己提的' }),
  joint: z.int().meta({ description: '附议的有几位' }),
  handlers: z.array(
    z.object({ id, name: z.string(), part: keysOf(handlerParts), received: z.boolean() }),
  ),
  class: answerClass.nullable(),
  satisfaction: satisfaction.nullable(),
  submittedAt: instant.nullable(),
  assignedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  answerDueAt: instant.nullable(),
  earliestAt: instant
    .nullable()
    .meta({ description: '还算不出期限的，最早到什么时候；null：算得出，或没有交办' }),
  owed: z.boolean().meta({ description: '还有答复没有给；重办的也算' }),
  overdue: z.boolean(),
  published: z.boolean(),
  secret: z.boolean(),
  waiting: z.boolean().meta({ description: '等看的人办一步' }),
  next: z
    .object({
      words: z.string(),
      dueAt: instant.nullable().meta({ description: 'null：还算不出' }),
      overdue: z.boolean(),
    })
    .nullable()
    .meta({
      description: '看的承办单位下一步办什么、到什么时候；null：现在没有，或者不是承办单位',
    }),
  withdrawing: z.boolean().meta({ description: '领衔代表要撤回，等附议代表同意；办理照常' }),
  key: z.boolean().meta({ description: '重点督办' }),
  excellent: z.boolean().meta({ description: '优秀建议' }),
  promisedFor: instant.nullable().meta({ description: '答应办成、还没有兑现的日子，到那天结束' }),
  promiseAgreed: z
    .boolean()
    .meta({ description: '那个日子是代表工委协调商定的，不是承办单位自己答应的' }),
  delivered: keysOf(deliveries).nullable().meta({ description: '答应的办得怎样' }),
}

export const suggestionRow = z
  .object({
    ...rowShape,
    mayTakeBack: z
      .boolean()
      .optional()
      .meta({ description: '按一件群众反映找的：看的人现在能不能把那件取下来' }),
  })
  .meta({ id: 'SuggestionRow' })
export type SuggestionRow = z.output<typeof suggestionRow>

/** One suggestion, as whoever has a part in it sees it. */
export const suggestionView = z
  .object({
    ...rowShape,
    text: z.string(),
    classes: classWordsOf.meta({ description: '本区对解决程度的说法，写答复时用' }),
    files: z.array(attachment),
    entry: entryView.nullable().meta({ description: '由代表工委按纸代录；null：代表自己写的' }),
    serverTime: instant,
    part: keysOf(suggestionParts).meta({ description: '看的人在这件事里是什么' }),
    can: z.array(act).meta({ description: '看的人现在能办的' }),
    everReceived: z
      .boolean()
      .meta({ description: '有单位签收过，也包括后来不再办的：再调整要写理由' }),
    cosigners: z.array(
      person.extend({
        confirmed: z.boolean(),
        refused: z.boolean(),
        agreed: z.boolean().meta({ description: '同意撤回' }),
        merged: z.boolean().meta({ description: '自己的一件并进来了' }),
        onPaper: z.boolean().meta({ description: '在代录的纸上签了名' }),
      }),
    ),
    changedSince: z
      .array(keysOf(changeableParts))
      .nullable()
      .meta({ description: '再一次请看的人附议的，同意以后改过什么；null：不是再一次' }),
    unchanged: z.boolean().meta({ description: '退回给领衔代表修改，标题、正文和附件都还没有改' }),
    issue: z
      .object({ id, number: z.string(), title: z.string() })
      .nullable()
      .meta({ description: '由它写成的群众反映' }),
    tellsNumbers: z.boolean().meta({
      description: '标题、正文、答复或附件的名字里有像电话或身份证号的数字；只告诉代表工委',
    }),
    tellsDoors: z
      .boolean()
      .meta({ description: '标题、正文、答复或附件的名字里有像门牌的话；只告诉代表工委' }),
    unwilling: z
      .int()
      .meta({ description: '由它写成的群众反映里，几件的群众不同意公开；只告诉代表工委' }),
    unreleased: z.boolean().meta({ description: '公开以后又签发了答复，或者又协调了，还没有公开' }),
    newToRelease: z
      .array(keysOf(releasedParts))
      .meta({ description: '其中新有的是哪些；只告诉代表工委' }),
    mergedInto: z
      .object({ id: id.nullable(), number: z.string().nullable(), title: z.string().nullable() })
      .nullable()
      .meta({ description: '并入的那一件；和它没有关系的人只看得到编号' }),
    declined: z.string().nullable(),
    withdrawal: z
      .object({
        askedAt: instant,
        reason: z.string(),
        agreed: z.array(person).meta({ description: '已经同意的' }),
        asked: z.array(person).meta({ description: '还等着回话的' }),
      })
      .nullable()
      .meta({ description: '撤回待同意；null：没有在撤回' }),
    leadLeft: z.boolean().meta({ description: '领衔代表已离任' }),
    supervised: z
      .array(z.object({ on: z.string(), people: z.string(), text: z.string(), at: instant }))
      .meta({ description: '督办记录：哪一天、谁、说了什么定了什么' }),
    keyMark: z
      .object({ leader: z.string(), post: z.string(), reason: z.string(), at: instant })
      .nullable(),
    links: z
      .array(
        z.object({
          department: person,
          heldSince: instant
            .nullable()
            .meta({ description: '从什么时候起在一台设备上办；null：还没有' }),
          expiresAt: instant,
        }),
      )
      .meta({ description: '还能用的一次性链接；只告诉代表工委' }),
    excellentMark: z
      .object({ reason: z.string(), at: instant })
      .nullable()
      .meta({ description: '为什么评为优秀建议' }),
    reminders: z.array(
      z.object({
        clock: suggestionClock,
        by: z.string().meta({ description: '代表工委、督查室，或者等会办意见的承办单位' }),
        owner: z.string(),
        text: z.string().nullable(),
        at: instant,
      }),
    ),
    returnUntil: instant.nullable().meta({ description: '自己的单位到什么时候还可以申请退回' }),
    objections: z
      .array(z.string())
      .meta({ description: '申请了退回、等着代表工委答复的单位，先申请的在前' }),
    extensions: z.array(extensionView).meta({
      description: '延期申请，和代表工委定的结果，先申请的在前；分办的各单位各申请一次',
    }),
    waivable: z
      .array(person)
      .meta({ description: '会办意见过了期限还没有交、代表工委可以不等的；只告诉代表工委' }),
    waived: z
      .array(z.object({ department: person, reason: z.string(), at: instant, spoke: z.boolean() }))
      .meta({ description: '代表工委定了不等意见的会办单位；spoke：后来还是交了' }),
    contacts: z.array(contactView),
    talked: z.boolean().nullable().meta({
      description: '本单位为现在要作的答复和代表沟通过；没有就不能拟答复。null：不是承办单位在看',
    }),
    opinionsOwed: z
      .array(z.string())
      .meta({ description: '还没有交会办意见的单位；交齐了才能拟答复、签发' }),
    opinionsPassedOn: z.array(person).meta({
      description: '其中没有账号的单位：看不到催办，由代表工委转告；只告诉代表工委和承办单位',
    }),
    opinions: z.array(z.object({ department: person, text: z.string(), at: instant })),
    letters: z.array(letterView),
    prints: z
      .array(
        z.object({
          kind: keysOf(letterKinds),
          letter: z.string().meta({ description: '打印时说明要哪一份' }),
          apart: z
            .string()
            .nullable()
            .meta({ description: '同一种有几份的，是哪个单位的、第几号；null：只有这一份' }),
          inForce: z
            .boolean()
            .meta({ description: 'false：后来又有了新的答复，或者改交了别的单位' }),
          restored: z.boolean().meta({ description: '补制：据往年的表印的，不是原件' }),
        }),
      )
      .meta({ description: '现在可以打印的' }),
    signsAs: z
      .string()
      .nullable()
      .meta({ description: '看的人以谁的名义签发；null：签发时写明是哪位负责人' }),
    signerless: z.array(z.object({ id, name: z.string() })).meta({
      description: '欠着答复、要由签发人账号签发却还没有这样账号的单位；承办单位只见自己',
    }),
    sentBack: z
      .object({
        text: z.string(),
        class: answerClass,
        promisedFor: z.string().nullable(),
        solved: solvedWay,
        contactPerson: z.string().nullable(),
        contactPhone: z.string().nullable(),
        files: z.array(attachment),
        reason: z.string(),
        from: z
          .string()
          .nullable()
          .meta({ description: '调整以前的承办单位拟的，没有签发；null：自己单位的' }),
      })
      .nullable()
      .meta({ description: '自己单位没有签发、退回来修改的拟稿，或者接过来的' }),
    nextDocument: z
      .string()
      .nullable()
      .meta({ description: '自己的单位接着用的发文字号；null：还没有用过，或者不用签发' }),
    lastContact: z
      .object({ person: z.string().nullable(), phone: z.string().nullable() })
      .nullable()
      .meta({ description: '自己的单位上一份答复写的联系人和电话；null：没有写过，或者不用答复' }),
    round: z.int().meta({ description: '0：第一次答复；1：不满意以后重办的' }),
    feedbacks: z.array(feedbackView),
    mediating: z
      .array(
        z.object({
          way: keysOf(mediateWays),
          on: z.string(),
          text: z.string(),
          at: instant,
          files: z.array(attachment),
        }),
      )
      .meta({ description: '代表工委协调的经过，先做的在前' }),
    settlements: z
      .array(
        z.object({
          way: keysOf(settleWays),
          on: z.string(),
          people: z.string(),
          text: z.string(),
          promisedFor: instant.nullable().meta({ description: '商定办成的日子，到那天结束' }),
          at: instant,
          files: z.array(attachment),
          word: z
            .object({
              representative: person,
              own: z.boolean(),
              accepted: z.boolean(),
              text: z.string().nullable(),
              at: instant,
            })
            .nullable()
            .meta({ description: '代表接不接受；null：还没有说，或者没有说' }),
          asking: z.enum(askings).nullable().meta({
            description:
              '没有说的：open 还可以说，ended 到期了，replaced 后来又协调过，nobody 写它的代表都离任了；null：说过了',
          }),
          askedUntil: instant
            .nullable()
            .meta({ description: '到什么时候为止可以说；null：不能了' }),
        }),
      )
      .meta({ description: '代表工委协调的，先协调的在前' }),
    judging: z.array(person).meta({ description: '分办的，这一次要对哪几个单位各评各的' }),
    decides: z
      .boolean()
      .meta({ description: '看的人现在的评价决不决定重办、协调；false：只记在案里' }),
    papers: z
      .array(
        person.extend({
          decides: z.boolean().meta({ description: '他的评价决不决定重办、协调' }),
          judging: z.array(person).meta({ description: '分办的，他这一次要对哪几个单位各评各的' }),
        }),
      )
      .meta({ description: '代表工委现在可以代录谁的纸质意见表' }),
    remarks: z.array(
      z.object({
        act,
        text: z.string(),
        at: instant,
        outcome: z
          .string()
          .nullable()
          .meta({ description: '延期申请、退回申请后来怎样了；别的说明是 null' }),
      }),
    ),
    clocks: z.array(clockView),
    timeline: z.array(z.object({ at: instant, type: z.string(), sentence: z.string() })),
  })
  .meta({ id: 'Suggestion' })
export type SuggestionView = z.output<typeof suggestionView>

/** What is public: the words, who wrote and answered them. */
export const publicSuggestion = z
  .object({
    id,
    number: z.string(),
    title: z.string(),
    text: z.string(),
    lead: z.string(),
    adopted: z.boolean().meta({ description: '列席人员提出、由领衔代表采纳的；不写是谁' }),
    publishedAt: instant.meta({ description: '什么时候公开的；列表按它排' }),
    answeredAt: instant,
    excellent: z.boolean().meta({ description: '优秀建议' }),
    handedIn: z
      .object({ at: z.enum(['session', 'between']), year: z.int() })
      .nullable()
      .meta({ description: '哪一年的大会期间提出的，还是闭会期间；null：没有记' }),
    origins: z.int().meta({ description: '由几件群众反映写成' }),
    files: z.array(attachment),
    letters: z.array(
      z.object({
        department: z.string(),
        text: z.string(),
        class: answerClass,
        said: z.string().nullable(),
        solved: solvedWay,
        document: z.string().nullable().meta({ description: '发文字号' }),
        promisedFor: instant
          .nullable()
          .meta({ description: '答应办成、还没有再答复的日子，到那天结束' }),
        at: instant,
        files: z.array(attachment),
      }),
    ),
  })
  .meta({ id: 'PublicSuggestion' })
export type PublicSuggestion = z.output<typeof publicSuggestion>

const days = (what: string, max: number) =>
  z
    .int({ error: `请填写${what}。` })
    .min(1, `${what}至少是 1。`)
    .max(max, `${what}最多是 ${max}。`)

/** The district's periods, and how it says 解决程度. */
export const periods = z
  .strictObject({
    assignDays: days('交办的工作日', 60),
    // What was set before there were these holds as it is.
    sessionAssignDays: days('会后交办的天数', 60).default(10),
    sessionFrom: z.iso.date({ error: '请选日子。' }).nullable().default(null),
    sessionTo: z.iso.date({ error: '请选日子。' }).nullable().default(null),
    returnDays: days('申请退回的工作日', 30),
    contactDays: days('首次沟通的工作日', 60),
    opinionMonths: days('会办意见的月数', 3),
    answerMonths: days('答复的月数', 12),
    extendedMonths: days('延期后答复的月数', 12),
    feedbackDays: days('代表评价的工作日', 60),
    redoMonths: days('重办的月数', 3),
    linkDays: days('一次性链接的天数', 90),
    accountSigns: z
      .boolean()
      .default(false)
      .meta({ description: '答复须由签发人账号签发；没有账号的单位仍用一次性链接' }),
    classes: classWordsOf.default({ ...answerClasses }),
  })
  .meta({ id: 'SuggestionPeriods' })

/** A figure with what it is made of; the list behind it is the office's list with `figure`. */
export const figureView = z
  .object({
    key: z.string(),
    words: z.string(),
    numerator: z.int(),
    denominator: z.int(),
    meaning: z.string(),
  })
  .meta({ id: 'SuggestionFigure' })
export type FigureView = z.output<typeof figureView>
