import type { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import {
  type AnyColumn,
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNull,
  not,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { type Conditions, tablesOf } from './office.filter.ts'
import type { ReadIssue } from './office.rows.ts'

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
      return [{ source, where, orders: [rising(i.dueAt), rising(i.id)] }]
    case '-filed':
      return [{ source, where, orders: newest }]
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
): Promise<number> => countPart(context, { source: sourceOf(query), where }, has)

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
  const found = (await read(context, { id: i.id }, part, has)
    .orderBy(...part.orders.map(({ by, falling }) => (falling === fromEnd ? asc(by) : desc(by))))
    .limit(limit)
    .offset(fromEnd ? rows - skip - limit : skip)) as { id: string }[]
  const ids = found.map(({ id }) => id)
  return fromEnd ? ids.reverse() : ids
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
  const ids: string[] = []
  const parts = partsOf(context, query, where, has)
  let skip = (query.page - 1) * query.size
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
