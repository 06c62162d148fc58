import { SECOND } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { beatBatch, claimBatch, holdBatch, releaseBatch } from './batch-life.store.ts'
import { type BatchRecord, findBatch, openBatches } from './batches.store.ts'

/** How long a worker may be silent before its batch is taken over, and how often it speaks. */
const LEASE = 10 * SECOND
const BEAT = 2 * SECOND

/**
 * The right to work on a batch. Whatever its holder writes stands in one commit with the proof that
 * the batch is still theirs; once it was cancelled or taken over, that commit fails (Conflict).
 */
export interface Hold {
  readonly worker: string
  /** Sheets that have their numbers. */
  readonly numbered: number
  /** Sheets that are painted; told with the next beat. */
  done: number
  /** Aborted when the batch is theirs no more. */
  readonly lost: AbortSignal
  /** Writes something of the batch, and renews the hold. */
  commit(
    progress: { numbered?: number },
    writes: Write[],
    facts?: Fact[],
  ): Promise<Record<string, number>>
  /** Lets go, so that the next one need not wait for the lease to end. */
  release(): Promise<void>
  /** Stops the beat; to be called whatever happened. */
  end(): void
}

/**
 * Takes the oldest batch that waits for a worker; null where there is none, or another was faster.
 * `before` is who worked on it and fell silent.
 */
export async function takeBatch(
  context: Context,
): Promise<{ batch: BatchRecord; hold: Hold; before: string | null } | null> {
  const now = context.clock.now()
  const waiting = (await openBatches(context)).find(
    ({ leaseUntil }) => leaseUntil === null || leaseUntil < now,
  )
  if (waiting === undefined) return null
  const worker = newId()
  try {
    await context.db.commit(context.district, [
      claimBatch({
        district: context.district,
        id: waiting.id,
        worker,
        now,
        leaseUntil: now + LEASE,
      }),
    ])
  } catch (error) {
    if (error instanceof Conflict) return null
    throw error
  }
  const batch = await findBatch(context, waiting.id)
  return batch === null
    ? null
    : { batch, hold: holdOf(context, batch, worker), before: waiting.worker }
}

function holdOf(context: Context, batch: BatchRecord, worker: string): Hold {
  const { district } = context
  const lost = new AbortController()
  const mine = { district, id: batch.id, worker }
  let numbered = batch.numbered

  const hold: Hold = {
    worker,
    get numbered() {
      return numbered
    },
    done: batch.done,
    lost: lost.signal,
    async commit(progress, writes, facts = []) {
      const alive = { ...mine, leaseUntil: context.clock.now() + LEASE, done: hold.done }
      const touch =
        progress.numbered === undefined
          ? beatBatch(alive)
          : holdBatch({ ...alive, numbered: progress.numbered })
      try {
        const given = await context.db.commit(district, [touch, ...writes], facts)
        numbered = progress.numbered ?? numbered
        return given
      } catch (error) {
        if (error instanceof Conflict) lost.abort()
        throw error
      }
    },
    async release() {
      await context.db.commit(district, [releaseBatch(mine)])
    },
    end: () => clearInterval(beat),
  }
  const beat = setInterval(() => {
    // A beat that fails for another reason is followed by the next; a lease outlives several.
    hold.commit({}, []).catch(() => undefined)
  }, BEAT)
  beat.unref()
  return hold
}
