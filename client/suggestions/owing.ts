import type { SuggestionState } from '@mashang/shared/suggestions/suggestions.words.ts'

/** Where a department owes an answer, the first one or another. */
export const OWING: ReadonlySet<SuggestionState> = new Set<SuggestionState>([
  'assigned',
  'objected',
  'handling',
  'signing',
  'redo',
])
