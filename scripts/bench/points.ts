import { join } from 'node:path'
import type { Context } from '@mashang/server/core/context.ts'
import { accountNow } from '@mashang/server/points/accounts.usecases.ts'
import { followLedger } from '@mashang/server/points/follow.usecases.ts'
import Sqlite from 'better-sqlite3'
import { contextAt } from './fixture.ts'
import type { Finding } from './report.ts'
import { median } from './rounds.ts'

const PEOPLE = 100_000
const FACTS = 10_000_000
const ROUNDS = 41
const DAY = 86_400_000

/** A key that grows, as UUIDv7 does. */
const key = (n: string): string =>
  `printf('%08x-%04x-7000-8000-%012x', ${n} >> 16, ${n} & 65535, ${n})`

/**
 * A district whose ledger is full: of ten facts three score (two answers, a visit), the others are
 * what lies around them. Written straight into the file, since through the application it would take
 * days; the chain of hashes is left out, for points do not read it.
 */
async function prepare(folder: string): Promise<Context> {
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
    .run({ most: FACTS, now, day: DAY })
  file.prepare("insert into ledger_heads values ('home', ?, '')").run(FACTS)
  file.exec('commit')
  file.pragma('wal_checkpoint(TRUNCATE)')
  file.close()
  return context
}

/** Most memory while some work runs, in megabytes. */
async function highest(work: () => Promise<unknown>): Promise<number> {
  let most = 0
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 20)
  await work()
  clearInterval(timer)
  look()
  return most / 2 ** 20
}

/** Points of a whole province: one more fact, and everything from nothing. */
export async function points(folder: string): Promise<Finding[]> {
  const context = await prepare(join(folder, 'points'))
  const { district } = context
  const from = performance.now()
  const memory = await highest(async () => {
    if (!(await followLedger(context))) throw new Error('not everything was counted')
  })
  const seconds = (performance.now() - from) / 1000
  const year = { year: new Date().getFullYear(), half: null }
  const someone = (n: number): string => {
    const person = (n * 7_919) % PEOPLE
    const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
    return `${hex(person >> 16, 8)}-${hex(person & 65_535, 4)}-7000-8000-${hex(person, 12)}`
  }
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const id = someone(round)
    const before = (await accountNow(context, id, year)).facts
    await context.db.commit(
      district,
      [],
      [
        {
          at: Date.now(),
          type: 'activity.attended',
          actor: { kind: 'system', id: null },
          subject: { kind: 'activity', id: crypto.randomUUID() },
          data: { representativeId: id, kind: 'visit' },
        },
      ],
    )
    const began = performance.now()
    await followLedger(context)
    const { facts } = await accountNow(context, id, year)
    took.push(performance.now() - began)
    if (facts !== before + 1) throw new Error(`${facts} facts instead of ${before + 1}`)
  }
  await context.db.close()
  const of = `${PEOPLE.toLocaleString('en')} representatives, ${FACTS.toLocaleString('en')} facts`
  return [
    {
      id: 'points-update',
      what: 'points after one more fact, counted and read',
      value: median(took),
      digits: 2,
      unit: 'ms',
      target: { most: 5 },
      of,
    },
    {
      id: 'points-anew',
      what: 'memory while all points are counted from nothing',
      value: memory,
      digits: 0,
      unit: 'MB',
      target: { most: 512 },
      of: `${of}, in ${seconds.toFixed(0)} s`,
    },
  ]
}
