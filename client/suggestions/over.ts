import type { EpochMs } from '@mashang/shared/core/clock.ts'
import {
  isPromised,
  promisedWords,
  stateNow,
} from '@mashang/shared/suggestions/state-words.rules.ts'
import type { SuggestionRow } from '@mashang/shared/suggestions/suggestions.model.ts'

/** States of suggestions of which nothing can come any more, unless something is still promised. */
export const OVER: readonly string[] = ['closed', 'declined', 'merged', 'withdrawn']

type Seen = Pick<SuggestionRow, 'state' | 'promisedFor' | 'answeredAt'>
type Standing = Seen & Pick<SuggestionRow, 'withdrawing' | 'promiseAgreed'>

/** Whether a promised day has passed, and nobody has told what came of it. A promise is due at the end of its day. */
export const isPromiseLate = (row: Seen, now: EpochMs): boolean =>
  isPromised(row) && now >= Date.parse(row.promisedFor)

export const standingWords = (row: Standing, now: EpochMs): string =>
  isPromised(row)
    ? promisedWords(Date.parse(row.promisedFor), row.promiseAgreed, now)
    : stateNow(row)
