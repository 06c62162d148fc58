import { schemaOf } from '@mashang/server/schema.ts'
import type { TestApp } from '../support/app.ts'

/** Every row of every table that belongs to a district, as one line each, by table. */
export async function rowsOf(t: TestApp, district: string): Promise<Map<string, string[]>> {
  const { db } = t.context
  const found = new Map<string, string[]>()
  for (const [name, table] of Object.entries(schemaOf(db.dialect))) {
    if (!('district' in table)) continue
    const rows = await db.read.select().from(table)
    const lines = rows
      .filter((row) => (row as { district: unknown }).district === district)
      .map((row) => JSON.stringify(row))
    found.set(name, lines.sort())
  }
  return found
}
