import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { migrated } from '@mashang/server/core/db/open.ts'
import { openSqlite } from '@mashang/server/core/db/sqlite.ts'
import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import { insertDistrict } from '@mashang/server/districts/districts.store.ts'
import { districtsTables } from '@mashang/server/districts/districts.table.ts'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mashang-sqlite-'))
  file = join(folder, 'mashang.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const district = (id: string) =>
  insertDistrict({
    id,
    name: id,
    shortName: id,
    congress: id,
    fallbackPhone: '12345',
    contactPolicy: 'optional',
    demo: false,
    createdAt: 1,
  })

describe('the SQLite file', () => {
  it('is a write-ahead log that other processes can read while it is written', async () => {
    const db = await migrated(openSqlite(file))
    await db.commit('home', [district('home')])
    const other = new Sqlite(file, { readonly: true })
    expect(other.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(other.prepare('select id from districts').pluck().all()).toEqual(['home'])
    other.close()
    await db.close()
  })

  it('given another process that holds it for a moment, then a commit waits and goes through', async () => {
    const db = await migrated(openSqlite(file))
    const other = new Sqlite(file)
    other.exec('begin immediate')
    const waiting = db.commit('home', [district('home')])
    setTimeout(() => other.exec('commit'), 150)
    expect(await waiting).toEqual({})
    other.close()
    await db.close()
  })

  it('cannot be read through what is open for reading only, before it was migrated', () => {
    const engine = openSqlite(file)
    expect(() => engine.builder).toThrow(/before it was migrated/)
    return engine.close()
  })

  it('refuses to start where durability cannot be had', () => {
    const inMemory = () => openSqlite(':memory:')
    expect(inMemory).toThrow(/journal_mode is memory, not wal/)
  })

  it('rows survive opening again, and nothing is migrated or copied twice', async () => {
    const first = await migrated(openSqlite(file))
    await first.commit('home', [district('home')])
    await first.close()
    const second = await migrated(openSqlite(file))
    const { districts } = second.tables(districtsTables)
    expect(await second.read.select({ id: districts.id }).from(districts)).toEqual([{ id: 'home' }])
    await second.close()
    expect(existsSync(`${file}.before-migration`)).toBe(false)
  })

  it('given a file of an earlier version with rows in it, then it is copied before it is migrated, and keeps them', async () => {
    const engine = openSqlite(file)
    await engine.migrate(firstMigrations(1))
    await engine.close()
    const older = new Sqlite(file)
    older.exec("insert into counters values ('home', 'issues-2026', 7)")
    older.close()
    const db = await migrated(openSqlite(file))
    const { counters } = db.tables(ledgerTables)
    expect(await db.read.select().from(counters)).toEqual([
      { district: 'home', name: 'issues-2026', value: 7 },
    ])
    await db.close()
    const copy = new Sqlite(`${file}.before-migration`, { readonly: true })
    expect(copy.prepare('select value from counters').pluck().all()).toEqual([7])
    copy.close()
  })
})

/** A folder with only the first migrations of the project: what an earlier version knew. */
function firstMigrations(count: number): string {
  const source = resolve(import.meta.dirname, '../../server/migrations/sqlite')
  const target = join(folder, 'migrations')
  cpSync(source, target, { recursive: true })
  const journal = join(target, 'meta', '_journal.json')
  const known = JSON.parse(readFileSync(journal, 'utf8'))
  writeFileSync(journal, JSON.stringify({ ...known, entries: known.entries.slice(0, count) }))
  return target
}
