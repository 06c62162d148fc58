import type { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import { type AnyColumn, and, count, eq, isNull, not, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { type Conditions, type IssueFilter, tablesOf } from './office.filter.ts'
import { totalIssues } from './total.store.ts'

type Listed = z.output<NonNullable<typeof officeIssuesApi.list.query>>
export type IssueSort = Listed['sort']
/** What the list is narrowed to, and in which order. */
export type Ordered = IssueFilter & { sort: IssueSort }

/**
 * Where a page is read from: open clocks, of which there are few; issues with the clock that runs
 * for them, if any; or issues alone, whose indexes give the order.
 */
export type Source = 'answering' | 'promising' | 'both' | 'issues'

export interface Part {
  source: Source
  where: SQL | undefined
  orders: Order[]
  /** All that there is, in the order of an index that holds nothing but that order's first column. */
  whole?: boolean
}

export interface Order {
  by: AnyColumn | SQL
  falling: boolean
}

/** Orders that follow from a clock, a time or the number; others are by groups. */
export type ClockSort = Exclude<IssueSort, GroupSort>
/** Orders by the words of a column. */
export type GroupSort = Exclude<
  IssueSort,
  `${'' | '-'}${'due' | 'filed' | 'number' | 'resolution'}`
>

const rising = (by: Order['by']): Order => ({ by, falling: false })
const falling = (by: Order['by']): Order => ({ by, falling: true })

export function sourceOf(query: IssueFilter): Source {
  const { running, dueSoon, dueWithin, unnotified, overdue } = query
  if (running ?? dueSoon ?? dueWithin ?? unnotified) return 'answering'
  return overdue === undefined ? 'issues' : 'both'
}

/** Words of a request that narrow nothing. */
const NO_FILTER = new Set(['page', 'size', 'sort'])
const isWhole = (query: IssueFilter): boolean =>
  Object.entries(query).every(([word, value]) => value === undefined || NO_FILTER.has(word))

/** A filing's due moment is its time and a constant, and has an index. */
export const newestFirst = (context: Context): Order[] => {
  const { issues: i } = tablesOf(context)
  return [falling(i.dueAt), rising(i.id)]
}

/**
 * All clocks, the latest first: what runs and what has ended have an index each, and what is first of
 * both is among the first of each.
 */
export function latestParts(
  context: Context,
  query: IssueFilter,
  where: SQL | undefined,
): [Part, Part?] {
  const { issues: i, deadlines: d } = tablesOf(context)
  const running: Part = { source: 'answering', where, orders: [falling(d.dueAt), rising(i.id)] }
  const ended: Part = {
    source: 'both',
    where: and(where, isNull(d.id)),
    orders: newestFirst(context),
  }
  return sourceOf(query) === 'answering' ? [running] : [running, ended]
}

/**
 * The parts whose rows follow one another. Ordered by a clock, what has one comes first, so that
 * nothing needs a hundred thousand issues sorted.
 */
export function partsOf(
  context: Context,
  query: IssueFilter & { sort: ClockSort },
  where: SQL | undefined,
  has: Conditions,
): Part[] {
  const { issues: i, deadlines: d } = tablesOf(context)
  const source = sourceOf(query)
  const newest = newestFirst(context)
  switch (query.sort) {
    case 'due': {
      const running = {
        source: 'answering' as const,
        where,
        orders: [rising(d.dueAt), rising(i.id)],
      }
      return source === 'answering'
        ? [running]
        : [running, { source: 'both', where: and(where, isNull(d.id)), orders: newest }]
    }
    case '-due': {
      const latest = [falling(sql`coalesce(${d.dueAt}, ${i.dueAt})`), rising(i.id)]
      return [{ source: source === 'issues' ? 'both' : source, where, orders: latest }]
    }
    case 'resolution':
    case '-resolution': {
      // A filter that names a clock means the one that runs for an answer.
      const narrowed = source === 'issues' ? where : and(where, has.resolving)
      const first: Part =
        source === 'issues'
          ? {
              source: 'promising',
              where,
              orders: [
                query.sort === 'resolution' ? rising(d.dueAt) : falling(d.dueAt),
                rising(i.id),
              ],
            }
          : { source, where: narrowed, orders: newest }
      return [first, { source, where: and(where, not(has.resolving)), orders: newest }]
    }
    case 'filed':
      return [{ source, where, orders: [rising(i.dueAt), rising(i.id)], whole: isWhole(query) }]
    case '-filed':
      return [{ source, where, orders: newest, whole: isWhole(query) }]
    case 'number':
      return [{ source, where, orders: [rising(i.year), rising(i.number)] }]
    case '-number':
      return [{ source, where, orders: [falling(i.year), falling(i.number)] }]
  }
}

/** What is read of a source, without its columns. */
export function readPart<Columns extends Parameters<Context['db']['read']['select']>[0]>(
  context: Context,
  columns: Columns & object,
  { source, where }: Pick<Part, 'source' | 'where'>,
  has: Conditions,
) {
  const { issues: i, deadlines: d } = tablesOf(context)
  const select = context.db.read.select(columns)
  if (source === 'issues') return select.from(i).where(where).$dynamic()
  if (source === 'both') return select.from(i).leftJoin(d, has.openClock).where(where).$dynamic()
  const clock = source === 'answering' ? has.openClock : has.openPromise
  const open = and(eq(d.district, context.district), isNull(d.stoppedAt), where)
  return select.from(d).innerJoin(i, clock).where(open).$dynamic()
}

export const countPart = async (
  context: Context,
  part: Pick<Part, 'source' | 'where'>,
  has: Conditions,
): Promise<number> => {
  const rows = (await readPart(context, { total: count() }, part, has)) as { total: number }[]
  return Number(rows[0]?.total ?? 0)
}

/** How many issues a filter finds. */
export const countIssues = (
  context: Context,
  query: IssueFilter,
  where: SQL | undefined,
  has: Conditions,
): Promise<number> =>
  has.seesAll && isWhole(query)
    ? totalIssues(context)
    : countPart(context, { source: sourceOf(query), where }, has)
