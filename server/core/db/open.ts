import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConfigError } from '../config-error.ts'
import { Database } from './database.ts'
import type { Engine } from './engine.ts'

export const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url))

/** The table by which a move that was not finished (scripts/move-to-postgres.ts) is known. */
export const UNFINISHED_MOVE = 'mashang_unfinished_move'

/** Brings an engine's schema up to date and hands out the database over it. */
export async function migrated(engine: Engine): Promise<Database> {
  await engine.migrate(join(MIGRATIONS, engine.dialect))
  return new Database(engine)
}

/**
 * Opens the database that the settings name. Only the driver that is needed is loaded.
 * @param url `postgres://…`, or null for SQLite in `folder`.
 * @param connections to PostgreSQL, at most
 */
export async function openDatabase(
  url: string | null,
  folder: string,
  connections?: number,
): Promise<Database> {
  if (url === null) {
    const { openSqlite } = await import('./sqlite.ts')
    return migrated(openSqlite(join(folder, 'mashang.sqlite')))
  }
  const { openPostgres } = await import('./postgres.ts')
  const engine = openPostgres(url, connections === undefined ? {} : { connections })
  if (await engine.hasTable?.(UNFINISHED_MOVE)) {
    await engine.close()
    throw new ConfigError('这个 PostgreSQL 里的数据还没有搬完，请再运行一次 move-to-postgres。')
  }
  return migrated(engine)
}

/** Opens an existing database for reading only: nothing is migrated, a server may run beside it. */
export async function openToRead(url: string | null, folder: string): Promise<Database> {
  if (url === null) {
    const { readSqlite } = await import('./sqlite.ts')
    return new Database(readSqlite(join(folder, 'mashang.sqlite')))
  }
  const { openPostgres } = await import('./postgres.ts')
  return new Database(openPostgres(url, { readOnly: true }))
}
