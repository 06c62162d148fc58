import { join } from 'node:path'
import type { Context } from '@mashang/server/core/context.ts'
import Sqlite from 'better-sqlite3'
import { contextAt } from './fixture.ts'

export const PEOPLE = 100_000
const DAY = 86_400_000

/** A key that grows, as UUIDv7 does. */
const key = (n: string): string =>
  `printf('%08x-%04x-7000-8000-%012x', ${n} >> 16, ${n} & 65535, ${n})`

/**
 * A district whose ledger is full: of ten facts three score (two answers, a visit), the others are
 * what lies around them. Written straight into the file, since through the application it would take
 * days; the chain of hashes is left out, for points do not read it.
 */
export async function province(folder: string, facts: number): Promise<Context> {
  const context = await contextAt(folder)
  const file = new Sqlite(join(folder, 'mashang.sqlite'))
  file.pragma('synchronous = OFF')
  file.pragma('cache_size = -16384')
  const numbers =
    'with recursive n(n) as (select 0 union all select n + 1 from n where n < @most - 1)'
  const now = Date.now()
  file.exec('begin')
  file
    .prepare(
      `${numbers} insert into representatives
        (district, id, name, pinyin, initials, standing_committee, state, created_at, updated_at)
       select 'home', ${key('n.n')}, '代表' || n.n, 'dai biao', 'db', 0, 'serving', @now, @now from n`,
    )
    .run({ most: PEOPLE, now })
  file
    .prepare(
      `${numbers} insert into ledger
        (district, sequence, at, type, actor_kind, actor_id, subject_kind, subject_id, data, hash)
       select 'home', n.n + 1, @now - ((@most - n.n) * 300 * @day) / @most,
         case n.n % 10 when 3 then 'issue.answered' when 6 then 'issue.answered'
           when 9 then 'activity.attended' else 'issue.opened' end,
         'system', null, case n.n % 10 when 9 then 'activity' else 'issue' end, ${key('n.n')},
         case when n.n % 10 in (3, 6)
           then '{"by":"' || ${key(`(n.n / 10 * 7) % ${PEOPLE}`)} || '","first":true,"late":' ||
             case when n.n % 7 = 0 then 'true' else 'false' end || '}'
           when n.n % 10 = 9
           then '{"representativeId":"' || ${key(`(n.n / 10 * 3) % ${PEOPLE}`)} || '","kind":"visit"}'
           else '{}' end,
         ''
       from n`,
    )
    .run({ most: facts, now, day: DAY })
  file.prepare("insert into ledger_heads values ('home', ?, '')").run(facts)
  file.exec('commit')
  file.pragma('wal_checkpoint(TRUNCATE)')
  file.close()
  return context
}
