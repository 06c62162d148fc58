import { setImmediate as breathe } from 'node:timers/promises'
import { and, asc, desc, eq, gt, lte } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Database } from '../db/database.ts'
import { query, value } from '../db/statement.ts'
import { GENESIS, hashOf, type LedgerRow } from './ledger.chain.ts'
import type { SignedHead } from './ledger.signing.ts'
import { ledgerTables } from './ledger.table.ts'

/** All facts about one subject, oldest first. */
export async function factsOf(context: Context, subjectId: string): Promise<LedgerRow[]> {
  const { ledger } = context.db.tables(ledgerTables)
  return await context.db.read
    .select()
    .from(ledger)
    .where(and(eq(ledger.district, context.district), eq(ledger.subjectId, subjectId)))
    .orderBy(asc(ledger.sequence))
}

export type Verification =
  | { whole: true; rows: number }
  | {
      whole: false
      rows: number
      brokenAt: number
      /** `signed`: hashes fit, but not what was signed; the others are told by the chain alone. */
      reason: 'missing' | 'changed' | 'cut' | 'signed'
    }

/** Few enough that whoever files meanwhile does not notice. */
const PAGE = 1_000

/** Every chain of a database, by district. @param signed ends that were signed */
export async function verifyLedgers(
  db: Database,
  signed: readonly SignedHead[] = [],
): Promise<Map<string, Verification>> {
  const { ledger, ledgerHeads } = db.tables(ledgerTables)
  const rows = await db.read.selectDistinct({ district: ledger.district }).from(ledger)
  const heads = await db.read.select({ district: ledgerHeads.district }).from(ledgerHeads)
  const found = new Map<string, Verification>()
  for (const { district } of [...heads, ...rows, ...signed])
    if (!found.has(district)) found.set(district, await verifyLedger(db, district, signed))
  return found
}

/**
 * Walks a district's chain from its beginning and names the first place where it is broken: a row
 * that is missing, one that was changed, or an end that was cut off. A server may write meanwhile:
 * the chain's end is read first, and only what came before it is judged.
 * @param signed ends that were signed: a chain that was counted anew as a whole fits itself only
 */
export async function verifyLedger(
  db: Database,
  district: string,
  signed: readonly SignedHead[] = [],
): Promise<Verification> {
  const meant = new Map<number, string>()
  for (const head of signed) if (head.district === district) meant.set(head.sequence, head.hash)
  const head = await headOf(db, district)
  const end = head?.sequence ?? Number.MAX_SAFE_INTEGER
  const { ledger } = db.tables(ledgerTables)
  let previous = GENESIS
  let sequence = 0
  for (;;) {
    const rows = await db.read
      .select()
      .from(ledger)
      .where(
        and(
          eq(ledger.district, district),
          gt(ledger.sequence, sequence),
          lte(ledger.sequence, end),
        ),
      )
      .orderBy(asc(ledger.sequence))
      .limit(PAGE)
    for (const row of rows) {
      if (row.sequence !== sequence + 1)
        return { whole: false, rows: sequence, brokenAt: sequence + 1, reason: 'missing' }
      if (hashOf(previous, row) !== row.hash)
        return { whole: false, rows: sequence, brokenAt: row.sequence, reason: 'changed' }
      if ((meant.get(row.sequence) ?? row.hash) !== row.hash)
        return { whole: false, rows: sequence, brokenAt: row.sequence, reason: 'signed' }
      previous = row.hash
      sequence = row.sequence
    }
    if (rows.length < PAGE) break
    await breathe()
  }
  const cut: Verification = {
    whole: false,
    rows: sequence,
    brokenAt: sequence + 1,
    reason: 'cut',
  }
  if (Math.max(0, ...meant.keys()) > sequence) return cut
  if (head === undefined) {
    if (sequence === 0) return { whole: true, rows: 0 }
    // Either its very first rows came this moment, or nobody knows its end any more.
    return (await headOf(db, district)) === undefined ? cut : verifyLedger(db, district, signed)
  }
  if (head.sequence !== sequence || head.hash !== previous) return cut
  // Rows beyond the end that was read are new; whoever adds them moves the end with them.
  const last = (await lastOf(db, district)) ?? 0
  const now = last > end ? ((await headOf(db, district))?.sequence ?? 0) : end
  return now >= last ? { whole: true, rows: sequence } : cut
}

const end = query<ReturnType<typeof ledgerTables>, { district: string }, { sequence: number }>(
  ledgerTables,
  'end of the ledger',
  (b, { ledgerHeads: h }) =>
    b
      .select({ sequence: h.sequence })
      .from(h)
      .where(eq(h.district, value('district'))),
)

/** The sequence of the last fact; 0: there is none yet. For whoever follows the ledger often. */
export const ledgerEnd = async ({ db, district }: Context): Promise<number> =>
  (await db.query(end, { district }))[0]?.sequence ?? 0

export const headOf = async (db: Database, district: string) => {
  const { ledgerHeads } = db.tables(ledgerTables)
  const heads = await db.read.select().from(ledgerHeads).where(eq(ledgerHeads.district, district))
  return heads[0]
}

/** One row of a chain; undefined where it has none of that number. */
export const factAt = async (
  db: Database,
  district: string,
  sequence: number,
): Promise<LedgerRow | undefined> => {
  const { ledger } = db.tables(ledgerTables)
  const rows = await db.read
    .select()
    .from(ledger)
    .where(and(eq(ledger.district, district), eq(ledger.sequence, sequence)))
  return rows[0]
}

const lastOf = async (db: Database, district: string): Promise<number | undefined> => {
  const { ledger } = db.tables(ledgerTables)
  const rows = await db.read
    .select({ sequence: ledger.sequence })
    .from(ledger)
    .where(eq(ledger.district, district))
    .orderBy(desc(ledger.sequence))
    .limit(1)
  return rows[0]?.sequence
}

/** Whether each of these rows carries the right hash, given the hash of the row before it. */
export async function rowsAreWhole(context: Context, rows: readonly LedgerRow[]): Promise<boolean> {
  for (const row of rows) {
    let previous = GENESIS
    if (row.sequence > 1) {
      const before = await factAt(context.db, context.district, row.sequence - 1)
      if (before === undefined) return false
      previous = before.hash
    }
    if (hashOf(previous, row) !== row.hash) return false
  }
  return true
}
