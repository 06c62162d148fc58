import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { testPostgresUrl } from '@mashang/scripts/support/postgres.ts'
import type { Database } from '@mashang/server/core/db/database.ts'
import { migrated } from '@mashang/server/core/db/open.ts'
import { type Execute, openPostgres, pgEngine } from '@mashang/server/core/db/postgres.ts'
import { openSqlite } from '@mashang/server/core/db/sqlite.ts'
import type { Builder } from '@mashang/server/core/db/statement.ts'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import pg from 'pg'

export interface TestDatabase {
  db: Database
  /** Where a PostgreSQL server has it; null: a file of the folder, or inside this process. */
  url: string | null
  /** Takes away what closing leaves behind. */
  remove(): Promise<void>
}

/** A fresh, migrated database of the dialect under test (MASHANG_TEST_DIALECT, else SQLite). */
export async function openTestDatabase(folder: string): Promise<TestDatabase> {
  switch (process.env.MASHANG_TEST_DIALECT) {
    case 'pglite':
      return { db: await migrated(openPglite()), url: null, remove: async () => undefined }
    case 'postgres':
      return await onServer()
    default: {
      const db = await migrated(openSqlite(join(folder, 'mashang.sqlite')))
      return { db, url: null, remove: async () => undefined }
    }
  }
}

/** PostgreSQL inside this process: the same SQL, no server. */
function openPglite() {
  const lite = new PGlite()
  const db = drizzle(lite, { casing: 'snake_case' })
  const on =
    (line: Pick<PGlite, 'query'>): Execute =>
    async (step) => {
      const answer = await line.query<Record<string, unknown>>(step.sql, step.params)
      return { changes: answer.affectedRows ?? 0, rows: answer.rows }
    }
  return pgEngine({
    builder: db as unknown as Builder,
    alone: on(lite),
    transaction: (work) => lite.transaction((transaction) => work(on(transaction))),
    migrate: (migrationsFolder) => migrate(db, { migrationsFolder }),
    ping: async () => {
      await lite.query('select 1')
    },
    close: () => lite.close(),
  })
}

async function onServer(): Promise<TestDatabase> {
  const { url, remove } = await emptyPostgres()
  return { db: await migrated(openPostgres(url)), url, remove }
}

/** A database of its own on the server, with nothing in it. */
export async function emptyPostgres(): Promise<{ url: string; remove(): Promise<void> }> {
  const name = `mashang_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  const url = new URL(testPostgresUrl())
  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: testPostgresUrl() })
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  await admin(`create database ${name}`)
  url.pathname = `/${name}`
  return {
    url: url.href,
    remove: () => admin(`drop database ${name} with (force)`),
  }
}
