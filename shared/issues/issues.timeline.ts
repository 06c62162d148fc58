import { type EpochMs, toIso } from '../core/clock.ts'
import { fullDayWords, untilWords } from '../core/local-time.ts'
import { SUGGESTED, SUGGESTION_PUBLISHED, SUGGESTION_UNPUBLISHED } from './clocks.words.ts'
import { heldWords } from './flood.words.ts'
import { NOT_COUNTED_YET } from './resolution.rules.ts'
import {
  SUGGESTION_AWAITED,
  suggestionAccepted,
  suggestionAssigned,
  suggestionCorrected,
  suggestionDeclined,
  suggestionMerged,
  suggestionOutcome,
  suggestionOver,
  suggestionPublished,
  suggestionReceived,
  suggestionSettled,
  suggestionSubmitted,
  suggestionUnsatisfied,
  suggestionWithdrawn,
} from './suggested.words.ts'

/** A fact of the ledger about one issue, as far as a timeline needs it. */
export interface IssueFact {
  sequence: number
  at: EpochMs
  type: string
  actorKind: string
  actorId: string | null
  data: Record<string, unknown>
}

/** Names and words that the ledger only refers to. */
export interface TimelineWords {
  /** What the voter is called: 您 for the voter, 选民 for everyone who works on it. */
  voter: string
  representative(id: unknown): string
  department(id: string): string
  actor(kind: string, id: string | null): string
  message(id: unknown): { text: string; target: string | null } | null
  /**
   * Whether the reason of a contact opening may be told. Its words are free and may hold the very
   * name or number that is hidden from the representative.
   */
  reasons: boolean
}

export interface TimelineEntry {
  at: string
  type: string
  sentence: string
}

const until = (fact: IssueFact): string => {
  const due = Number(fact.data.after)
  return due === NOT_COUNTED_YET ? '放假安排公布以后再算' : untilWords(due)
}

/** That photos came with the words. */
const photoWords = ({ data }: IssueFact): string =>
  Number(data.photos) > 0 ? `，附了 ${Number(data.photos)} 张照片` : ''

/** Free words, which may hold the very name or number that is covered. */
const reasonOf = (fact: IssueFact, words: TimelineWords): string => {
  const text = words.reasons ? words.message(fact.data.messageId)?.text : undefined
  return text === undefined ? '' : `，理由：${text}`
}

/** A promise is due at the end of its day, which is the beginning of the next one. */
const promisedDay = ({ data: { promisedFor } }: IssueFact): string | null =>
  typeof promisedFor === 'number' ? fullDayWords(promisedFor - 1) : null

const departmentsOf = ({ data }: IssueFact, words: TimelineWords): string =>
  typeof data.departments === 'string'
    ? data.departments.split(',').map(words.department).join('、')
    : ''

/**
 * What happened in one sentence that a grandmother understands. Null: nothing a voter cares about.
 * @param again there was a fact of this kind before
 */
