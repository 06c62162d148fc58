import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { migrated } from '@mashang/server/core/db/open.ts'
import { planningJobs } from '@mashang/server/core/db/planning.jobs.ts'
import { openSqlite } from '@mashang/server/core/db/sqlite.ts'
import { deadlinesTables } from '@mashang/server/core/deadlines/deadlines.table.ts'
import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import { insertDistrict } from '@mashang/server/districts/districts.store.ts'
import { districtsTables } from '@mashang/server/districts/districts.table.ts'
import Sqlite from 'better-sqlite3'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { directly } from '../support/direct-sql.ts'

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

  it('given rows came after the start, when it was looked again what lies in the tables, then those who read take the better index without a restart', async () => {
    const db = await migrated(openSqlite(file))
    const { deadlines: t } = db.tables(deadlinesTables)
    const question = db.read
      .select({ id: t.id })
      .from(t)
      .where(and(eq(t.district, 'home'), eq(t.subjectId, 'm7'), isNull(t.stoppedAt)))
      .orderBy(t.dueAt)
      .limit(20)
      .prepare()
    const plan = async (): Promise<string> => {
      const reader = db.engine.builder as unknown as BetterSQLite3Database
      const steps = reader.all<{ detail: string }>(sql`explain query plan
        select id from deadlines where district = 'home' and subject_id = 'm7' and stopped_at is null
        order by due_at limit 20`)
      return steps.map(({ detail }) => detail).join('; ')
    }
    const rows = Array.from({ length: 5_000 }, (_, n) =>
      directly(`insert into deadlines
        (district, id, subject_kind, subject_id, clock, owner_kind, owner_id, started_at, due_at, rule)
        values ('home', 'd${n}', 'issue', 'm${n % 2_500}', 'response', 'station', 's', 0, ${n}, 'r')`),
    )
    await db.commit('home', rows)
    expect(await question.execute()).toEqual([{ id: 'd7' }, { id: 'd2507' }])
    expect(await plan()).toContain('deadlines_open_by_due')

    const jobs = planningJobs({ db })
    expect(jobs).toHaveLength(1)
    for (const job of jobs) await job.run(new AbortController().signal)
    // A statement that was prepared before answers on, and by it the connection sees the figures.
    expect(await question.execute()).toEqual([{ id: 'd7' }, { id: 'd2507' }])
    expect(await plan()).toContain('deadlines_by_subject')
    await db.commit('home', [directly("delete from deadlines where id = 'd7'")])
    expect(await question.execute()).toEqual([{ id: 'd2507' }])
    await db.close()
  })

  it('given somebody else writes, or the disk refused a sync, then nothing is looked at, and nothing is lost', async () => {
    const db = await migrated(openSqlite(file))
    const other = new Sqlite(file)
    const looked = () => other.prepare('select tbl from sqlite_stat1').pluck().all()
    await db.commit('home', [district('home')])
    other.exec('begin immediate')
    db.countForPlanning()
    other.exec('commit')
    expect(looked()).not.toContain('districts')
    db.countForPlanning()
    expect(looked()).toContain('districts')
    await db.commit('home', [directly('delete from districts')])
    db.fence.watch(Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' }))
    db.countForPlanning()
    expect(looked()).toContain('districts')
    other.close()
    await db.close()
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
