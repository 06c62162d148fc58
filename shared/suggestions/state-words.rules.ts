import type { EpochMs } from '../core/clock.ts'
import { fullDayWords } from '../core/local-time.ts'
import { type SuggestionState, suggestionStates } from './suggestions.words.ts'

interface Seen {
  state: SuggestionState
  answeredAt: number | string | null
}

/** Of an earlier year's list that says no answer: it is over, and nobody knows that it was ended. */
export const isLeftUnanswered = ({ state, answeredAt }: Seen): boolean =>
  state === 'closed' && answeredAt === null

export const LEFT_UNANSWERED = '没有答复'

/** Whether its handling has ended and a department still owes what it promised. */
export const isPromised = <T extends { state: SuggestionState; promisedFor: unknown }>(
  of: T,
): of is T & { promisedFor: NonNullable<T['promisedFor']> } =>
  of.state === 'closed' && of.promisedFor !== null

/** "答应 2027年4月30日前办成" @param agreed the office settled on that day: no department's own promise */
export const promisedDay = (promisedFor: EpochMs, agreed: boolean): string =>
  `${agreed ? '协调商定' : '答应'} ${fullDayWords(promisedFor - 1)}前办成`

/** "已答复，答应 2027年4月30日前办成", and that the day has passed. */
export const promisedWords = (promisedFor: EpochMs, agreed: boolean, now: EpochMs): string =>
  `已答复，${promisedDay(promisedFor, agreed)}${now >= promisedFor ? '，过了还没再答复' : ''}`

/** How far a suggestion is. */
export const stateWords = (of: Seen): string =>
  isLeftUnanswered(of) ? LEFT_UNANSWERED : suggestionStates[of.state]

export const WITHDRAWAL_WAITS = '撤回待同意'

/** The same, and that its lead wants it back, while it goes on. */
export const stateNow = (of: Seen & { withdrawing: boolean }): string =>
  of.withdrawing ? `${stateWords(of)}，${WITHDRAWAL_WAITS}` : stateWords(of)
