import { CATALOGUE, type Entry, scoringOf } from '@mashang/shared/points/catalogue.rules.ts'
import { collect, nothingYet } from '@mashang/shared/points/collect.rules.ts'
import type { Context } from '../core/context.ts'
import { AlreadyThere, Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { ledgerEnd } from '../core/ledger/ledger.store.ts'
import {
  cursorNow,
  cursorWrite,
  factsBetween,
  factsNamingOwners,
  representativesAmong,
} from './entries.store.ts'
import { dropEntries, keepEntry } from './entries.writes.ts'

/** Facts in one commit: few, because a filing may have to wait for it. */
const WINDOW = 2_000

/**
 * Reads on in the ledger and keeps what scores. The cursor moves in the same commit, so a fact is
 * counted once, whatever restarts and however many processes read; memory holds one window.
 * @param limit.windows leave off after so many; the job goes on
 * @param limit.window facts in one commit
 * @returns whether everything was read
 */
export async function followLedger(
  context: Context,
  limit: { stopping?: AbortSignal; windows?: number; window?: number } = {},
): Promise<boolean> {
  let left = limit.windows ?? Number.POSITIVE_INFINITY
  while (limit.stopping?.aborted !== true) {
    const was = await cursorNow(context)
    if (was !== null && was.catalogue !== CATALOGUE) {
      await beginAnew(context)
      continue
    }
    const after = was?.sequence ?? 0
    const end = await ledgerEnd(context)
    if (after >= end) return true
    if (left-- <= 0) return false
    const until = Math.min(end, after + (limit.window ?? WINDOW))
    const writes = (await entriesIn(context, after, until)).flatMap(([, own]) =>
      own.map((entry) => keepEntry({ district: context.district, ...entry })),
    )
    // Whoever was too late reads on from where the other one came to.
    await committed(context, [cursorWrite(context, was, until), ...writes])
  }
  return false
}

/** Forgets everything that was counted; the ledger is read again from its first fact. */
export async function beginAnew(context: Context): Promise<boolean> {
  const was = await cursorNow(context)
  const { district } = context
  return await committed(context, [cursorWrite(context, was, 0), dropEntries({ district })])
}

/** False: another process counted meanwhile. */
async function committed(context: Context, writes: Write[]): Promise<boolean> {
  try {
    await context.db.commit(context.district, writes)
    return true
  } catch (error) {
    if (error instanceof Conflict || error instanceof AlreadyThere) return false
    throw error
  }
}

/** By representative, what a stretch of the ledger scores. */
async function entriesIn(
  context: Context,
  after: number,
  until: number,
): Promise<[string, Entry[]][]> {
  const facts = await factsBetween(context, after, until)
  if (facts.length === 0) return []
  const asked = facts.filter((fact) => scoringOf(fact).some(({ owner }) => 'namedBy' in owner))
  const matters = [...new Set(asked.map(({ subjectId }) => subjectId))]
  // Earlier facts only name owners: what they score was kept in their own window.
  const named = collect(nothingYet(), await factsNamingOwners(context, matters, after))
  const { entries } = collect({ owners: named.owners, entries: new Map() }, facts)
  const known = await representativesAmong(context, [...entries.keys()])
  return [...entries].flatMap(([id, own]) => (known.has(id) ? [[id, [...own.values()]]] : []))
}

/** Whose points facts behind a place in the ledger, up to another, are about. */
export async function ownersBetween(
  context: Context,
  after: number,
  until: number,
): Promise<Set<string>> {
  const owners = new Set<string>()
  for (let from = after; from < until; from += WINDOW)
    for (const [id] of await entriesIn(context, from, Math.min(until, from + WINDOW)))
      owners.add(id)
  return owners
}
