import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Database } from '@mashang/server/core/db/database.ts'
import { openSqlite } from '@mashang/server/core/db/sqlite.ts'
import type { Fact } from '@mashang/server/core/ledger/ledger.chain.ts'
import Sqlite from 'better-sqlite3'

const MIGRATIONS = resolve(import.meta.dirname, '../../server/migrations/sqlite')
const JOURNAL = join('meta', '_journal.json')
const journalOf = (folder: string): { entries: unknown[] } =>
  JSON.parse(readFileSync(join(folder, JOURNAL), 'utf8'))

/** How many migrations were made so far. */
export const MIGRATION_COUNT = journalOf(MIGRATIONS).entries.length

/** What was written under the older schema, and has to be there after any migration. */
export const OLDER_ROWS = 3_000

export const OLDER_FACTS = 500
const FILLED = 20

const fact = (n: number): Fact => ({
  at: n,
  type: 'issue.filed',
  actor: { kind: 'voter', id: null },
  subject: { kind: 'test', id: `kept-${n}` },
})

/** A data folder as an earlier version of the system left it, with rows in it. */
export async function olderFolder(data: string, migrations: number): Promise<void> {
  const known = `${data}-migrations`
  cpSync(MIGRATIONS, known, { recursive: true })
  const journal = journalOf(known)
  writeFileSync(
    join(known, JOURNAL),
    JSON.stringify({ ...journal, entries: journal.entries.slice(0, migrations) }),
  )
  const engine = openSqlite(join(data, 'mashang.sqlite'))
  await engine.migrate(known)
  // Ledger and counters are what they were in the first version.
  const db = new Database(engine)
  const facts = Array.from({ length: OLDER_FACTS }, (_, n) => fact(n))
  await db.commit('home', [], facts)
  await db.close()
  const file = new Sqlite(join(data, 'mashang.sqlite'))
  const insert = file.prepare("insert into counters (district, name, value) values ('home', ?, ?)")
  file.transaction(() => {
    for (let n = 0; n < OLDER_ROWS; n++) insert.run(`kept-${n}`, n)
  })()
  file.close()
}

const OWN = /^(sqlite_|__drizzle|ledger|counters|.*search)/

/**
 * Rows in every table, with something in every column. No server could make sense of them, but no
 * migration may lose one.
 * @returns table → how many
 */
export function fillTables(data: string): Map<string, number> {
  const file = new Sqlite(join(data, 'mashang.sqlite'))
  const names = file
    .prepare<[], string>("select name from sqlite_master where type = 'table'")
    .pluck()
    .all()
    .filter((name) => !OWN.test(name))
  for (const name of names) {
    const columns = file.pragma(`table_info(${name})`) as { name: string; type: string }[]
    const places = columns.map(() => '?').join(', ')
    const insert = file.prepare(`insert into ${name} values (${places})`)
    for (let n = 0; n < FILLED; n++)
      insert.run(columns.map(({ name: column, type }) => (type === 'text' ? `${column}-${n}` : n)))
  }
  file.close()
  return new Map(names.map((name) => [name, FILLED]))
}
