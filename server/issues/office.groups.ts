import { issueStates } from '@mashang/shared/issues/issues.words.ts'
import { and, count, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { derived } from '../core/db/derived.ts'
import { unindexed } from '../core/db/unindexed.ts'
import { allRepresentatives } from '../representatives/representatives.store.ts'
import { allStations } from '../stations/stations.store.ts'
import { dictionaryNow } from './dictionary.store.ts'
import { type Conditions, type IssueFilter, tablesOf } from './office.filter.ts'
import {
  type GroupSort,
  type IssueSort,
  newestFirst,
  type Part,
  readPart,
  sourceOf,
} from './office.order.ts'
import { totalIssues } from './total.store.ts'

/** The matters of one word of a column: how many, and how they are read. */
export interface Group {
  rows: number
  part: () => Part
}

const columns = {
  state: 'state',
  kind: 'kind',
  field: 'field',
  representative: 'representativeId',
  station: 'stationId',
} as const
type Grouped = keyof typeof columns

const columnOf = (sort: string): string => sort.replace('-', '')
export const isGroupSort = (sort: IssueSort): sort is GroupSort => columnOf(sort) in columns

const collator = new Intl.Collator('zh-CN')
/** Places of ids in the order of their names. */
const byName = derived((rows: readonly { id: string; name: string }[]): readonly string[] =>
  [...rows].sort((a, b) => collator.compare(a.name, b.name)).map(({ id }) => id),
)

/** Everything that a column may hold, in the order of its words; what has none comes first. */
async function wordsOrder(context: Context, column: Grouped): Promise<readonly string[]> {
  switch (column) {
    case 'state':
      return Object.keys(issueStates)
    case 'kind':
      return (await dictionaryNow(context)).kinds.map(({ key }) => key)
    case 'field':
      return (await dictionaryNow(context)).fields.map(({ key }) => key)
    case 'representative':
      return byName(await allRepresentatives(context))
    case 'station':
      return byName(await allStations(context))
  }
}

/** A group of more than one in so many is met soon by whoever goes through all, the newest first. */
const COMMON = 100

/**
 * The matters of a filter by the words of a column, the newest of each word first. They are counted
 * by an index that has the column (a hundred thousand in some 10 ms), so that a page far behind asks
 * for nothing before it.
 */
export async function groupsOf(
  context: Context,
  query: IssueFilter & { sort: GroupSort },
  where: SQL | undefined,
  has: Conditions,
): Promise<Group[]> {
  const { issues: i } = tablesOf(context)
  const name = columnOf(query.sort) as Grouped
  const column = i[columns[name]]
  const source = sourceOf(query)
  const counted = (await readPart(
    context,
    { value: column, rows: count() },
    { source, where },
    has,
  ).groupBy(column)) as { value: string | null; rows: number }[]
  const rowsOf = new Map(counted.map(({ value, rows }) => [value, Number(rows)]))
  const all = await totalIssues(context)
  const ofOne = (value: string | null, rows: number): SQL => {
    if (value === null) return isNull(column)
    const few = name === 'representative' || name === 'station' || !has.seesAll
    return few || source !== 'issues' || rows * COMMON < all
      ? eq(column, value)
      : sql`${unindexed(column)} = ${value}`
  }
  const values = [null, ...(await wordsOrder(context, name))]
  if (query.sort.startsWith('-')) values.reverse()
  return values.flatMap((value) => {
    const rows = rowsOf.get(value)
    if (rows === undefined) return []
    const part = (): Part => ({
      source,
      where: and(where, ofOne(value, rows)),
      orders: newestFirst(context),
    })
    return [{ rows, part }]
  })
}
