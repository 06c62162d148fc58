import { and, asc, desc, eq, gt, gte, inArray, lt, lte, type SQL } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { type Conditions, type IssueFilter, tablesOf } from './office.filter.ts'
import { type Group, groupsOf, isGroupSort } from './office.groups.ts'
import {
  countPart,
  latestParts,
  type Order,
  type Ordered,
  type Part,
  partsOf,
  readPart,
  sourceOf,
} from './office.order.ts'
import type { ReadIssue } from './office.rows.ts'

type Query = Ordered & { page: number; size: number }

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
  const [row] = (await readPart(context, { at: i.dueAt }, { source, where }, has)
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
  const found = (await readPart(context, { id: i.id }, { source: part.source, where }, has)
    .orderBy(...orders.map(({ by, falling }) => (falling ? desc(by) : asc(by))))
    .limit(limit)
    .offset(left)) as { id: string }[]
  const ids = found.map(({ id }) => id)
  return fromEnd ? ids.reverse() : ids
}

/** The ids of a page of all clocks, the latest first. */
async function latestIds(
  context: Context,
  query: IssueFilter,
  where: SQL | undefined,
  has: Conditions,
  { skip, wanted }: { skip: number; wanted: number },
): Promise<string[]> {
  const { issues: i, deadlines: d } = tablesOf(context)
  const rows: { id: string; at: number }[] = []
  for (const part of latestParts(context, query, where)) {
    if (part === undefined) continue
    const at = part.source === 'answering' ? d.dueAt : i.dueAt
    const first = await readPart(context, { id: i.id, at }, part, has)
      .orderBy(desc(at), asc(i.id))
      .limit(skip + wanted)
    rows.push(...(first as { id: string; at: number }[]))
  }
  return rows
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
    .slice(skip, skip + wanted)
    .map(({ id }) => id)
}

/** The ids of a page that is read part by part. */
async function idsOfParts(
  context: Context,
  parts: readonly Part[],
  page: { skip: number; wanted: number },
  has: Conditions,
  total: number,
): Promise<string[]> {
  let { skip } = page
  const ids: string[] = []
  // What the parts before have not; the last part has all of it.
  let left = total
  for (const [index, part] of parts.entries()) {
    const wanted = page.wanted - ids.length
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

/** The ids of a page that is read group by group; of each it is known how many there are. */
async function idsOfGroups(
  context: Context,
  groups: readonly Group[],
  page: { skip: number; wanted: number },
  has: Conditions,
): Promise<string[]> {
  let { skip } = page
  const ids: string[] = []
  for (const { rows, part } of groups) {
    const wanted = page.wanted - ids.length
    if (wanted === 0) break
    if (skip < rows) ids.push(...(await idsOf(context, part(), { skip, wanted, rows }, has)))
    skip = Math.max(0, skip - rows)
  }
  return ids
}

async function idsOfPage(
  context: Context,
  query: Query,
  where: SQL | undefined,
  has: Conditions,
  total: number,
): Promise<string[]> {
  const { sort } = query
  const page = { skip: (query.page - 1) * query.size, wanted: query.size }
  if (sort === '-due' && sourceOf(query) === 'issues' && page.skip < FAR)
    return await latestIds(context, query, where, has, page)
  if (isGroupSort(sort)) {
    const groups = await groupsOf(context, { ...query, sort }, where, has)
    return await idsOfGroups(context, groups, page, has)
  }
  return await idsOfParts(
    context,
    partsOf(context, { ...query, sort }, where, has),
    page,
    has,
    total,
  )
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
  return await wholeRows(context, await idsOfPage(context, query, where, has, total), has)
}

/** Whole rows of some ids, in their order. */
export async function wholeRows(
  context: Context,
  ids: readonly string[],
  has: Conditions,
): Promise<ReadIssue[]> {
  const { issues: i, deadlines: d, representatives: r } = tablesOf(context)
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
