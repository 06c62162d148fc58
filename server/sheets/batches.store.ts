import { and, asc, count, desc, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { codesTables } from '../codes/codes.table.ts'
import type { Context } from '../core/context.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { batchesTables } from './batches.table.ts'
import { sheetsTables } from './sheets.table.ts'

type Schema = ReturnType<typeof batchesTables>
type SheetSchema = ReturnType<typeof sheetsTables>
export type BatchRecord = Schema['posterBatches']['$inferSelect']
export type BatchPlanRecord = Schema['posterBatchPlans']['$inferSelect']
export type SheetRecord = SheetSchema['sheets']['$inferSelect']

export const insertBatch = insertInto(batchesTables, 'posterBatches')
export const insertBatchPlan = insertInto(batchesTables, 'posterBatchPlans')
export const insertSheet = insertInto(sheetsTables, 'sheets')

const theOne = (t: Schema) =>
  and(eq(t.posterBatches.district, value('district')), eq(t.posterBatches.id, value('id')))
/** Only while nobody else took it over, and nobody cancelled it. */
const held = (t: Schema) => and(theOne(t), eq(t.posterBatches.worker, value('worker')))

interface One {
  district: string
  id: string
}
interface Held extends One {
  worker: string
}

/**
 * Stands behind the insert of a batch and undoes it where the same one is under way, or was printed
 * after `since`. Commits of a district come one after another, so of two at the same moment one wins.
 */
export const refuseSame = statement<Schema, One & { digest: string; since: number }>(
  batchesTables,
  'refuse the same batch',
  (b, t) =>
    b
      .update(t.posterBatches)
      .set({ state: 'waiting' })
      .where(
        and(
          theOne(t),
          sql`not exists (select 1 from poster_batches as other
            where other.district = ${value('district')} and other.digest = ${value('digest')}
            and other.id <> ${value('id')} and (other.state in ('waiting', 'working')
            or (other.state = 'ready' and other.created_at > ${value('since')})))`,
        ),
      ),
  { guarded: true },
)

/** One batch of a district at a time, so that its numbers follow each other. */
export const claimBatch = statement<Schema, Held & { now: number; leaseUntil: number }>(
  batchesTables,
  'claim batch',
  (b, t) =>
    b
      .update(t.posterBatches)
      .set({
        state: 'working',
        worker: value('worker'),
        leaseUntil: value('leaseUntil'),
        lapses: sql`coalesce(${t.posterBatches.lapses}, 0)
          + case when ${t.posterBatches.worker} is null then 0 else 1 end`,
      })
      .where(
        and(
          theOne(t),
          inArray(t.posterBatches.state, ['waiting', 'working']),
          or(isNull(t.posterBatches.leaseUntil), lt(t.posterBatches.leaseUntil, value('now'))),
          sql`not exists (select 1 from poster_batches as other
            where other.district = ${value('district')} and other.lease_until >= ${value('now')})`,
        ),
      ),
  { guarded: true },
)

/** Says that its worker is alive; how many are numbered is only ever written with what numbers them. */
export const beatBatch = statement<Schema, Held & { leaseUntil: number; done: number }>(
  batchesTables,
  'beat of batch',
  (b, t) =>
    b
      .update(t.posterBatches)
      .set({ leaseUntil: value('leaseUntil'), done: value('done') })
      .where(held(t)),
  { guarded: true },
)

export const holdBatch = statement<
  Schema,
  Held & { leaseUntil: number; numbered: number; done: number }
>(
  batchesTables,
  'hold batch',
  (b, t) =>
    b
      .update(t.posterBatches)
      .set({
        leaseUntil: value('leaseUntil'),
        numbered: value('numbered'),
        done: value('done'),
      })
      .where(held(t)),
  { guarded: true },
)

export const saveBatchFiles = statement<
  Schema,
  Held & Pick<BatchRecord, 'files' | 'warnings' | 'done'>
>(
  batchesTables,
  'save batch files',
  (b, t) =>
    b
      .update(t.posterBatches)
      .set({
        files: value('files'),
        warnings: value('warnings'),
        done: value('done'),
        lapses: null,
      })
      .where(held(t)),
  { guarded: true },
)

export const endBatch = statement<
  Schema,
  Held & Pick<BatchRecord, 'state' | 'failure' | 'finishedAt' | 'done'>
>(
  batchesTables,
  'end batch',
  (b, t) =>
    b
      .update(t.posterBatches)
      .set({
        state: value('state'),
        failure: value('failure'),
        finishedAt: value('finishedAt'),
        done: value('done'),
        worker: null,
        leaseUntil: null,
        lapses: null,
      })
      .where(held(t)),
  { guarded: true },
)

/** For whoever comes next: the work goes on where it stopped. */
export const releaseBatch = statement<Schema, Held>(batchesTables, 'release batch', (b, t) =>
  b.update(t.posterBatches).set({ worker: null, leaseUntil: null }).where(held(t)),
)

export const cancelBatch = statement<Schema, One & { at: number }>(
  batchesTables,
  'cancel batch',
  (b, t) =>
    b
      .update(t.posterBatches)
      .set({ state: 'cancelled', finishedAt: value('at'), worker: null, leaseUntil: null })
      .where(and(theOne(t), inArray(t.posterBatches.state, ['waiting', 'working', 'failed']))),
  { guarded: true },
)

/** It was ready before, and is not wanted once more: as it was, without files. */
export const restBatch = statement<Schema, One & { at: number }>(
  batchesTables,
  'rest batch',
  (b, t) =>
    b
      .update(t.posterBatches)
      .set({
        state: 'ready',
        failure: null,
        finishedAt: value('at'),
        done: t.posterBatches.total,
        worker: null,
        leaseUntil: null,
      })
      .where(and(theOne(t), inArray(t.posterBatches.state, ['waiting', 'working', 'failed']))),
  { guarded: true },
)

/** Failed, or its files are gone: it waits again, with the numbers that it has. */
export const reviveBatch = statement<Schema, One & Pick<BatchRecord, 'state' | 'done'>>(
  batchesTables,
  'revive batch',
  (b, t) =>
    b
      .update(t.posterBatches)
      .set({ state: 'waiting', failure: null, finishedAt: null, done: value('done') })
      .where(and(theOne(t), eq(t.posterBatches.state, value('state')))),
  { guarded: true },
)

export const forgetBatchFiles = statement<Schema, One & Pick<BatchRecord, 'state'>>(
  batchesTables,
  'forget batch files',
  (b, t) =>
    b
      .update(t.posterBatches)
      .set({ files: [] })
      .where(and(theOne(t), eq(t.posterBatches.state, value('state')))),
  { guarded: true },
)

export const retireSheetsOfBatch = statement<SheetSchema, One & { at: number }>(
  sheetsTables,
  'retire sheets of batch',
  (b, t) =>
    b
      .update(t.sheets)
      .set({ retiredAt: value('at'), retiredReason: 'other' })
      .where(
        and(
          eq(t.sheets.district, value('district')),
          eq(t.sheets.batchId, value('id')),
          isNull(t.sheets.retiredAt),
        ),
      ),
)

export const revokeCodesOfBatch = statement<
  ReturnType<typeof codesTables>,
  One & { at: number; reason: string }
>(codesTables, 'revoke codes of batch', (b, t) =>
  b
    .update(t.codes)
    .set({ revokedAt: value('at'), revokedReason: value('reason') })
    .where(
      and(
        eq(t.codes.district, value('district')),
        isNull(t.codes.revokedAt),
        sql`${t.codes.code} in (select code from sheets
          where district = ${value('district')} and batch_id = ${value('id')})`,
      ),
    ),
)

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
  page?: { from: number; size: number },
): Promise<BatchRecord[]> {
  const { posterBatches: t } = context.db.tables(batchesTables)
  const found = context.db.read
    .select()
    .from(t)
    .where(and(eq(t.district, context.district), condition(t)))
    .orderBy(desc(t.createdAt), desc(t.id))
  return page === undefined ? await found : await found.limit(page.size).offset(page.from)
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

export const pageOfBatches = (
  context: Context,
  page: { from: number; size: number },
): Promise<BatchRecord[]> => batchesWhere(context, () => undefined, page)

export async function countBatches(context: Context): Promise<number> {
  const { posterBatches: t } = context.db.tables(batchesTables)
  const rows = await context.db.read
    .select({ total: count() })
    .from(t)
    .where(eq(t.district, context.district))
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
