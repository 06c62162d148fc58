import type { Tables } from '@mashang/server/core/db/columns.ts'
import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import { count } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect } from 'vitest'
import type { TestApp } from './app.ts'

/** One row for one line, whatever order the database gives them in. */
const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort()

/** Reads every row of these tables, of all of them or of those that are named. */
export const rowsIn =
  <T extends Record<string, SQLiteTable>>(
    t: TestApp,
    of: Tables<T>,
    names?: readonly (keyof T & string)[],
  ) =>
  async (): Promise<Record<string, readonly unknown[]>> => {
    const found: Record<string, readonly unknown[]> = {}
    for (const [name, table] of Object.entries(t.context.db.tables(of)))
      if (names === undefined || names.includes(name))
        found[name] = await t.context.db.read.select().from(table)
    return found
  }

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
