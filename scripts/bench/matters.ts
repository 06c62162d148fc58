import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Fixture } from './fixture.ts'

/** A key that grows, as UUIDv7 does. */
const KEY = "printf('%08x-%04x-7000-8000-%012x', n.n >> 16, n.n & 65535, n.n)"

/**
 * Fills a district with years of matters, straight into the file: through the application it would
 * take hours. Each representative has `open` of them unanswered and three passed on.
 * @param span over which they came, in milliseconds
 */
export function plantMatters(
  fixture: Pick<Fixture, 'folder' | 'stationId' | 'targets'>,
  matters: number,
  open: number,
  span = 20 * 3_600_000,
): void {
  const db = new Sqlite(join(fixture.folder, 'mashang.sqlite'))
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -262144')
  const people = fixture.targets.length
  const now = Date.now()
  const HOUR = 3_600_000
  // Indexes are made afterwards: sorting once is faster than a million searches.
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ('issues', 'deadlines')",
    )
    .all()
  db.exec('begin')
  for (const index of indexes) db.exec(`drop index "${index.name}"`)
  db.exec('create temp table people (number integer primary key, id text, code text, station text)')
  const insert = db.prepare('insert into people values (?, ?, ?, ?)')
  for (const [number, target] of fixture.targets.entries())
    insert.run(number, target.representativeId, target.code, target.stationId ?? fixture.stationId)
  // The last ones are open; of the answered ones the last three of each person are passed on.
  const answered = matters - open * people
  const referred = answered - 3 * people
  const numbers =
    'with recursive n(n) as (select 0 union all select n + 1 from n where n < @matters - 1)'
  const filedAt = '@now - cast((@matters - n.n) * 1.0 * @span / @matters as integer)'
  const parameters = {
    matters,
    answered,
    referred,
    people,
    now,
    hour: HOUR,
    span,
    // A district that was played before has given out its first numbers.
    given: db.prepare('select coalesce(max(number), 0) from issues').pluck().get(),
  }
  db.prepare(`${numbers} insert into issues
      (district, id, year, number, code, representative_id, station_id, handler_kind, handler_id,
       state, kind, field, title, text, place, photos, voter, hidden, publish, elsewhere, filed_at,
       due_at, reached_at, responded_at, bounces, receipt_hash, filing_key, filing_digest)
    select 'home', ${KEY}, 2026, @given + n.n + 1, p.code, p.id, p.station, 'representative', p.id,
       case when n.n >= @answered then 'awaiting' when n.n >= @referred then 'referred' else 'closed' end,
       'help', 'urban', (n.n % 90 + 1) || ' 号楼南边路灯不亮',
       '锦绣社区的路灯坏了两个多星期，晚上一片黑，前天有位老人在台阶上摔了一跤，请帮忙催一催。',
       '锦绣社区 3 号楼南侧', n.n % 3, '王女士', 0, 0, 'none', ${filedAt}, ${filedAt} + 24 * @hour, ${filedAt},
       case when n.n >= @answered then null else ${filedAt} + @hour end, 0,
       hex(randomblob(32)), hex(randomblob(32)), hex(randomblob(32))
    from n join people p on p.number = n.n % @people`).run(parameters)
  db.prepare(`${numbers} insert into deadlines
      (district, id, subject_kind, subject_id, clock, owner_kind, owner_id, started_at, due_at,
       stopped_at, stopped_by, rule)
    select 'home', ${KEY.replace('-8000-', '-9000-')}, 'issue', ${KEY}, 'response', 'representative', p.id,
       ${filedAt}, ${filedAt} + 24 * @hour,
       case when n.n >= @answered then null else ${filedAt} + @hour end,
       case when n.n >= @answered then null else 'answer' end, 'bench'
    from n join people p on p.number = n.n % @people`).run(parameters)
  // Whoever files next gets the number after the last one.
  db.prepare(
    "insert or replace into counters select 'home', 'issues-2026', max(number) from issues",
  ).run()
  for (const index of indexes) db.exec(index.sql)
  db.exec('commit')
  db.close()
}
