import type { batchesApi } from '@mashang/shared/sheets/batches.api.ts'
import { and, asc, count, desc, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { query, value } from '../core/db/statement.ts'
import { batchesTables } from './batches.table.ts'
import { sheetsTables } from './sheets.table.ts'

type Schema = ReturnType<typeof batchesTables>
type SheetSchema = ReturnType<typeof sheetsTables>
export type BatchRecord = Schema['posterBatches']['$inferSelect']
export type BatchPlanRecord = Schema['posterBatchPlans']['$inferSelect']
export type SheetRecord = SheetSchema['sheets']['$inferSelect']

const open = query<
  Schema,
  { district: string },
  { id: string; leaseUntil: number | null; worker: string | null }
>(batchesTables, 'open batches', (b, t) =>
  b
    .select({
      id: t.posterBatches.id,
      leaseUntil: t.posterBatches.leaseUntil,
      worker: t.posterBatches.worker,
    })
    .from(t.posterBatches)
    .where(and(eq(t.posterBatches.district, value('district')), isNull(t.posterBatches.finishedAt)))
    .orderBy(asc(t.posterBatches.createdAt), asc(t.posterBatches.id)),
)

/** Batches that are not at their end, oldest first. */
export const openBatches = (context: Context) =>
  context.db.query(open, { district: context.district })

/** Batches with these conditions, newest first. */
async function batchesWhere(
  context: Context,
  condition: (t: Schema['posterBatches']) => ReturnType<typeof eq> | undefined,
): Promise<BatchRecord[]> {
  const { posterBatches: t } = context.db.tables(batchesTables)
  return await context.db.read
    .select()
    .from(t)
    .where(and(eq(t.district, context.district), condition(t)))
    .orderBy(desc(t.createdAt), desc(t.id))
}

export const findBatch = async (context: Context, id: string): Promise<BatchRecord | null> =>
  (await batchesWhere(context, (t) => eq(t.id, id)))[0] ?? null

export const findBatchByKey = async (context: Context, key: string): Promise<BatchRecord | null> =>
  (await batchesWhere(context, (t) => eq(t.orderKey, key)))[0] ?? null

/** The newest one that would make `refuseSame` refuse. */
export const findSameBatch = async (
  context: Context,
  digest: string,
  since: number,
): Promise<BatchRecord | null> =>
  (
    await batchesWhere(context, (t) =>
      and(
        eq(t.digest, digest),
        or(
          inArray(t.state, ['waiting', 'working']),
          and(eq(t.state, 'ready'), sql`${t.createdAt} > ${since}`),
        ),
      ),
    )
  )[0] ?? null

type BatchQuery = z.output<NonNullable<typeof batchesApi.list.query>>
/** What the table of batches is narrowed to, and its order. */
export type BatchFilter = Pick<BatchQuery, 'state' | 'sort'>

function filtered(context: Context, t: Schema['posterBatches'], { state }: BatchFilter) {
  return and(eq(t.district, context.district), state && eq(t.state, state))
}

export async function pageOfBatches(
  context: Context,
  filter: BatchFilter,
  page: { from: number; size: number },
): Promise<BatchRecord[]> {
  const { posterBatches: t } = context.db.tables(batchesTables)
  const turn = filter.sort.startsWith('-') ? desc : asc
  return await context.db.read
    .select()
    .from(t)
    .where(filtered(context, t, filter))
    .orderBy(
      ...(filter.sort.endsWith('total') ? [turn(t.total)] : []),
      turn(t.createdAt),
      turn(t.id),
    )
    .limit(page.size)
    .offset(page.from)
}

export async function countBatches(context: Context, filter: BatchFilter): Promise<number> {
  const { posterBatches: t } = context.db.tables(batchesTables)
  const rows = await context.db.read
    .select({ total: count() })
    .from(t)
    .where(filtered(context, t, filter))
  return Number(rows[0]?.total ?? 0)
}

/** Batches that ended before and may still have files. */
export const endedBefore = (context: Context, before: number): Promise<BatchRecord[]> =>
  batchesWhere(context, (t) =>
    or(
      and(eq(t.state, 'ready'), lt(t.finishedAt, before)),
      and(eq(t.state, 'failed'), lt(t.finishedAt, before)),
      eq(t.state, 'cancelled'),
    ),
  )

export async function batchPlan(context: Context, id: string): Promise<BatchPlanRecord> {
  const { posterBatchPlans: t } = context.db.tables(batchesTables)
  const rows = await context.db.read
    .select()
    .from(t)
    .where(and(eq(t.district, context.district), eq(t.id, id)))
  if (rows[0] === undefined) throw new Error(`the plan of batch ${id} is missing`)
  return rows[0]
}

/** Sheets of a batch at positions from `from` up to, not including, `to`, in that order. */
export async function sheetsOfBatch(
  context: Context,
  batchId: string,
  from: number,
  to: number,
): Promise<SheetRecord[]> {
  const { sheets: t } = context.db.tables(sheetsTables)
  return await context.db.read
    .select()
    .from(t)
    .where(
      and(
        eq(t.district, context.district),
        eq(t.batchId, batchId),
        gte(t.position, from),
        lt(t.position, to),
      ),
    )
    .orderBy(asc(t.position))
}

/** Numbers of the first and the last sheet of each of these batches. */
export async function numbersOf(
  context: Context,
  batches: readonly Pick<BatchRecord, 'id'>[],
): Promise<Map<string, { from: number; to: number }>> {
  const { sheets: s } = context.db.tables(sheetsTables)
  const { posterBatches: t } = context.db.tables(batchesTables)
  const found = new Map<string, { from: number; to: number }>()
  if (batches.length === 0) return found
  const ids = batches.map((batch) => batch.id)
  const rows = await context.db.read
    .select({ id: s.batchId, number: s.number })
    .from(s)
    .innerJoin(t, and(eq(t.district, s.district), eq(t.id, s.batchId)))
    .where(
      and(
        eq(s.district, context.district),
        inArray(s.batchId, ids),
        or(eq(s.position, 0), sql`${s.position} = ${t.numbered} - 1`),
      ),
    )
    .orderBy(asc(s.number))
  for (const { id, number } of rows)
    found.set(id, { from: found.get(id)?.from ?? number, to: number })
  return found
}

const CHUNK = 1_000

/** The sheets with these ids that there are. */
export async function sheetsById(context: Context, ids: readonly string[]): Promise<SheetRecord[]> {
  const { sheets: t } = context.db.tables(sheetsTables)
  const found: SheetRecord[] = []
  for (let at = 0; at < ids.length; at += CHUNK)
    found.push(
      ...(await context.db.read
        .select()
        .from(t)
        .where(and(eq(t.district, context.district), inArray(t.id, ids.slice(at, at + CHUNK))))),
    )
  return found
}
