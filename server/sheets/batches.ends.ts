import { Failure } from '@mashang/shared/core/errors.ts'
import type { BatchView } from '@mashang/shared/sheets/batches.model.ts'
import { batchErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import {
  cancelBatch,
  forgetBatchFiles,
  restBatch,
  retireSheetsOfBatch,
  reviveBatch,
  revokeCodesOfBatch,
} from './batch-life.store.ts'
import { type BatchRecord, endedBefore } from './batches.store.ts'
import { batchOr404, showBatch } from './batches.usecases.ts'

const factOf = (
  context: Context,
  actor: Actor,
  id: string,
  type: string,
  data: Fact['data'],
): Fact => ({
  at: context.clock.now(),
  type,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'poster-batch', id },
  ...(data === undefined ? {} : { data }),
})

/**
 * Ends a batch that is not ready yet. Paper with its numbers may be out already (a file is whole before
 * the batch is), so every sheet of it is retired and its code revoked, in the commit that ends it:
 * its worker can make none after that.
 */
export async function cancelWork(context: Context, id: string, actor: Actor): Promise<BatchView> {
  const batch = await batchOr404(context, id)
  const one = { district: context.district, id, at: context.clock.now() }
  // Once it was ready, its sheets may hang on walls: only the printing anew is given up.
  const again = (await factsOf(context, id)).some(({ type }) => type === 'batch.finished')
  const writes = again
    ? [restBatch(one)]
    : [
        cancelBatch(one),
        retireSheetsOfBatch(one),
        revokeCodesOfBatch({ ...one, reason: '整批取消了' }),
      ]
  const type = again ? 'batch.printing-given-up' : 'batch.cancelled'
  try {
    await context.db.commit(context.district, writes, [
      factOf(context, actor, id, type, { state: batch.state, total: batch.total }),
    ])
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(batchErrors.over)
    throw error
  }
  await dropFiles(context, await batchOr404(context, id))
  return await showBatch(context, id)
}

/**
 * Lets a failed batch go on where it stopped, or prints one whose files are gone once more. Either
 * way its sheets keep their numbers and codes.
 */
export async function retryBatch(context: Context, id: string, actor: Actor): Promise<BatchView> {
  const batch = await batchOr404(context, id)
  const { state } = batch
  if (state === 'waiting' || state === 'working') throw new Failure(batchErrors.underWay)
  if (state === 'cancelled' || (state === 'ready' && batch.files.length > 0))
    throw new Failure(batchErrors.over)
  const done = batch.files.reduce((sum, file) => sum + file.sheets, 0)
  try {
    await context.db.commit(
      context.district,
      [reviveBatch({ district: context.district, id, state, done })],
      [factOf(context, actor, id, 'batch.retried', { state })],
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(batchErrors.underWay)
    throw error
  }
  return await showBatch(context, id)
}

/** Takes away the files of a batch that ended. The list comes first: no file is offered that is gone. */
async function dropFiles(context: Context, batch: BatchRecord): Promise<void> {
  if (batch.files.length === 0) return
  await context.db.commit(context.district, [
    forgetBatchFiles({ district: context.district, id: batch.id, state: batch.state }),
  ])
  for (const { stored } of batch.files) await context.files.remove(stored)
}

/** Takes away files of batches that ended before; numbers, codes and lists stay. */
export async function dropOldFiles(context: Context, before: number): Promise<number> {
  let dropped = 0
  for (const batch of await endedBefore(context, before)) {
    if (batch.files.length === 0) continue
    try {
      await dropFiles(context, batch)
      dropped++
    } catch (error) {
      // It is being printed again at this very moment: they stay.
      if (!(error instanceof Conflict)) throw error
    }
  }
  return dropped
}
