import { createHash } from 'node:crypto'
import { Failure } from '@mashang/shared/core/errors.ts'
import { pointsErrors } from '@mashang/shared/points/points.errors.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { allClosings, type ClosingRecord } from './points.store.ts'
import {
  allSets,
  beginRun,
  dropResults,
  insertResult,
  mustStillRun,
  type ResultRecord,
  resultPages,
  setOf,
} from './result-sets.store.ts'

/** A result before it belongs to a set. */
export type Result = Omit<ResultRecord, 'district' | 'closingId'>

/** Of two who change a closing at once the second is told. */
export async function moved(context: Context, writes: Write[], facts: Fact[] = []): Promise<void> {
  try {
    await context.db.commit(context.district, writes, facts)
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(pointsErrors.closingMoved)
    throw error
  }
}

/**
 * Writes a set of results, some people in a commit. Nobody sees it until the closing names it: what
 * an interruption leaves half-written stays invisible and is dropped, and who signs begins anew.
 * @returns the set, to be named in the commit that ends it (`moveClosing`)
 */
export async function writeSet(
  context: Context,
  { id, state }: Pick<ClosingRecord, 'id' | 'state'>,
  pages: AsyncIterable<readonly Result[]>,
): Promise<string> {
  const { district } = context
  const run = newId()
  await moved(context, [beginRun({ district, id, run, was: state })])
  for await (const page of pages)
    await moved(context, [
      mustStillRun({ district, id, run }),
      ...page.map((one) => insertResult({ ...one, district, closingId: run })),
    ])
  return run
}

/** SHA-256 over everyone's results in the order of their ids: whoever changes one changes it. */
export async function fingerprintOf(context: Context, set: string): Promise<string> {
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
    for await (const page of resultPages(context, set)) {
      if (stopping.aborted) return
      const until = page.at(-1)?.representativeId ?? ''
      await context.db.commit(context.district, [
        dropResults({ district: context.district, set, until }),
      ])
    }
}
