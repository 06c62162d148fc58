import { join } from 'node:path'
import { type DataFolder, fileAt, seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { type RunningServer, startOn } from '@mashang/scripts/support/server-process.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plantAccounts } from './data-folder.ts'

let data: DataFolder
let cookie: string
let server: RunningServer
beforeAll(async () => {
  data = await seededFolder()
  cookie = await plantAccounts(data)
  plantClock(Date.now() - 12 * HOUR + 4_000)
  server = await startOn(data.path)
})
afterAll(async () => {
  await server?.end('SIGKILL')
  data?.remove()
})

/** A clock of the first representative, from a moment on; nobody has looked at it yet. */
function plantClock(startedAt: number): void {
  const db = new Sqlite(join(data.path, 'mashang.sqlite'))
  db.prepare(
    `insert into deadlines (district, id, subject_kind, subject_id, clock, owner_kind, owner_id,
       started_at, due_at, rule) values ('home', 'clock', 'issue', 'issue', 'response',
       'representative', ?, ?, ?, 'test')`,
  ).run(data.seed.representatives[0]?.id, startedAt, startedAt + 24 * HOUR)
  db.close()
}

function rows(sql: string): unknown[] {
  const db = new Sqlite(join(data.path, 'mashang.sqlite'), { readonly: true })
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}

/** Looks again and again until there is something, at most so many milliseconds. */
async function within(limit: number, sql: string): Promise<unknown[]> {
  const end = performance.now() + limit
  for (;;) {
    const found = rows(sql)
    if (found.length > 0 || performance.now() > end) return found
    await new Promise((next) => setTimeout(next, 100))
  }
}

describe('the server as it runs', () => {
  it('reminds by itself, in time, and not again after a restart', async () => {
    const reminders = "select data from ledger where type = 'clock.reminded'"
    const [said] = await within(20_000, reminders)
    const { data: words } = said as { data: string }
    expect(JSON.parse(words)).toMatchObject({
      deadlineId: 'clock',
      hours: 12,
      late: false,
      told: 1,
    })
    await server.end('SIGKILL')
    server = await startOn(data.path)
    await new Promise((next) => setTimeout(next, 1_500))
    expect(rows(reminders)).toHaveLength(1)
  })

  it('tells of a filing within a second or two, and lets its streams go when it has to end', async () => {
    const stream = await fetch(`${server.url}/api/notices/stream`, { headers: { cookie } })
    expect(stream.status).toBe(200)
    const everything = stream.text()
    expect((await fileAt(server, data)).status).toBe(201)
    const told = await within(5_000, "select id from notices where kind = 'issue.arrived'")
    expect(told).toHaveLength(1)
    await new Promise((next) => setTimeout(next, 2_500))
    const began = performance.now()
    expect(await server.end('SIGTERM')).toBe(0)
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(await everything).toContain('"kind":"issue.arrived"')
  })
})
