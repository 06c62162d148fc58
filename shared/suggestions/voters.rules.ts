import { fullDayWords } from '../core/local-time.ts'
import { type AnswerClass, answerClasses, type SuggestionState } from './suggestions.words.ts'

/** How far a suggestion is, for the voters whose matter is in it. */
const states: Record<SuggestionState, string> = {
  draft: '代表正在写',
  cosigning: '等别的代表一起署名',
  review: '交上去了，等着派给部门',
  returned: '代表正在修改',
  declined: '没有立案',
  merged: '和另一件建议并在一起办',
  assigned: '已经派给部门',
  objected: '正在定由哪个部门办',
  handling: '部门正在办',
  signing: '部门正在写答复',
  answered: '部门答复了',
  redo: '代表不满意，部门在重办',
  mediation: '代表工委正在协调',
  closed: '办结',
  withdrawn: '代表收回了',
}

/** What each 解决程度 comes to, in everyday words. */
const outcomesForVoters: Record<AnswerClass, string> = {
  A: '已经解决，或者今年能解决',
  B: '正在办，答应了办成的日子',
  C: '现在条件不够，部门记下了',
}

/** What a district says of a class in words of its own; null: it says what everybody does. */
export const ownWords = (of: AnswerClass, said: string | null | undefined): string | null =>
  said == null || said === answerClasses[of] ? null : said

/** "答应 2027年6月30日以前办成" @param until the end of the day that was promised, epoch milliseconds */
const promiseWords = (until: number): string => `答应 ${fullDayWords(until - 1)}以前办成`

/** What an answer comes to, as it is told to those who do not handle it. */
export interface Outcome {
  class: AnswerClass
  /** The district's words for that class on the day. */
  said?: string | null | undefined
  /** The end of the day that it promised and that nobody has answered to yet; epoch milliseconds. */
  promisedFor?: number | null | undefined
}

/** In the district's own words, where it has some, else in everyday ones; what is promised with its day. */
export function outcomeWords({ class: of, said, promisedFor }: Outcome): string {
  const own = ownWords(of, said)
  if (promisedFor == null) return own ?? outcomesForVoters[of]
  return `${own ?? '正在办'}，${promiseWords(promisedFor)}`
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
  if (state !== 'answered' && state !== 'closed') return states[state]
  const standing = states[promise === null ? state : 'answered']
  if (outcome !== null) return `${standing}：${outcomeWords(outcome)}`
  return promise?.promisedFor == null
    ? standing
    : `${standing}，${promiseWords(promise.promisedFor)}`
}
