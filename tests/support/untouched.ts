import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import { count } from 'drizzle-orm'
import { expect } from 'vitest'
import type { TestApp } from './app.ts'

/** One row for one line, whatever order the database gives them in. */
const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort()

/**
 * Does something that must leave no trace: no row of these tables, no fact of the ledger.
 * @param rowsOf reads whole tables, by name
 */
export async function untouched<T>(
  t: TestApp,
  rowsOf: () => Promise<Record<string, readonly unknown[]>>,
  act: () => Promise<T>,
): Promise<T> {
  const look = async () => {
    const { ledger } = t.context.db.tables(ledgerTables)
    const [facts] = await t.context.db.read.select({ n: count() }).from(ledger)
    const rows = Object.entries(await rowsOf()).map(([name, some]) => [name, sorted(some)])
    return { facts: facts?.n, rows }
  }
  const before = await look()
  const result = await act()
  expect(await look()).toEqual(before)
  return result
}
