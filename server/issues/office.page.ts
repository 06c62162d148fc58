import type { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import {
  type AnyColumn,
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  not,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { type Conditions, tablesOf } from './office.filter.ts'
import type { ReadIssue } from './office.rows.ts'
import { totalIssues } from './total.store.ts'

type Query = z.output<NonNullable<typeof officeIssuesApi.list.query>>

/**
 * Where a page is read from: open clocks, of which there are few; issues with the clock that runs
 * for them, if any; or issues alone, whose indexes give the order.
 */
type Source = 'answering' | 'promising' | 'both' | 'issues'

interface Part {
  source: Source
  where: SQL | undefined
  orders: Order[]
  /** All that there is, in the order of an index that holds nothing but that order's first column. */
  whole?: boolean
}

interface Order {
  by: AnyColumn | SQL
  falling: boolean
}

const rising = (by: Order['by']): Order => ({ by, falling: false })
const falling = (by: Order['by']): Order => ({ by, falling: true })

function sourceOf(query: Query): Source {
  const { running, dueSoon, dueWithin, unnotified, overdue } = query
  if (running ?? dueSoon ?? dueWithin ?? unnotified) return 'answering'
  return overdue === undefined ? 'issues' : 'both'
}

const isWhole = ({ page: _, size: __, sort: ___, ...filter }: Query): boolean =>
  Object.values(filter).every((value) => value === undefined)

/**
 * The parts whose rows follow one another. Ordered by a clock, what has one comes first, so that
 * nothing needs a hundred thousand issues sorted.
 */
function partsOf(context: Context, query: Query, where: SQL | undefined, has: Conditions): Part[] {
  const { issues: i, deadlines: d } = tablesOf(context)
  const source = sourceOf(query)
  // A filing's due moment is its time and a constant, and has an index.
  const newest = [falling(i.dueAt), rising(i.id)]
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
function read<Columns extends Parameters<Context['db']['read']['select']>[0]>(
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

const countPart = async (
  context: Context,
  part: Pick<Part, 'source' | 'where'>,
  has: Conditions,
): Promise<number> => {
  const rows = (await read(context, { total: count() }, part, has)) as { total: number }[]
  return Number(rows[0]?.total ?? 0)
}

/** How many issues a filter finds. */
export const countIssues = (
  context: Context,
  query: Query,
  where: SQL | undefined,
  has: Conditions,
): Promise<number> =>
  has.seesAll && isWhole(query)
    ? totalIssues(context)
    : countPart(context, { source: sourceOf(query), where }, has)

/** Rows to skip from which on it is worth two more questions not to read them. */
const FAR = 2_000

/**
 * Begins at the moment that is so many rows away, which is found in the index alone: of each row that
 * is skipped by its id the row itself would be read.
 * @returns the narrowed condition, and how many of its rows are still to be skipped
 */
async function nearer(
  context: Context,
  { source, where }: Part,
  [first]: Order[],
  offset: number,
  has: Conditions,
): Promise<{ where: SQL | undefined; left: number }> {
  const { issues: i } = tablesOf(context)
  const [falling, beyond, before] = first?.falling ? [true, lte, gt] : [false, gte, lt]
  const [row] = (await read(context, { at: i.dueAt }, { source, where }, has)
    .orderBy(falling ? desc(i.dueAt) : asc(i.dueAt))
    .limit(1)
    .offset(offset)) as { at: number }[]
  if (row === undefined) return { where, left: offset }
  const passed = { source, where: and(where, before(i.dueAt, row.at)) }
  return {
    where: and(where, beyond(i.dueAt, row.at)),
    left: offset - (await countPart(context, passed, has)),
  }
}

/**
 * Some ids of a part, `skip` of its rows left out. A part of which it is known how many rows it has
 * is read from its nearer end: to skip a row costs as much as to read it.
 */
async function idsOf(
  context: Context,
  part: Part,
  { skip, wanted, rows }: { skip: number; wanted: number; rows: number | null },
  has: Conditions,
): Promise<string[]> {
  const { issues: i } = tablesOf(context)
  const fromEnd = rows !== null && skip > rows / 2
  const limit = fromEnd ? Math.max(0, Math.min(wanted, rows - skip)) : wanted
  if (limit === 0) return []
  const orders = part.orders.map(({ by, falling }) => ({ by, falling: falling !== fromEnd }))
  const offset = fromEnd ? rows - skip - limit : skip
  const { where, left } =
    part.whole === true && offset > FAR
      ? await nearer(context, part, orders, offset, has)
      : { where: part.where, left: offset }
  const found = (await read(context, { id: i.id }, { source: part.source, where }, has)
    .orderBy(...orders.map(({ by, falling }) => (falling ? desc(by) : asc(by))))
    .limit(limit)
    .offset(left)) as { id: string }[]
  const ids = found.map(({ id }) => id)
  return fromEnd ? ids.reverse() : ids
}

/**
 * The ids of a page of all clocks, the latest first: what runs and what has ended have an index each,
 * and what is first of both is among the first of each.
 */
async function latestIds(
  context: Context,
  where: SQL | undefined,
  has: Conditions,
  skip: number,
  wanted: number,
): Promise<string[]> {
  const { issues: i, deadlines: d } = tablesOf(context)
  const first = async (source: Source, at: typeof i.dueAt | typeof d.dueAt, where?: SQL) =>
    (await read(context, { id: i.id, at }, { source, where }, has)
      .orderBy(desc(at), asc(i.id))
      .limit(skip + wanted)) as { id: string; at: number }[]
  const rows = [
    ...(await first('answering', d.dueAt, where)),
    ...(await first('both', i.dueAt, and(where, isNull(d.id)))),
  ]
  return rows
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
    .slice(skip, skip + wanted)
    .map(({ id }) => id)
}

async function idsOfPage(
  context: Context,
  query: Query,
  where: SQL | undefined,
  has: Conditions,
  total: number,
): Promise<string[]> {
  let skip = (query.page - 1) * query.size
  if (query.sort === '-due' && sourceOf(query) === 'issues' && skip < FAR)
    return await latestIds(context, where, has, skip, query.size)
  const ids: string[] = []
  const parts = partsOf(context, query, where, has)
  // What the parts before have not; the last part has all of it.
  let left = total
  for (const [index, part] of parts.entries()) {
    const wanted = query.size - ids.length
    const last = index === parts.length - 1
    const found = await idsOf(context, part, { skip, wanted, rows: last ? left : null }, has)
    ids.push(...found)
    if (last || found.length === wanted) break
    const rows = await countPart(context, part, has)
    left -= rows
    skip = found.length > 0 ? 0 : Math.max(0, skip - rows)
  }
  return ids
}

/**
 * One page of a filter's issues, read by their ids first: whole rows are too large to be sorted.
 * @param total how many issues the filter finds
 */
export async function pageOfIssues(
  context: Context,
  query: Query,
  where: SQL | undefined,
  has: Conditions,
  total: number,
): Promise<ReadIssue[]> {
  const { issues: i, deadlines: d, representatives: r } = tablesOf(context)
  const ids = await idsOfPage(context, query, where, has, total)
  if (ids.length === 0) return []
  const found = await context.db.read
    .select({ issue: i, representativeName: r.name, clock: d })
    .from(i)
    .leftJoin(r, and(eq(r.district, i.district), eq(r.id, i.representativeId)))
    .leftJoin(d, has.openClock)
    .where(and(eq(i.district, context.district), inArray(i.id, ids)))
  const byId = new Map(found.map((row) => [row.issue.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
