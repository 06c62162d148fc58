import type { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import { and, asc, count, desc, eq, inArray, isNull, not, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { type Conditions, tablesOf } from './office.filter.ts'
import type { ReadIssue } from './office.rows.ts'

type Query = z.output<NonNullable<typeof issuesApi.list.query>>

/**
 * Where a page is read from: open clocks, of which there are few; issues with the clock that runs
 * for them, if any; or issues alone, whose indexes give the order.
 */
type Source = 'answering' | 'promising' | 'both' | 'issues'

interface Part {
  source: Source
  where: SQL | undefined
  orders: SQL[]
}

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
  const newest = [desc(i.dueAt), asc(i.id)]
  switch (query.sort) {
    case 'due': {
      const running = { source: 'answering' as const, where, orders: [asc(d.dueAt), asc(i.id)] }
      return source === 'answering'
        ? [running]
        : [running, { source: 'both', where: and(where, isNull(d.id)), orders: newest }]
    }
    case '-due': {
      const latest = [desc(sql`coalesce(${d.dueAt}, ${i.dueAt})`), asc(i.id)]
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
              orders: [query.sort === 'resolution' ? asc(d.dueAt) : desc(d.dueAt), asc(i.id)],
            }
          : { source, where: narrowed, orders: newest }
      return [first, { source, where: and(where, not(has.resolving)), orders: newest }]
    }
    case 'filed':
      return [{ source, where, orders: [asc(i.dueAt), asc(i.id)] }]
    case '-filed':
      return [{ source, where, orders: newest }]
    case 'number':
      return [{ source, where, orders: [asc(i.year), asc(i.number)] }]
    case '-number':
      return [{ source, where, orders: [desc(i.year), desc(i.number)] }]
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

/** One page of a filter's issues, read by their ids first: whole rows are too large to be sorted. */
export async function pageOfIssues(
  context: Context,
  query: Query,
  where: SQL | undefined,
  has: Conditions,
): Promise<ReadIssue[]> {
  const { issues: i, deadlines: d, representatives: r } = tablesOf(context)
  const ids: string[] = []
  let skip = (query.page - 1) * query.size
  for (const part of partsOf(context, query, where, has)) {
    const wanted = query.size - ids.length
    if (wanted === 0) break
    const rows = (await read(context, { id: i.id }, part, has)
      .orderBy(...part.orders)
      .limit(wanted)
      .offset(skip)) as { id: string }[]
    ids.push(...rows.map(({ id }) => id))
    skip = rows.length > 0 ? 0 : Math.max(0, skip - (await countPart(context, part, has)))
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
