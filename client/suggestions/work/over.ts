import { fullDayWords } from '@mashang/shared/core/local-time.ts'
import { stateWords } from '@mashang/shared/suggestions/state-words.rules.ts'
import type { SuggestionRow } from '@mashang/shared/suggestions/suggestions.model.ts'

/** States of suggestions of which nothing can come any more, unless something is still promised. */
export const OVER: readonly string[] = ['closed', 'declined', 'merged', 'withdrawn']

type Seen = Pick<SuggestionRow, 'state' | 'promisedFor' | 'answeredAt'>

/** Whether its handling has ended and a department still owes what it promised. */
export const isPromised = (row: Seen): row is Seen & { promisedFor: string } =>
  row.state === 'closed' && row.promisedFor !== null

/** "已答复，答应 2027年4月30日前办成": a promise is due at the end of its day. */
export const standingWords = (row: Seen): string =>
  isPromised(row)
    ? `已答复，答应 ${fullDayWords(Date.parse(row.promisedFor) - 1)}前办成`
    : stateWords(row)
