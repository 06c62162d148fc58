import { Failure } from '@mashang/shared/core/errors.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { ledgerEnd } from '../core/ledger/ledger.store.ts'
import {
  addFilings,
  countAnew,
  countUntil,
  cursorNow,
  filedBetween,
  passUntil,
} from './filings.store.ts'
import type { Filings } from './filings.ts'

/** Facts in one commit: few, because a filing may have to wait for it. */
const WINDOW = 2_000

/**
 * Reads on in the ledger and counts what came by each sheet, so that a filing pays nothing for it
 * and nobody goes through all matters for a sum. The cursor moves in the same commit, so a filing is
 * counted once, whatever restarts and however many processes read.
 */
export async function countFilings(
  context: Context,
  filings: Filings,
  stopping?: AbortSignal,
): Promise<void> {
  const { district } = context
  while (stopping?.aborted !== true) {
    const after = await cursorNow(context)
    if (after === null) {
      await committed(context, countAnew(context, filings))
      continue
    }
    const end = await ledgerEnd(context)
    if (after >= end) return
    const until = Math.min(end, after + WINDOW)
    const counts = await filedBetween(context, after, until)
    const move = counts.size > 0 ? countUntil : passUntil
    await committed(context, [
      move({ district, sequence: until, was: after }),
      ...[...counts].map(([code, filings]) => addFilings({ district, code, filings })),
    ])
  }
}

/** The same for whoever reads: where nothing can be written they see what was counted before. */
export async function countFilingsToRead(context: Context, filings: Filings): Promise<void> {
  try {
    await countFilings(context, filings)
  } catch (error) {
    // The job says so in the log, and whoever writes is told.
    if (!(error instanceof Failure)) throw error
  }
}

/** Whoever was too late reads on from where the other one came to. */
async function committed(context: Context, writes: Write[]): Promise<void> {
  try {
    await context.db.commit(context.district, writes)
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof AlreadyThere)) throw error
  }
}
