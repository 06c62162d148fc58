import type { SuggestionList } from '../suggestions.query.ts'

/** Whether one waits for this representative: to be sent, confirmed or judged. */
export const waitsFor = (
  row: Pick<SuggestionList['items'][number], 'lead' | 'state'>,
  representativeId: string | null,
): boolean =>
  row.lead.id === representativeId
    ? ['draft', 'returned', 'answered'].includes(row.state)
    : row.state === 'cosigning'

/** Nothing can come of these any more. */
export const OVER: readonly string[] = ['closed', 'declined', 'merged', 'withdrawn']
