import { fullDayWords } from '../core/local-time.ts'
import type { AnswerClass, SolvedWay, SuggestionState } from './suggestions.words.ts'
import { outcomesForVoters, ownOutcome, statesForVoters } from './voters.words.ts'

/** "答应 2027年6月30日以前办成" @param until the end of the day that was promised, epoch milliseconds */
const promiseWords = (until: number): string => `答应 ${fullDayWords(until - 1)}以前办成`

/** What an answer comes to, as it is told to those who do not handle it. */
export interface Outcome {
  class: AnswerClass
  /** The district's words for that class on the day. */
  said?: string | null | undefined
  /** The end of the day that it promised and that nobody has answered to yet; epoch milliseconds. */
  promisedFor?: number | null | undefined
  /** Of class A: how far it is; nothing where the department has not said. */
  solved?: SolvedWay | null | undefined
}

/**
 * In the district's own words, where it has some, else in everyday ones; what is promised with its day,
 * also where the office agreed on one after an answer of another class.
 */
export function outcomeWords({ class: of, said, promisedFor, solved }: Outcome): string {
  const own = ownOutcome(of, said, solved)
  if (promisedFor == null) return own ?? outcomesForVoters[of]
  return `${(of === 'B' ? own : null) ?? '正在办'}，${promiseWords(promisedFor)}`
}

/**
 * "部门答复了：已经解决，或者今年能解决". What is promised is not done: its procedure may be closed,
 * to whoever waits for it it is answered until the promised answer comes.
 * @param outcome null: it is not told
 * @param promise what nobody has answered to yet, with its day where it has one; null: nothing
 */
export function stateForVoters(
  state: SuggestionState,
  outcome: Outcome | null,
  promise: Pick<Outcome, 'promisedFor'> | null = null,
): string {
  if (state !== 'answered' && state !== 'closed') return statesForVoters[state]
  const standing = statesForVoters[promise === null ? state : 'answered']
  if (outcome !== null) return `${standing}：${outcomeWords(outcome)}`
  return promise?.promisedFor == null
    ? standing
    : `${standing}，${promiseWords(promise.promisedFor)}`
}
