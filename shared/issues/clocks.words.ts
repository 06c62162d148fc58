import { type IssueState, issueStates } from './issues.words.ts'

/** The clocks of a matter, for those who work on it. */
export const clockWords = {
  response: '答复',
  'follow-up': '接着答复',
  resolution: '办结',
} as const
export type ClockKind = keyof typeof clockWords

/** The word for a state; what was answered and is still being carried out is 办理中. */
export const stateWordsOf = (state: IssueState, carriedOut: boolean): string =>
  state === 'answered' && carriedOut ? issueStates.referred : issueStates[state]

/** What stops the clock of what was promised where the matter was sent as a suggestion: that has its own. */
export const SUGGESTED = 'issue.suggestion-submitted'

/** Everybody may read the suggestion with its answers, or no longer. */
export const SUGGESTION_PUBLISHED = 'issue.suggestion-published'
export const SUGGESTION_UNPUBLISHED = 'issue.suggestion-unpublished'

/** Characters of a reason for more time. */
export const REASON_LENGTH = 200

/** Rule of the clock of a matter that its voter was not satisfied with. [default] */
export const REDO_RULE = 'redo-24h/1'

/** What each version of a rule says, for whoever asks why the time is what it is. */
const ruleWords: Readonly<Record<string, string>> = {
  'response-24h/1': '提交后 24 小时内，要有一句实在的答复，节假日也算',
  'follow-up-24h/1': '转到谁那里，谁就要在 24 小时内答复，节假日也算',
  'redo-24h/1': '选民不满意，重办要在 24 小时内再答复，节假日也算',
}

/**
 * Rules of the clock of what was promised carry their days. Before a district could choose them, a
 * complex matter's was 'resolution-10wd/1'.
 */
export const resolutionRule = (days: number): string =>
  days === 10 ? 'resolution-10wd/2' : `resolution-${days}wd/1`
export const complexRule = (days: number): string =>
  days === 10 ? 'resolution-10wd/1' : `complex-${days}wd/1`

/** What a rule says, in words. */
export function wordsOfRule(rule: string): string {
  const [, kind, days] = /^(resolution|complex)-(\d+)wd\//.exec(rule) ?? []
  if (kind === undefined) return ruleWords[rule] ?? rule
  const complex = kind === 'complex' || rule === complexRule(10) ? '事情复杂，' : ''
  return `${complex}答复之后 ${days} 个工作日内办结；当天不算，最后一天算到 24 点`
}
