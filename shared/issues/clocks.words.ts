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

/** How long what was promised may take, in working days unless said otherwise. [default, practice] */
export const resolutionLimits = {
  days: 5,
  complexDays: 10,
  extension: 10,
  /** How often, and how long at most, the clock stands still for a question to the voter. */
  waits: 2,
  waitDays: 5,
  /** Natural days after the end in which the voter may judge. */
  verdictDays: 15,
  reason: 200,
} as const

/** Rule of the clock of a matter that its voter was not satisfied with. [default] */
export const REDO_RULE = 'redo-24h/1'

/** What each version of a rule says, for whoever asks why the time is what it is. */
export const ruleWords: Readonly<Record<string, string>> = {
  'response-24h/1': '提交后 24 小时内，要有一句实在的答复，节假日也算',
  'follow-up-24h/1': '转到谁那里，谁就要在 24 小时内答复，节假日也算',
  'redo-24h/1': '选民不满意，重办要在 24 小时内再答复，节假日也算',
  'resolution-5wd/1': '答复之后 5 个工作日内办结；当天不算，最后一天算到 24 点',
  'resolution-10wd/1': '事情复杂，答复之后 10 个工作日内办结；当天不算，最后一天算到 24 点',
}
