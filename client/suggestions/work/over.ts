import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { fullDayWords } from '@mashang/shared/core/local-time.ts'
import { stateWords } from '@mashang/shared/suggestions/state-words.rules.ts'
import type { SuggestionRow } from '@mashang/shared/suggestions/suggestions.model.ts'

/** States of suggestions of which nothing can come any more, unless something is still promised. */
export const OVER: readonly string[] = ['closed', 'declined', 'merged', 'withdrawn']

type Seen = Pick<SuggestionRow, 'state' | 'promisedFor' | 'answeredAt'>

/** Whether its handling has ended and a department still owes what it promised. */
export const isPromised = (row: Seen): row is Seen & { promisedFor: string } =>
  row.state === 'closed' && row.promisedFor !== null

/** Whether a promised day has passed, and nobody has told what came of it. A promise is due at the end of its day. */
export const isPromiseLate = (row: Seen, now: EpochMs): boolean =>
  isPromised(row) && now >= Date.parse(row.promisedFor)

/** "已答复，答应 2027年4月30日前办成", and that the day has passed. */
export const standingWords = (row: Seen, now: EpochMs): string =>
  isPromised(row)
    ? `已答复，答应 ${fullDayWords(Date.parse(row.promisedFor) - 1)}前办成${isPromiseLate(row, now) ? '，过了还没再答复' : ''}`
    : stateWords(row)
