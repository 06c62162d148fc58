import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { localDay, localDayStart } from '@mashang/shared/core/local-time.ts'
import { responseDueAt } from '@mashang/shared/issues/issues.rules.ts'
import { and, count, eq, gte, isNull, lt, min, ne, sql } from 'drizzle-orm'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { kept } from '../core/db/kept.ts'
import { unindexed } from '../core/db/unindexed.ts'
import { clockCounts } from './office.counts.ts'
import { conditionsOf, tablesOf } from './office.filter.ts'
import { timelinessConditions } from './timeliness.usecases.ts'

/** What lies in the district at one moment, as sums. */
export interface Overview {
  counts: Awaited<ReturnType<typeof clockCounts>>
  /** Running clocks by whole hours left; what is overdue is left out. */
  hours: { hours: number; n: number }[]
  /** Filed within so many times 24 hours, by station. */
  byStation: Map<string | null, number>
  overdueByStation: Map<string | null, number>
  /** Filed on each of as many local calendar days, counted from 1970-01-01. */
  byDay: { day: number; n: number }[]
}

const sums = (rows: readonly { station: string | null; n: number }[]) =>
  new Map(rows.map(({ station, n }) => [station, n]))

const openAnswersOf = (context: Context) => {
  const { deadlines: d } = tablesOf(context)
  return and(eq(d.district, context.district), isNull(d.stoppedAt), ne(d.clock, 'resolution'))
}

/** Where what is overdue lies, kept until a clock or its matter changes or the next one is over. */
const overdueByStation = kept(
  ['deadlines', 'issues'],
  async (context) => {
    const { issues: i, deadlines: d } = tablesOf(context)
    const now = context.clock.now()
    const openAnswers = openAnswersOf(context)
    const rows = await context.db.read
      .select({ station: i.stationId, n: count() })
      .from(d)
      .innerJoin(i, and(eq(i.district, d.district), eq(i.id, d.subjectId)))
      // What the office holds is no station's.
      .where(and(openAnswers, lt(d.dueAt, now), ne(d.ownerKind, 'office')))
      .groupBy(i.stationId)
    const [next] = await context.db.read
      .select({ dueAt: min(d.dueAt) })
      .from(d)
      .where(and(openAnswers, gte(d.dueAt, now)))
    return { counts: sums(rows), nextLate: next?.dueAt ?? Number.POSITIVE_INFINITY }
  },
  {
    // Exactly at the due moment is still on time.
    until: ({ nextLate }) => nextLate + 1,
    rows: ({ counts }) => [...counts.values()].reduce((sum, n) => sum + n, 0),
  },
)

/** @param days how far to look back */
export async function overviewOf(
  context: Context,
  actor: Actor,
  now: number,
  days: number,
): Promise<Overview> {
  const { issues: i, deadlines: d } = tablesOf(context)
  const has = conditionsOf(context, actor, now, () => sql`false`)
  const { read } = context.db
  // Whole numbers by ourselves: what is bound cannot be grouped by in PostgreSQL.
  const hours = sql<number>`(${d.dueAt} - ${sql.raw(String(now))}) / ${sql.raw(String(HOUR))}`
  const left = await read
    .select({ hours, n: count() })
    .from(d)
    .where(and(openAnswersOf(context), gte(d.dueAt, now)))
    .groupBy(hours)
  const station = unindexed(i.stationId)
  const recent = await read
    .select({ station, n: count() })
    .from(i)
    .where(and(has.scope, timelinessConditions(context, now).within(days)))
    .groupBy(station)
  const first = localDayStart(localDay(now) - days + 1)
  // A filing's due moment is its time and a constant, and has an index.
  const zone = sql.raw(String(-localDayStart(0) - responseDueAt(0)))
  const day = sql<number>`(${i.dueAt} + ${zone}) / ${sql.raw(String(DAY))}`
  const byDay = await read
    .select({ day, n: count() })
    .from(i)
    .where(and(has.scope, gte(i.dueAt, responseDueAt(first))))
    .groupBy(day)
  return {
    counts: await clockCounts(context, has),
    hours: left.map((row) => ({ hours: Number(row.hours), n: row.n })),
    byStation: sums(recent),
    overdueByStation: (await overdueByStation(context)).counts,
    byDay: byDay.map((row) => ({ day: Number(row.day), n: row.n })),
  }
}
