import { DAY, toIso } from '@mashang/shared/core/clock.ts'
import type { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import { responseDueAt } from '@mashang/shared/issues/issues.rules.ts'
import { and, count, eq, gte, isNotNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { allStations } from '../stations/stations.store.ts'
import { issuesTables } from './issues.table.ts'

type Reply = z.input<NonNullable<typeof issuesApi.timeliness.reply>>

/** The three conditions of the rate, none of which is ever null. */
export function timelinessConditions(context: Context, now: number) {
  const { issues: i } = context.db.tables(issuesTables)
  const inTime = and(
    isNotNull(i.respondedAt),
    lte(i.respondedAt, i.dueAt),
    // What was only an acknowledgement was no answer in time.
    sql`coalesce(${i.acknowledgement}, '') <> 'upheld'`,
  ) as SQL
  return {
    /** Filed within so many days; by the due moment, which the index knows. */
    within: (days: number): SQL => gte(i.dueAt, responseDueAt(now - days * DAY)),
    /** Answered, or owed for longer than promised; what was taken back unanswered is owed no more. */
    counted: or(isNotNull(i.respondedAt), and(lt(i.dueAt, now), ne(i.state, 'withdrawn'))) as SQL,
    inTime,
  }
}

/**
 * 响应率 = answered within 24 hours ÷ all that were answered or whose 24 hours are over (domain
 * rules §3), by the station that the matter belongs to and by area. Places, never people.
 */
export async function timeliness(context: Context, days: number): Promise<Reply> {
  const { issues: i } = context.db.tables(issuesTables)
  const now = context.clock.now()
  const has = timelinessConditions(context, now)
  const rows = await context.db.read
    .select({
      stationId: i.stationId,
      counted: count(),
      inTime: sql<number>`sum(case when ${has.inTime} then 1 else 0 end)`,
    })
    .from(i)
    .where(and(eq(i.district, context.district), has.within(days), has.counted))
    .groupBy(i.stationId)
  const found = new Map(
    rows.map((row) => [row.stationId, { counted: row.counted, inTime: Number(row.inTime) }]),
  )
  const known = await allStations(context)
  const sumOf = (ids: readonly (string | null)[]) => ({
    counted: ids.reduce((sum, id) => sum + (found.get(id)?.counted ?? 0), 0),
    inTime: ids.reduce((sum, id) => sum + (found.get(id)?.inTime ?? 0), 0),
  })
  const stations = [...known.map(({ id, name }) => ({ id, name })), { id: null, name: null }]
  const areas = [...new Set(known.map(({ area }) => area)), null]
  return {
    days,
    serverTime: toIso(now),
    all: sumOf([...found.keys()]),
    stations: stations
      .map(({ id, name }) => ({ id, name, ...sumOf([id]) }))
      .filter(({ counted }) => counted > 0),
    areas: [...new Set(areas)]
      .map((name) => ({ name, ...sumOf(stationsOfArea(known, name)) }))
      .filter(({ counted }) => counted > 0),
  }
}

/** Stations of an area; of none: those without one, and no station at all. */
export const stationsOfArea = (
  stations: readonly { id: string; area: string | null }[],
  area: string | null,
): (string | null)[] => [
  ...stations.filter((station) => station.area === area).map(({ id }) => id),
  ...(area === null ? [null] : []),
]
