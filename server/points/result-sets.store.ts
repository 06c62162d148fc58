import { and, asc, count, eq, gt, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import type { ClosingRecord } from './points.store.ts'
import { pointsTables } from './points.table.ts'

type Schema = ReturnType<typeof pointsTables>
export type ResultRecord = Schema['pointResults']['$inferSelect']

/** Rows that are read, written or dropped at once. */
const RESULTS_AT_ONCE = 200

/** Whoever is counted once more while a set is written has the later result. */
export const keepResult = statement<Schema, ResultRecord>(
  pointsTables,
  'keep point result',
  (b, { pointResults: r }) =>
    b
      .insert(r)
      .values({
        district: value('district'),
        closingId: value('closingId'),
        representativeId: value('representativeId'),
        total: value('total'),
        account: value('account'),
      })
      .onConflictDoUpdate({
        target: [r.district, r.closingId, r.representativeId],
        set: { total: sql`excluded.total`, account: sql`excluded.account` },
      }),
)

/** The set that counts; of a draft none has. */
export const setOf = ({ results, id }: Pick<ClosingRecord, 'results' | 'id'>): string =>
  results ?? id

/** Begins a set in place of whatever was being written. */
export const beginRun = statement<
  Schema,
  { district: string; id: string; run: string; was: ClosingRecord['state'] }
>(
  pointsTables,
  'begin results of a closing',
  (b, { pointClosings: p }) =>
    b
      .update(p)
      .set({ run: value('run') })
      .where(ownRow(p, eq(p.state, value('was')))),
  { guarded: true },
)

/** Fails where somebody has begun another set. */
export const mustStillRun = statement<Schema, { district: string; id: string; run: string }>(
  pointsTables,
  'results of a closing are still written',
  (b, { pointClosings: p }) =>
    b
      .update(p)
      .set({ run: value('run') })
      .where(ownRow(p, eq(p.run, value('run')))),
  { guarded: true },
)

/** Leaves it half-written: nobody has to wait until it is clear that it does not grow any more. */
export const leaveRun = statement<Schema, { district: string; id: string; run: string }>(
  pointsTables,
  'leave results of a closing',
  (b, { pointClosings: p }) =>
    b
      .update(p)
      .set({ run: null })
      .where(ownRow(p, eq(p.run, value('run')))),
  { guarded: true },
)

const behind = (
  context: Pick<Context, 'district'>,
  { pointResults: r }: Schema,
  set: string,
  after: string,
): SQL | undefined =>
  and(eq(r.district, context.district), eq(r.closingId, set), gt(r.representativeId, after))

/** Whose results are in a set behind somebody's, some of them in the order of their ids. */
export async function idsAfter(context: Context, set: string, after: string): Promise<string[]> {
  const tables = context.db.tables(pointsTables)
  const { pointResults: r } = tables
  const rows = await context.db.read
    .select({ id: r.representativeId })
    .from(r)
    .where(behind(context, tables, set, after))
    .orderBy(asc(r.representativeId))
    .limit(RESULTS_AT_ONCE)
  return rows.map(({ id }) => id)
}

/** Everybody in a set, some at a time: what was counted of them is not read. */
export async function* idPages(context: Context, set: string): AsyncGenerator<string[]> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page = await idsAfter(context, set, after)
    if (page.length > 0) yield page
    after = page.at(-1)
  }
}

/** A whole set, some rows at a time. */
export async function* resultPages(
  context: Pick<Context, 'db' | 'district'>,
  set: string,
): AsyncGenerator<ResultRecord[]> {
  const tables = context.db.tables(pointsTables)
  const { pointResults: r } = tables
  let after = ''
  while (true) {
    const page = await context.db.read
      .select()
      .from(r)
      .where(behind(context, tables, set, after))
      .orderBy(asc(r.representativeId))
      .limit(RESULTS_AT_ONCE)
    const last = page.at(-1)
    if (last === undefined) return
    yield page
    after = last.representativeId
  }
}

/** Of some people, by whose they are. */
export async function resultsOfSome(
  context: Context,
  set: string,
  ids: readonly string[],
): Promise<Map<string, ResultRecord>> {
  if (ids.length === 0) return new Map()
  const { pointResults: r } = context.db.tables(pointsTables)
  const rows = await context.db.read
    .select()
    .from(r)
    .where(
      and(
        eq(r.district, context.district),
        eq(r.closingId, set),
        inArray(r.representativeId, [...ids]),
      ),
    )
  return new Map(rows.map((row) => [row.representativeId, row]))
}

export const resultOf = async (
  context: Context,
  set: string,
  representativeId: string,
): Promise<ResultRecord | null> =>
  (await resultsOfSome(context, set, [representativeId])).get(representativeId) ?? null

/** How many are in a set. */
export async function sizeOfSet(context: Context, set: string): Promise<number> {
  const { pointResults: r } = context.db.tables(pointsTables)
  const [row] = await context.db.read
    .select({ size: count() })
    .from(r)
    .where(and(eq(r.district, context.district), eq(r.closingId, set)))
  return row?.size ?? 0
}

/** Who is in a set. */
export async function peopleInSet(context: Context, set: string): Promise<Set<string>> {
  const { pointResults: r } = context.db.tables(pointsTables)
  const rows = await context.db.read
    .select({ id: r.representativeId })
    .from(r)
    .where(and(eq(r.district, context.district), eq(r.closingId, set)))
  return new Set(rows.map(({ id }) => id))
}

/** Every set that there are rows of. */
export async function allSets(context: Context): Promise<string[]> {
  const { pointResults: r } = context.db.tables(pointsTables)
  const rows = await context.db.read
    .selectDistinct({ set: r.closingId })
    .from(r)
    .where(eq(r.district, context.district))
  return rows.map(({ set }) => set)
}

/** Drops the rows of a set up to one of them. */
export const dropResults = statement<Schema, { district: string; set: string; until: string }>(
  pointsTables,
  'drop point results',
  (b, { pointResults: r }) =>
    b
      .delete(r)
      .where(
        and(
          eq(r.district, value('district')),
          eq(r.closingId, value('set')),
          lte(r.representativeId, value('until')),
        ),
      ),
)
