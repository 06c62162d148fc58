import type { WorkCalendar } from '../calendars/work-calendar.rules.ts'
import { type EpochMs, toIso, toIsoOrNull } from '../core/clock.ts'
import { countdownWords, spanWords, untilWords } from '../core/local-time.ts'
import type { LimitsInForce } from '../districts/limits.rules.ts'
import { type ClockKind, clockWords, REDO_RULE, SUGGESTED, wordsOfRule } from './clocks.words.ts'
import { heldWords } from './flood.words.ts'
import { isLate } from './issues.rules.ts'
import type { IssueFact, TimelineWords } from './issues.timeline.ts'
import { NOT_COUNTED_YET, type ResolutionClock } from './resolution.rules.ts'
import type { WhyClock } from './why.model.ts'
import { limitsSentence } from './why-limits.rules.ts'
import { hoursSum, resolutionSum } from './why-sum.rules.ts'

/** A clock of a matter as it is kept. */
export interface KeptClock extends ResolutionClock {
  clock: ClockKind
  owner: string
  stoppedAt: EpochMs | null
  stoppedBy: string | null
  /** Version of the calendar; null where it needs none, or has none yet. */
  calendar: number | null
}

const number = (value: unknown): number => (typeof value === 'number' ? value : 0)

const reminded = (fact: IssueFact, what: string): string =>
  `过了 ${number(fact.data.hours)} 小时还没有答复，${what}${fact.data.late === true ? '（补发的）' : ''}。`

/** Types of facts that belong to one kind of clock, where they do not name it. */
const belongsTo: Readonly<Record<string, ClockKind>> = {
  'issue.noted': 'response',
  'clock.reminded': 'response',
  'clock.overdue': 'response',
  'clock.escalated': 'response',
}

/** What a fact means for a clock that runs; null: nothing. */
function meaning(fact: IssueFact, clock: KeptClock, words: TimelineWords): string | null {
  const who = words.actor(fact.actorKind, fact.actorId)
  const said = (): string => words.message(fact.data.messageId)?.text ?? ''
  const own = fact.data.clock ?? belongsTo[fact.type]
  if (own !== undefined && own !== clock.clock) return null
  switch (fact.type) {
    case 'issue.noted':
      return `${who}先说了一声，这不算答复，表没有停。`
    case 'clock.reminded':
    case 'clock.overdue':
    case 'clock.escalated':
      if (fact.data.told === 0) return reminded(fact, '和最早的一件放在一起，由那一件提醒')
      return reminded(fact, REMINDED[fact.type] ?? '')
    case 'issue.chased':
      return clock.clock === 'resolution'
        ? null
        : `${words.voter}催了一下，${fact.data.held === true ? '代表工委' : '家站'}知道了。`
    case 'issue.held':
      return fact.data.reason === 'flood' ? `${heldWords}，表照样走。` : null
    case 'issue.let-through':
      return `代表工委看过，转给${words.representative(fact.data.representativeId)}代表，时限不重新算。`
    case 'issue.reassigned':
      return clock.startedAt === fact.at
        ? null
        : `改由${words.representative(fact.data.to)}代表办，时限不重新算。`
    case 'issue.acknowledgement-upheld':
      return clock.clock === 'response' ? '代表工委核实：只说了收到，不算按时答复。' : null
    case 'issue.handed-over':
      return '原来的代表离任，交给家站接着办，时限不重新算。'
    case 'clock.extended':
      return `${who}延期 ${number(fact.data.days)} 个工作日，时限从 ${dueWords(number(fact.data.before))} 到 ${dueWords(number(fact.data.after))}。理由：${said()}`
    case 'clock.lengthened':
      return `${who}按复杂事项办，时限从 ${dueWords(number(fact.data.before))} 到 ${dueWords(number(fact.data.after))}。理由：${said()}`
    case 'clock.paused':
      return `${who}问了一句，等${words.voter}回话；表停着，最迟 ${untilWords(number(fact.data.resumeBy))} 接着走。`
    case 'clock.resumed':
      return `${resumedWords(fact, words, who)}，表接着走，时限是 ${dueWords(number(fact.data.after))}。`
    case 'clock.moved':
      return `工作日历改成第 ${number(fact.data.calendar)} 版，时限从 ${dueWords(number(fact.data.before))} 到 ${dueWords(number(fact.data.after))}。`
    default:
      return null
  }
}

