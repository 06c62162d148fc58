import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { type DataFolder, seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { run } from '@mashang/scripts/support/server-process.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plantAccounts } from './data-folder.ts'

const root = resolve(import.meta.dirname, '../..')
const AT_FIRST = 10_000
/** More that come due before each pair, so that whoever is killed always had something to say. */
const EACH_TIME = 50
const KILLS = 50

let data: DataFolder
beforeAll(async () => {
  data = await seededFolder()
  await plantAccounts(data)
  // The first look at a district fits its clocks to the ladder; here it is the sweep that dies.
  await run('tests/notices/sweeping.child.ts', { MASHANG_DATA: data.path })
  plantOverdue(AT_FIRST)
})
afterAll(() => data.remove())

/** Clocks that ran out an hour ago, straight into the file; nobody has been reminded of any. */
let planted = 0
function plantOverdue(more: number): void {
  const db = new Sqlite(join(data.path, 'mashang.sqlite'))
  const startedAt = Date.now() - 25 * HOUR
  db.prepare(
    `with recursive n(n) as (select ? union all select n + 1 from n where n < ?)
     insert into deadlines (district, id, subject_kind, subject_id, clock, owner_kind, owner_id,
       started_at, due_at, rule, reminded_hours, remind_at)
     select 'home', printf('clock-%05d', n), 'issue', printf('issue-%05d', n), 'response',
       'representative', ?, ?, ?, 'test', 0, ? from n`,
  ).run(
    planted + 1,
    planted + more,
    data.seed.representatives[0]?.id,
    startedAt,
    startedAt + 24 * HOUR,
    startedAt + 12 * HOUR,
  )
  db.close()
  planted += more
}

/** Starts a sweep and kills it so many milliseconds after it began. Whether that cut it short. */
async function sweepAndKill(after: number): Promise<boolean> {
  const child = spawn(
    process.execPath,
    ['--import', './server/core/fast-resolve.mjs', 'tests/notices/sweeping.child.ts'],
    { cwd: root, env: { PATH: process.env.PATH, HOME: process.env.HOME, MASHANG_DATA: data.path } },
  )
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), after))
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  return signal === 'SIGKILL'
}

const read = (sql: string): unknown => {
  const db = new Sqlite(join(data.path, 'mashang.sqlite'), { readonly: true })
  try {
    return db.prepare(sql).pluck().get()
  } finally {
    db.close()
  }
}

describe('a sweep that is killed again and again', () => {
  it(`says each of ${AT_FIRST} overdue matters once, to everyone, and misses none`, async () => {
    let kills = 0
    // In pairs, so that two processes sweep the same clocks and die at different moments.
    while (kills < KILLS) {
      const ends = await Promise.all([
        sweepAndKill(Math.random() * 120),
        sweepAndKill(Math.random() * 120),
      ])
      kills += ends.filter(Boolean).length
      plantOverdue(EACH_TIME)
    }
    const before = Number(read('select count(*) from notices'))
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(2 * planted)

    const ended = await run('tests/notices/sweeping.child.ts', { MASHANG_DATA: data.path })
    expect(ended.printed).toContain('done')
    // 25 hours late: overdue, to the representative and the station whom 12 and 20 hours missed.
    const overdue = "from ledger where type = 'clock.overdue'"
    expect(read(`select count(*) ${overdue}`)).toBe(planted)
    expect(read(`select count(distinct subject_id) ${overdue}`)).toBe(planted)
    expect(read("select count(*) from ledger where type like 'clock.%'")).toBe(planted)
    expect(read('select count(*) from notices')).toBe(2 * planted)
    expect(read('select count(distinct recipient_id || subject_id) from notices')).toBe(2 * planted)
    expect(read('select count(*) from deadlines where reminded_hours <> 24')).toBe(0)
    const verified = await run('scripts/verify-ledger.ts', { MASHANG_DATA: data.path })
    expect(verified.code).toBe(0)
  }, 300_000)
})
