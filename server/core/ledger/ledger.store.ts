import { and, asc, eq, gt } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Database } from '../db/database.ts'
import { GENESIS, hashOf, type LedgerRow } from './ledger.chain.ts'
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
  | { whole: false; rows: number; brokenAt: number; reason: 'missing' | 'changed' | 'cut' }

const PAGE = 5_000

/** Every chain of a database, by district. */
export async function verifyLedgers(db: Database): Promise<Map<string, Verification>> {
  const { ledger, ledgerHeads } = db.tables(ledgerTables)
  const rows = await db.read.selectDistinct({ district: ledger.district }).from(ledger)
  const heads = await db.read.select({ district: ledgerHeads.district }).from(ledgerHeads)
  const found = new Map<string, Verification>()
  for (const { district } of [...heads, ...rows])
    if (!found.has(district)) found.set(district, await verifyLedger(db, district))
  return found
}

/**
 * Walks a district's chain from its beginning and names the first place where it is broken: a row
 * that is missing, one that was changed, or an end that was cut off.
 */
export async function verifyLedger(db: Database, district: string): Promise<Verification> {
  const { ledger, ledgerHeads } = db.tables(ledgerTables)
  const heads = await db.read.select().from(ledgerHeads).where(eq(ledgerHeads.district, district))
  let previous = GENESIS
  let sequence = 0
  for (;;) {
    const rows = await db.read
      .select()
      .from(ledger)
      .where(and(eq(ledger.district, district), gt(ledger.sequence, sequence)))
      .orderBy(asc(ledger.sequence))
      .limit(PAGE)
    for (const row of rows) {
      if (row.sequence !== sequence + 1)
        return { whole: false, rows: sequence, brokenAt: sequence + 1, reason: 'missing' }
      if (hashOf(previous, row) !== row.hash)
        return { whole: false, rows: sequence, brokenAt: row.sequence, reason: 'changed' }
      previous = row.hash
      sequence = row.sequence
    }
    if (rows.length < PAGE) break
  }
  const head = heads[0]
  if ((head?.sequence ?? 0) !== sequence || (head?.hash ?? GENESIS) !== previous)
    return { whole: false, rows: sequence, brokenAt: sequence + 1, reason: 'cut' }
  return { whole: true, rows: sequence }
}

/** Whether each of these rows carries the right hash, given the hash of the row before it. */
export async function rowsAreWhole(context: Context, rows: readonly LedgerRow[]): Promise<boolean> {
  const { ledger } = context.db.tables(ledgerTables)
  for (const row of rows) {
    let previous = GENESIS
    if (row.sequence > 1) {
      const before = await context.db.read
        .select({ hash: ledger.hash })
        .from(ledger)
        .where(and(eq(ledger.district, context.district), eq(ledger.sequence, row.sequence - 1)))
      if (before[0] === undefined) return false
      previous = before[0].hash
    }
    if (hashOf(previous, row) !== row.hash) return false
  }
  return true
}