const REMINDED: Readonly<Record<string, string>> = {
  'clock.reminded': '系统提醒了经办的人',
  'clock.overdue': '已经超期，系统告诉了上一级',
  'clock.escalated': '系统报给了更上一级',
}

function resumedWords(fact: IssueFact, words: TimelineWords, who: string): string {
  if (fact.data.why === 'voter') return `${words.voter}回了话`
  return fact.data.why === 'limit' ? '等满了约定的时间' : `${who}说已经问到了`
}

const dueWords = (dueAt: EpochMs): string =>
  dueAt === NOT_COUNTED_YET ? '等放假安排公布' : untilWords(dueAt)

const STARTED: Readonly<Record<ClockKind, string>> = {
  response: '提交，答复的表从这时起走。',
  'follow-up': '转到这里，接着答复的表从这时起走。',
  resolution: '有了第一次实在的答复，办结的表从这时起走。',
}

/** Whether the words that it started with were not the first ones: done once more after it had ended. */
const isAnsweredAgain = ({ startedAt }: KeptClock, facts: readonly IssueFact[]): boolean =>
  facts.some(({ at, data }) => at === startedAt && data.first === false)

const startedWords = (
  clock: KeptClock,
  facts: readonly IssueFact[],
  words: TimelineWords,
): string => {
  const after = facts.some(
    ({ type, at }) => type === 'issue.suggestion-over' && at === clock.startedAt,
  )
  if (after) return '不用再等建议了，办结的表从这时起走。'
  if (clock.clock === 'resolution' && isAnsweredAgain(clock, facts))
    return '又有了一次实在的答复，办结的表从这时起走。'
  if (clock.rule === REDO_RULE) return `${words.voter}不满意，重办的表从这时起走。`
  return clock.clock === 'response' ? `${words.voter}${STARTED.response}` : STARTED[clock.clock]
}

const STOPPED: Readonly<Record<string, string>> = {
  'issue.answered': '写来实在的答复，表停了。',
  'issue.referred': '转出去了，并写明谁接着办，表停了。',
  'issue.declined': '说明了不能受理、该去哪里，表停了。',
  'issue.concluded': '办结了，表停了。',
  'issue.rated': '选民作了评价，表停了。',
  'issue.coordination': '重办后选民仍不满意，由代表工委接过去，表停了。',
  'issue.withdrawn': '选民撤回了，表停了。',
  [SUGGESTED]: '写成代表建议交上去了，按建议的时限办，表停了。',
  'issue.reassigned': '改派给了别人，这块表不再走。',
}

const stoppedWords = ({ stoppedAt, stoppedBy }: KeptClock, facts: readonly IssueFact[]): string =>
  facts.some(({ type, at }) => type === 'issue.suggestion-awaited' && at === stoppedAt)
    ? '又要等建议的结果，按建议的时限办，表停了。'
    : (STOPPED[stoppedBy ?? ''] ?? '表停了。')

/** It gave way to a suggestion in time. What was late by then stays late. */
const gaveWay = ({ stoppedBy, stoppedAt, dueAt }: KeptClock): boolean =>
  stoppedBy === SUGGESTED && stoppedAt !== null && !isLate(dueAt, stoppedAt)

/** What ends the wait for a suggestion: its own end, or that of the matter. */
const WAIT_OVER = ['issue.suggestion-over', 'issue.concluded', 'issue.rated', 'issue.withdrawn']

/** It stands aside for a suggestion still; nobody has to keep its moment. */
function isAside(clock: KeptClock, facts: readonly IssueFact[]): boolean {
  // What was said in the same moment, and before it, is no end of it.
  const began = facts.findIndex(({ type, at }) => type === SUGGESTED && at === clock.stoppedAt)
  const since = facts.slice(began + 1)
  // A verdict that led to doing it once more ended nothing.
  const redone = since.findLastIndex(({ type }) => type === 'issue.redo')
  const over = since.some(
    ({ type, at }, index) =>
      WAIT_OVER.includes(type) &&
      at >= (clock.stoppedAt ?? 0) &&
      !(type === 'issue.rated' && index < redone),
  )
  return gaveWay(clock) && !over
}

