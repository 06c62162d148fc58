import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import { suggestionStates } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { z } from 'zod'
import type { SuggestionRecord } from './suggestions.store.ts'

type Sort = z.output<NonNullable<typeof suggestionsApi.list.query>>['sort']
type Ordered = Pick<
  SuggestionRecord,
  'id' | 'year' | 'number' | 'createdAt' | 'promisedFor' | 'state' | 'representativeId'
>
type Order = (a: Ordered, b: Ordered) => number

const collator = new Intl.Collator('zh-CN')
const STATES = Object.keys(suggestionStates)

const number: Order = (a, b) =>
  (a.year ?? 9999) - (b.year ?? 9999) ||
  (a.number ?? Number.MAX_SAFE_INTEGER) - (b.number ?? Number.MAX_SAFE_INTEGER) ||
  a.createdAt - b.createdAt

/**
 * By a column, "-" falling; those alike by their number.
 * @param due when each one's answer is due
 * @param nameOf whoever leads one
 */
export function orderOf(
  sort: Sort,
  due: Map<string, number>,
  nameOf: (representativeId: string) => string,
): Order {
  const dueOf = (row: Ordered): number => due.get(row.id) ?? Number.MAX_SAFE_INTEGER
  const promised = (row: Ordered): number => row.promisedFor ?? Number.MAX_SAFE_INTEGER
  const by: Record<string, Order> = {
    number,
    due: (a, b) => dueOf(a) - dueOf(b),
    promise: (a, b) => promised(a) - promised(b),
    lead: (a, b) => collator.compare(nameOf(a.representativeId), nameOf(b.representativeId)),
    state: (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state),
  }
  const compare = by[sort.replace('-', '')] ?? number
  const turn = sort.startsWith('-') ? -1 : 1
  return (a, b) => turn * (compare(a, b) || number(a, b))
}
