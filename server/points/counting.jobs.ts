import { MINUTE } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { isCounting } from '@mashang/shared/points/closing.rules.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import type { Context } from '../core/context.ts'
import { newId } from '../core/ids.ts'
import { finishCounting } from './counting.usecases.ts'
import { allClosings, type ClosingRecord } from './points.store.ts'
import { beginRun, sizeOfSet } from './result-sets.store.ts'
import { moved } from './result-sets.usecases.ts'

/** A set that has not grown for so long is nobody's any more: whoever wrote it was killed. */
const LEFT_AFTER = MINUTE

const isMoved = (error: unknown): boolean =>
  error instanceof Failure && error.kind.code === pointsErrors.closingMoved.code

/** Counts what was signed or ended and nobody counts; a set that was left half-written is begun anew. */
export function countingOn(context: Context): (stopping: AbortSignal) => Promise<void> {
  const seen = new Map<string, { mark: string; at: number }>()
  /** Whether another process is at it. */
  const grows = async ({ id, run }: ClosingRecord): Promise<boolean> => {
    if (run === null) return false
    const mark = `${run} ${await sizeOfSet(context, run)}`
    const known = seen.get(id)
    const now = context.clock.now()
    if (known?.mark === mark) return now - known.at < LEFT_AFTER
    seen.set(id, { mark, at: now })
    return true
  }
  return async (stopping) => {
    for (const row of await allClosings(context)) {
      if (stopping.aborted || !isCounting(row.state) || (await grows(row))) continue
      const { id, state } = row
      const run = newId()
      const { district } = context
      try {
        await moved(context, [beginRun({ district, id, run, was: state })])
        await finishCounting(context, { id, run }, stopping)
      } catch (error) {
        // Another process was faster, or this one is told to stop.
        if (!isMoved(error)) throw error
      }
    }
  }
}
