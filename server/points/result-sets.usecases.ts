import { createHash } from 'node:crypto'
import { Failure } from '@mashang/shared/core/errors.ts'
import { movedOn } from '@mashang/shared/points/closing.rules.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { findClosing } from './closings.store.ts'
import { allClosings } from './points.store.ts'
import {
  allSets,
  dropResults,
  idPages,
  keepResult,
  leaveRun,
  mustStillRun,
  type ResultRecord,
  resultPages,
  setOf,
} from './result-sets.store.ts'

/** A result before it belongs to a set. */
export type Result = Omit<ResultRecord, 'district' | 'closingId'>

/** Of two who change a closing at once the second is told; of a named one also that it is gone. */
export async function moved(
  context: Context,
  writes: Write[],
  facts: Fact[] = [],
  id = '',
): Promise<void> {
  try {
    await context.db.commit(context.district, writes, facts)
  } catch (error) {
    if (error instanceof Conflict)
      throw movedOn((await findClosing(context, id))?.state ?? 'signing')
    throw error
  }
}

/**
 * Writes results into a set, some people in a commit. Nobody sees it until the closing names it
 * (`moveClosing`): what an interruption leaves half-written stays invisible, is dropped, and another
 * one is begun.
 * @param stopping the server is: whoever comes next begins another set
 */
export async function writeResults(
  context: Context,
  { id, run }: { id: string; run: string },
  pages: AsyncIterable<readonly Result[]>,
  stopping?: AbortSignal,
): Promise<void> {
  const { district } = context
  for await (const page of pages) {
    if (stopping?.aborted === true) {
      await moved(context, [leaveRun({ district, id, run })])
      throw new Failure(pointsErrors.closingMoved)
    }
    await moved(context, [
      mustStillRun({ district, id, run }),
      ...page.map((one) => keepResult({ ...one, district, closingId: run })),
    ])
  }
}

/** SHA-256 over everyone's results in the order of their ids: whoever changes one changes it. */
export async function fingerprintOf(
  context: Pick<Context, 'db' | 'district'>,
  set: string,
): Promise<string> {
  const hash = createHash('sha256')
  for await (const page of resultPages(context, set))
    for (const { representativeId, total, account } of page)
      hash.update(`${JSON.stringify([representativeId, total, account])}\n`)
  return hash.digest('hex')
}

/** Drops what no closing names: sets that were never finished, and those that another one replaced. */
export async function dropUnusedSets(context: Context, stopping: AbortSignal): Promise<void> {
  // Sets first: what a closing comes to name afterwards is not among them.
  const sets = await allSets(context)
  const used = new Set((await allClosings(context)).flatMap((row) => [setOf(row), row.run]))
  for (const set of sets.filter((one) => !used.has(one)))
    for await (const page of idPages(context, set)) {
      if (stopping.aborted) return
      const until = page.at(-1) ?? ''
      await context.db.commit(context.district, [
        dropResults({ district: context.district, set, until }),
      ])
    }
}
