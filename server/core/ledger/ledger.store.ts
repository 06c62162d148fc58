import { setImmediate as breathe } from 'node:timers/promises'
import { and, asc, desc, eq, gt, lte } from 'drizzle-orm'
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

/** Few enough that whoever files meanwhile does not notice. */
const PAGE = 1_000

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
 * that is missing, one that was changed, or an end that was cut off. A server may write meanwhile:
 * the chain's end is read first, and only what came before it is judged.
 */
export async function verifyLedger(db: Database, district: string): Promise<Verification> {
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
  if (head === undefined) {
    if (sequence === 0) return { whole: true, rows: 0 }
    // Either its very first rows came this moment, or nobody knows its end any more.
    return (await headOf(db, district)) === undefined ? cut : verifyLedger(db, district)
  }
  if (head.sequence !== sequence || head.hash !== previous) return cut
  // Rows beyond the end that was read are new; whoever adds them moves the end with them.
  const last = (await lastOf(db, district)) ?? 0
  const now = last > end ? ((await headOf(db, district))?.sequence ?? 0) : end
  return now >= last ? { whole: true, rows: sequence } : cut
}

const headOf = async (db: Database, district: string) => {
  const { ledgerHeads } = db.tables(ledgerTables)
  const heads = await db.read.select().from(ledgerHeads).where(eq(ledgerHeads.district, district))
  return heads[0]
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
