import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { ConfigError } from '../core/config-error.ts'
import { chainsAreWhole, type DatabaseFacts, type Snapshot } from './snapshot-parts.ts'

export const SQLITE_FILE = 'mashang.sqlite'

/**
 * A copy by `VACUUM INTO`: one reading transaction, so that any number of commits beside it neither
 * wait nor show; and without free pages, so that nothing that was erased comes along.
 */
export async function snapshotSqlite(dataFolder: string, work: string): Promise<Snapshot> {
  const source = join(dataFolder, SQLITE_FILE)
  if (!existsSync(source))
    throw new ConfigError(`${dataFolder} 里没有数据库，请用 MASHANG_DATA 指明数据目录。`)
  const copy = join(work, SQLITE_FILE)
  const connection = new Sqlite(source, { readonly: true })
  try {
    connection.pragma('busy_timeout = 5000')
    connection.prepare('vacuum into ?').run(copy)
  } finally {
    connection.close()
  }
  const facts = factsOfSqlite(copy)
  const ledgerWhole = await chainsAreWhole(null, work)
  return {
    async *files() {
      yield { name: `database/${SQLITE_FILE}`, bytes: createReadStream(copy) }
    },
    facts: () => ({ ...facts, ledgerWhole }),
    close: async () => undefined,
  }
}

/** What is in a file that nobody changes; throws where its pages or indexes are not in order. */
export function factsOfSqlite(file: string): Omit<DatabaseFacts, 'ledgerWhole'> {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true })
  try {
    const found = db.pragma('integrity_check(1)', { simple: true })
    if (found !== 'ok') throw new ConfigError(`数据库自身的检查没有通过（${String(found)}）。`)
    const names = db
      .prepare<[], string>(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name",
      )
      .pluck()
      .all()
    const count = (name: string): number =>
      Number(db.prepare(`select count(*) from "${name}"`).pluck().get())
    const tables = Object.fromEntries(names.map((name) => [name, count(name)]))
    return {
      dialect: 'sqlite',
      migrations: tables.__drizzle_migrations ?? 0,
      tables,
      heads: db
        .prepare<[], DatabaseFacts['heads'][number]>(
          'select district, sequence, hash from ledger_heads order by district',
        )
        .all(),
    }
  } finally {
    db.close()
  }
}
