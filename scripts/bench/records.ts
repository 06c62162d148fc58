import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { type Fixture, plant } from './fixture.ts'
import { plantMatters } from './matters.ts'
import type { Finding } from './report.ts'
import { startServer } from './servers.ts'

/** What one representative did in many years: answers to voters, and activities. */
const ANSWERS = 9_500
const ACTIVITIES = 500
const ROUNDS = 12

/** The answers are theirs, and they were at every activity: straight into the file. */
function plantWork(fixture: Fixture): void {
  const db = new Sqlite(join(fixture.folder, 'mashang.sqlite'))
  db.exec('update issues set responded_by = representative_id where responded_at is not null')
  const numbers = `with recursive n(n) as (select 0 union all select n + 1 from n where n < ${ACTIVITIES - 1})`
  const key = "printf('00000000-0000-7000-a000-%012x', n.n)"
  db.prepare(`${numbers} insert into activities
      (district, id, kind, title, place, text, starts_at, ends_at, mandatory, state, photos,
       door_code, coming, revision, created_by, created_at, closed_at)
    select 'home', ${key}, case n.n % 3 when 0 then 'session' when 1 then 'survey' else 'visit' end,
       '第 ' || (n.n + 1) || ' 次活动', '区人大', '', @now - n.n * 86400000, @now - n.n * 86400000 + 7200000,
       1, 'closed', '[]', 'bench-' || n.n, 0, 1, 'bench', @now, @now
    from n`).run({ now: Date.now() })
  db.prepare(`${numbers} insert into activity_invitees
      (district, activity_id, representative_id, answer, attendance)
    select 'home', ${key}, @id, 'none', 'attended' from n`).run({
    id: fixture.targets[0]?.representativeId,
  })
  db.close()
}

/** A record page out of ten thousand facts of one person. */
export async function records(folder: string): Promise<Finding[]> {
  const fixture = await plant(join(folder, 'records'), 1)
  plantMatters(fixture, ANSWERS, 0)
  plantWork(fixture)
  const server = await startServer('application', fixture.folder)
  const path = `/api/records/${fixture.targets[0]?.representativeId}`
  const times: number[] = []
  let facts = 0
  for (let round = 0; round <= ROUNDS; round++) {
    const began = performance.now()
    const reply = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      headers: { cookie: fixture.officeCookie },
    })
    if (reply.status !== 200) throw new Error(`${reply.status} for ${path}`)
    const { sections } = (await reply.json()) as { sections: { count: number }[] }
    facts = sections.reduce((sum, { count }) => sum + count, 0)
    // The first one warms up.
    if (round > 0) times.push(performance.now() - began)
  }
  await server.close()
  times.sort((a, b) => a - b)
  return [
    {
      id: 'records',
      what: `a representative's record page from ${facts.toLocaleString('en')} facts`,
      value: times[Math.floor(times.length / 2)] ?? 0,
      digits: 0,
      unit: 'ms',
      target: { most: 200 },
      of: `slowest of ${ROUNDS}: ${(times.at(-1) ?? 0).toFixed(0)} ms`,
    },
  ]
}
