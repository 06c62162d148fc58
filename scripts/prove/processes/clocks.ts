import { setTimeout as pause } from 'node:timers/promises'
import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Fleet } from './fleet.ts'

/** Clocks that ran out an hour ago, straight into the table; nobody has been reminded of any. */
export async function plantOverdue(
  { db, seed }: Fleet,
  round: number,
  many: number,
): Promise<void> {
  const startedAt = Date.now() - 25 * HOUR
  await db.rows(
    `insert into deadlines (district, id, subject_kind, subject_id, clock, owner_kind, owner_id,
       started_at, due_at, rule, reminded_hours, remind_at)
     select 'home', 'clock-${round}-' || n, 'issue', 'issue-${round}-' || n, 'response',
       'representative', '${seed.representatives[0]?.id}', ${startedAt}, ${startedAt + 24 * HOUR},
       'test', 0, ${startedAt + 12 * HOUR} from generate_series(1, ${many}) n`,
  )
}

/** Each of the planted clocks was said once, to the representative and to the station. */
export async function escalationFaults({ db }: Fleet, planted: number): Promise<string[]> {
  const limit = Date.now() + 40_000
  const figure = async (sql: string): Promise<number> =>
    Number(Object.values((await db.rows(sql))[0] ?? {})[0])
  const waiting = () =>
    figure("select count(*) from deadlines where id like 'clock-%' and reminded_hours <> 24")
  while ((await waiting()) > 0 && Date.now() < limit) await pause(200)
  const facts = "from ledger where type = 'clock.overdue' and subject_id like 'issue-%'"
  const notices = "from notices where subject_id like 'issue-%'"
  const found: [string, number, number][] = [
    ['clocks still silent', await waiting(), 0],
    ['escalations', await figure(`select count(*) ${facts}`), planted],
    ['matters escalated', await figure(`select count(distinct subject_id) ${facts}`), planted],
    ['notices', await figure(`select count(*) ${notices}`), 2 * planted],
    [
      'different notices',
      await figure(`select count(distinct (recipient_id, subject_id)) ${notices}`),
      2 * planted,
    ],
  ]
  return found.flatMap(([what, count, wanted]) =>
    count === wanted ? [] : [`${count} ${what} instead of ${wanted}`],
  )
}
