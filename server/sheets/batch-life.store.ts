import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { codesTables } from '../codes/codes.table.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import type { BatchRecord } from './batches.store.ts'
import { batchesTables } from './batches.table.ts'
import { sheetsTables } from './sheets.table.ts'

/** What happens to a batch, as statements that only its worker, or only its state, lets through. */

type Schema = ReturnType<typeof batchesTables>
type SheetSchema = ReturnType<typeof sheetsTables>

export const insertBatch = insertInto(batchesTables, 'posterBatches')
export const insertBatchPlan = insertInto(batchesTables, 'posterBatchPlans')
export const insertSheet = insertInto(sheetsTables, 'sheets')

/** Only while nobody else took it over, and nobody cancelled it. */
const held = (t: Schema) => ownRow(t.posterBatches, eq(t.posterBatches.worker, value('worker')))

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
        ownRow(
          t.posterBatches,
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
        ownRow(
          t.posterBatches,
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
      .where(
        ownRow(t.posterBatches, inArray(t.posterBatches.state, ['waiting', 'working', 'failed'])),
      ),
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
      .where(
        ownRow(t.posterBatches, inArray(t.posterBatches.state, ['waiting', 'working', 'failed'])),
      ),
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
      .where(ownRow(t.posterBatches, eq(t.posterBatches.state, value('state')))),
  { guarded: true },
)

export const forgetBatchFiles = statement<Schema, One & Pick<BatchRecord, 'state'>>(
  batchesTables,
  'forget batch files',
  (b, t) =>
    b
      .update(t.posterBatches)
      .set({ files: [] })
      .where(ownRow(t.posterBatches, eq(t.posterBatches.state, value('state')))),
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
