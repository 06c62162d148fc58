import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { localDay, localDayStart } from '@mashang/shared/core/local-time.ts'
import { responseDueAt } from '@mashang/shared/issues/issues.rules.ts'
import { and, count, eq, gte, isNull, ne, sql } from 'drizzle-orm'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
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
  const openAnswers = and(
    eq(d.district, context.district),
    isNull(d.stoppedAt),
    ne(d.clock, 'resolution'),
  )
  // Whole numbers by ourselves: what is bound cannot be grouped by in PostgreSQL.
  const hours = sql<number>`(${d.dueAt} - ${sql.raw(String(now))}) / ${sql.raw(String(HOUR))}`
  const left = await read
    .select({ hours, n: count() })
    .from(d)
    .where(and(openAnswers, gte(d.dueAt, now)))
    .groupBy(hours)
  const late = await read
    .select({ station: i.stationId, n: count() })
    .from(d)
    .innerJoin(i, and(eq(i.district, d.district), eq(i.id, d.subjectId)))
    // What the office holds is no station's.
    .where(and(openAnswers, has.runsLate, ne(d.ownerKind, 'office')))
    .groupBy(i.stationId)
  const recent = await read
    .select({ station: i.stationId, n: count() })
    .from(i)
    .where(and(has.scope, timelinessConditions(context, now).within(days)))
    .groupBy(i.stationId)
  const first = localDayStart(localDay(now) - days + 1)
  const zone = sql.raw(String(-localDayStart(0)))
  const day = sql<number>`(${i.filedAt} + ${zone}) / ${sql.raw(String(DAY))}`
  const byDay = await read
    .select({ day, n: count() })
    .from(i)
    // Nothing is due before it was filed, and what is due has an index.
    .where(and(has.scope, gte(i.dueAt, responseDueAt(first)), gte(i.filedAt, first)))
    .groupBy(day)
  const sums = (rows: readonly { station: string | null; n: number }[]) =>
    new Map(rows.map(({ station, n }) => [station, n]))
  return {
    counts: await clockCounts(context, has),
    hours: left.map((row) => ({ hours: Number(row.hours), n: row.n })),
    byStation: sums(recent),
    overdueByStation: sums(late),
    byDay: byDay.map((row) => ({ day: Number(row.day), n: row.n })),
  }
}
