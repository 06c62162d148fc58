import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openSqlite } from '@mashang/server/core/db/sqlite.ts'
import Sqlite from 'better-sqlite3'

const MIGRATIONS = resolve(import.meta.dirname, '../../server/migrations/sqlite')
const JOURNAL = join('meta', '_journal.json')
const journalOf = (folder: string): { entries: unknown[] } =>
  JSON.parse(readFileSync(join(folder, JOURNAL), 'utf8'))

/** How many migrations were made so far. */
export const MIGRATION_COUNT = journalOf(MIGRATIONS).entries.length

/** What was written under the older schema, and has to be there after any migration. */
export const OLDER_ROWS = 3_000

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
  await engine.close()
  const file = new Sqlite(join(data, 'mashang.sqlite'))
  const insert = file.prepare("insert into counters (district, name, value) values ('home', ?, ?)")
  file.transaction(() => {
    for (let n = 0; n < OLDER_ROWS; n++) insert.run(`kept-${n}`, n)
  })()
  file.close()
}