export function sentenceOf(fact: IssueFact, words: TimelineWords, again = false): string | null {
  const who = words.actor(fact.actorKind, fact.actorId)
  switch (fact.type) {
    case 'issue.filed':
      if (fact.data.held === true) return `收到了。${heldWords}，24 小时从这时算。`
      return `${fact.data.origin === 'station' ? `${who}替${words.voter}填好，` : ''}送到${words.representative(fact.data.representativeId)}代表的待办里，24 小时从这时算。`
    case 'issue.opened':
      return `${who}打开看了。`
    case 'issue.answered': {
      const answered =
        fact.data.for === undefined
          ? `${who}答复了`
          : `${who}替休假的${words.representative(fact.data.for)}代表答复了`
      const photos = photoWords(fact)
      return fact.data.late === true
        ? `${answered}${photos}，比答应的时间晚。`
        : `${answered}${words.voter}${photos}。`
    }
    case 'issue.referred': {
      const target = words.message(fact.data.messageId)?.target ?? '别处'
      return `${who}转给${target}去办。`
    }
    case 'issue.declined': {
      if (fact.data.flood === true) return `${who}看过了，没有转给代表，理由在答复里。`
      const place = words.message(fact.data.messageId)?.target
      return `${who}说这件事不归代表办，建议${words.voter}去${place ?? '别处'}。`
    }
    case 'issue.let-through':
      return `${who}看过，转给${words.representative(fact.data.representativeId)}代表了，答复的时间不变。`
    case 'issue.noted':
      return `${who}先告诉了${words.voter}一声。`
    case 'issue.reassigned':
      return fact.data.answered === true
        ? `改由${words.representative(fact.data.to)}代表接着办理。`
        : `改由${words.representative(fact.data.to)}代表办理，答复时间不变。`
    case 'issue.messaged':
      return `${words.voter}补充了一句。`
    case 'issue.withdrawn':
      return `${words.voter}撤回了这件事。`
    case 'issue.rated':
      return `${words.voter}作了评价。`
    case 'issue.grouped':
      return '有几件说的是同一件事，放在一起等答复。'
    case 'issue.ungrouped':
      return '看过以后，这件事还是单独办。'
    case 'issue.chased':
      return `${words.voter}催了一下，${fact.data.held === true ? '代表工委' : '家站'}已经知道了。`
    case 'issue.reminded':
      return `${who}催了一下，请尽快答复。`
    case 'issue.redo':
      return `${words.voter}不满意，重办一次，24 小时从这时算。`
    case 'issue.coordination':
      return `重办后${words.voter}仍不满意，由代表工委协调。`
    case 'issue.settled':
      return `${who}协调后给了${words.voter}一个说法。`
    case 'issue.unattended':
      return '原来的代表离任了，由代表工委定谁接着办。'
    case 'issue.office-asked':
      return `${who}请代表工委定由谁办。`
    case 'issue.acknowledgement-upheld':
      return `${who}核实了：那句话只是收到，不算答复。`
    case 'issue.acknowledgement-rejected':
      return `${who}核实了：那句话算一次答复。`
    case 'issue.concluded':
      return fact.data.late === true
        ? `${who}说这件事办结了${photoWords(fact)}，比答应的时间晚。`
        : `${who}说这件事办结了${photoWords(fact)}。`
    case 'clock.extended':
      return `${who}延期 ${Number(fact.data.days)} 个工作日，办结的时限改到 ${until(fact)}。`
    case 'clock.lengthened':
      return `${who}说这件事复杂，按 10 个工作日办，办结的时限改到 ${until(fact)}。`
    case 'clock.paused':
      return `${who}问了${words.voter}一句，等回话时办结的表停着。`
    case 'clock.resumed':
      return fact.data.why === 'limit'
        ? `等满了约定的时间，办结的表接着走。`
        : `${words.voter}回了话，办结的表接着走。`
    case 'clock.moved':
      return `工作日历改了，办结的时限改到 ${until(fact)}。`
    case 'issue.contact-opened': {
      if (!words.reasons) return `${who}看了${words.voter}的联系方式。`
      const reason = words.message(fact.data.messageId)?.text ?? ''
      return `${who}查看了${words.voter}的联系方式，理由：${reason}。`
    }
    case 'issue.contact-erased':
      return fact.actorKind === 'voter'
        ? `${who}删掉了联系方式。`
        : `到了约定的时间，${words.voter}的联系方式已删除。`
    case 'issue.contact-corrected':
      return `${who}改了联系方式。`
    case 'issue.kept-private':
      return `${who}不再同意公开这件事。`
    case 'issue.words-erased':
      return `${who}把写的话和照片删掉了。`
    case 'issue.handed-over':
      return words.message(fact.data.messageId)?.text ?? null
    case SUGGESTED:
      return suggestionSubmitted(words.representative(fact.data.representativeId), words.voter, {
        joined: fact.data.joined === true,
        again,
      })
    case 'issue.suggestion-answered':
      return suggestionOutcome(fact.data, departmentsOf(fact, words), promisedDay(fact))
    case 'issue.suggestion-assigned':
      return suggestionAssigned(departmentsOf(fact, words), fact.data.again)
    case 'issue.suggestion-received':
      return suggestionReceived(departmentsOf(fact, words))
    case 'issue.suggestion-declined':
      return suggestionDeclined(fact.data.why)
    case 'issue.suggestion-withdrawn':
      return suggestionWithdrawn(words.representative(fact.data.representativeId))
    case 'issue.suggestion-unsatisfied':
      return suggestionUnsatisfied(fact.data.next)
    case 'issue.suggestion-settled':
      return suggestionSettled(promisedDay(fact))
    case 'issue.suggestion-accepted':
      return suggestionAccepted(fact.data.accepted)
    case 'issue.suggestion-merged':
      return suggestionMerged()
    case 'issue.suggestion-over':
      return suggestionOver(words.voter)
    case 'issue.suggestion-awaited':
      return SUGGESTION_AWAITED
    case 'issue.suggestion-corrected':
      return suggestionCorrected(fact.data.of)
    case SUGGESTION_PUBLISHED:
      return suggestionPublished(words.voter, again)
    case SUGGESTION_UNPUBLISHED:
      return '公开的建议和答复先撤下了。'
    case 'issue.covered':
      return `${who}遮住了${words.voter}${fact.data.target === 'photo' ? '照片上的一块' : '写的几个字'}，原来的封存着，没有丢${reasonOf(fact, words)}。`
    case 'issue.uncovered':
      return `${who}把${words.voter}${fact.data.target === 'photo' ? '照片上遮住的一块' : '写的、遮住的几个字'}恢复了原样${reasonOf(fact, words)}。`
    case 'issue.publication-refused':
      return `${who}定为不公开这件事${reasonOf(fact, words)}。`
    case 'issue.original-opened':
      return `${who}打开看了封存的原文${reasonOf(fact, words)}。`
    case 'issue.original-erased':
      return '到了约定的时间，封存的原文已删除。'
    case 'issue.published':
      return `${who}把这件事公开在代表的页面上，没有姓名电话。`
    case 'issue.unpublished':
      return `${who}把公开的内容撤下了。`
    default:
      return null
  }
}

/** Of suggestions each is told of once more where it is taken up anew: only another one is another. */
const isAgain = (fact: IssueFact, before: readonly IssueFact[]): boolean =>
  before.some(
    ({ type, data }) =>
      type === fact.type && (type !== SUGGESTED || data.suggestionId !== fact.data.suggestionId),
  )

/** The timeline, newest first; the same fold serves voter, representative, station and office. */
export function timelineOf(facts: readonly IssueFact[], words: TimelineWords): TimelineEntry[] {
  return facts
    .flatMap((fact, index) => {
      const sentence = sentenceOf(fact, words, isAgain(fact, facts.slice(0, index)))
      return sentence === null ? [] : [{ at: toIso(fact.at), type: fact.type, sentence }]
    })
    .reverse()
}