function outcomeOf(
  clock: KeptClock,
  facts: readonly IssueFact[],
  voter: string,
  now: EpochMs,
): string {
  const late = isLate(clock.dueAt, clock.stoppedAt ?? now)
  if (isAside(clock, facts)) return '写成了代表建议，按建议的时限办；等建议了结，再接着算。'
  if (gaveWay(clock)) return '没到时候就写成了代表建议，改按建议的时限办，不算晚。'
  if (clock.stoppedAt !== null) {
    const took = ` ${spanWords(clock.stoppedAt - clock.startedAt)}`.replace(' 不', '不')
    return late
      ? `晚了 ${spanWords(clock.stoppedAt - clock.dueAt)}，会一直记着。`
      : `按时，用了${took}。`
  }
  if (clock.dueAt === NOT_COUNTED_YET) return '等放假安排公布后算出时限。'
  if (clock.pausedAt !== null) return `停着，等${voter}回话；最晚 ${untilWords(clock.dueAt)}。`
  return `${countdownWords(clock.dueAt, now)}。`
}

/** Why the time of one clock is what it is, step by step. */
function whyOne(
  clock: KeptClock,
  facts: readonly IssueFact[],
  { calendar, limits }: { calendar: WorkCalendar; limits: LimitsInForce },
  words: TimelineWords,
  now: EpochMs,
): WhyClock {
  const end = clock.stoppedAt ?? Number.POSITIVE_INFINITY
  const between = facts
    .filter((fact) => fact.at >= clock.startedAt && fact.at <= end)
    .flatMap((fact) => {
      const sentence = meaning(fact, clock, words)
      return sentence === null ? [] : [{ at: toIso(fact.at), sentence }]
    })
  const steps = [
    {
      at: toIso(clock.startedAt),
      sentence: startedWords(clock, facts, words),
    },
    ...between,
  ]
  if (clock.stoppedAt !== null)
    steps.push({
      at: toIso(clock.stoppedAt),
      sentence: stoppedWords(clock, facts),
    })
  const counts = clock.clock === 'resolution'
  return {
    clock: clock.clock,
    name: `${clockWords[clock.clock]}时限`,
    owner: clock.owner,
    state: clock.stoppedAt !== null ? 'stopped' : clock.pausedAt === null ? 'running' : 'paused',
    startedAt: toIso(clock.startedAt),
    dueAt: clock.dueAt === NOT_COUNTED_YET ? null : toIso(clock.dueAt),
    dueWords: dueWords(clock.dueAt),
    stoppedAt: toIsoOrNull(clock.stoppedAt),
    late: isLate(clock.dueAt, clock.stoppedAt ?? now),
    aside: isAside(clock, facts),
    outcome: outcomeOf(clock, facts, words.voter, now),
    rule: clock.rule,
    ruleWords: counts
      ? `${wordsOfRule(clock.rule)}。${limitsSentence(limits)}`
      : wordsOfRule(clock.rule),
    calendar: counts ? clock.calendar : null,
    calendarWords: calendarWords(clock),
    arithmetic: counts ? resolutionSum(clock, calendar) : hoursSum(clock.startedAt),
    steps,
  }
}

function calendarWords({ clock, calendar }: KeptClock): string {
  if (clock !== 'resolution') return '不看日历，节假日照样走'
  if (calendar === null) return '等放假安排公布'
  return calendar === 0 ? '国务院放假安排（系统自带）' : `本区工作日历第 ${calendar} 版`
}

/** Every clock of a matter in the order of their start: one fold over the ledger and the deadlines. */
export function whyClocks(
  clocks: readonly KeptClock[],
  facts: readonly IssueFact[],
  countedBy: (clock: KeptClock) => { calendar: WorkCalendar; limits: LimitsInForce },
  words: TimelineWords,
  now: EpochMs,
): WhyClock[] {
  return clocks.map((clock) => whyOne(clock, facts, countedBy(clock), words, now))
}
