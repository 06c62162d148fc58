import { DAY, toIso } from '@mashang/shared/core/clock.ts'
import { responseDueAt } from '@mashang/shared/issues/issues.rules.ts'
import type { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import {
  and,
  count,
  eq,
  gt,
  gte,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { kept } from '../core/db/kept.ts'
import { unindexed } from '../core/db/unindexed.ts'
import { allStations } from '../stations/stations.store.ts'
import { issuesTables } from './issues.table.ts'

const sumWhere = (condition: SQL): SQL<number> =>
  sql<number>`sum(case when ${condition} then 1 else 0 end)`

type Reply = z.input<NonNullable<typeof officeIssuesApi.timeliness.reply>>

/** The conditions of both rates, none of which is ever null. */
export function timelinessConditions(context: Context, now: number) {
  const { issues: i, issueVerdicts: v } = context.db.tables(issuesTables)
  /** What was said last of the answer where it is done once more. */
  const before = sql`(select ${v.answer} from ${v} where ${v.district} = ${i.district} and ${v.issueId} = ${i.id} order by ${v.at} desc, ${v.id} desc limit 1)`
  const inTime = and(
    isNotNull(i.respondedAt),
    lte(i.respondedAt, i.dueAt),
    // What was only an acknowledgement was no answer in time.
    sql`coalesce(${i.acknowledgement}, '') <> 'upheld'`,
  ) as SQL
  return {
    /** Filed within so many days; by the due moment, which the index knows. */
    within: (days: number): SQL => gte(i.dueAt, responseDueAt(now - days * DAY)),
    /**
     * Answered, or owed for longer than promised; what was taken back unanswered is owed no more.
     * What the office held and never gave to anybody says nothing of a station: that it is late is
     * counted among what is overdue.
     */
    counted: and(
      or(isNotNull(i.respondedAt), and(lt(i.dueAt, now), ne(i.state, 'withdrawn'))),
      or(isNull(i.heldFor), gt(i.reachedAt, i.filedAt)),
    ) as SQL,
    inTime,
    /**
     * The voter has spoken; silence stays out. Of what is done once more the first word counts until
     * there is another, with the office as with whoever answered.
     */
    judged: sql`(${i.verdictAnswer} is not null or ${i.redos} > 0)`,
    /** 满意 or 基本满意 with the answer itself; whether the matter is solved is another question. */
    content: sql`coalesce(${i.verdictAnswer}, case when ${i.redos} > 0 then ${before} end, 'dissatisfied') <> 'dissatisfied'`,
  }
}

async function sums(context: Context, days: number): Promise<Reply> {
  const { issues: i } = context.db.tables(issuesTables)
  const now = context.clock.now()
  const has = timelinessConditions(context, now)
  const station = unindexed(i.stationId)
  const rows = await context.db.read
    .select({
      stationId: station,
      counted: count(),
      inTime: sumWhere(has.inTime),
      judged: sumWhere(has.judged),
      content: sumWhere(has.content),
    })
    .from(i)
    .where(and(eq(i.district, context.district), has.within(days), has.counted))
    .groupBy(station)
  const found = new Map(
    rows.map(({ stationId, counted, inTime, judged, content }) => [
      stationId,
      {
        counted,
        inTime: Number(inTime),
        judged: Number(judged),
        content: Number(content),
      },
    ]),
  )
  const known = await allStations(context)
  const sumOf = (ids: readonly (string | null)[]) => {
    const total = (of: 'counted' | 'inTime' | 'judged' | 'content'): number =>
      ids.reduce((sum, id) => sum + (found.get(id)?.[of] ?? 0), 0)
    return {
      counted: total('counted'),
      inTime: total('inTime'),
      judged: total('judged'),
      content: total('content'),
    }
  }
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

/**
 * 响应率 = answered within 24 hours ÷ all that were answered or whose 24 hours are over (domain
 * rules §3); 满意率 = satisfied with the answer ÷ all that were judged. By the station that the
 * matter belongs to and by area. Places, never people.
 */
export const timeliness = (context: Context, days: number): Promise<Reply> =>
  standing(context, String(days))

const standing = kept([], (context, days: string) => sums(context, Number(days)), {
  // They change with every moment; so of many only they stand for a while.
  until: () => 0,
  rows: ({ all }) => all.counted,
})

/** Stations of an area; of none: those without one, and no station at all. */
export const stationsOfArea = (
  stations: readonly { id: string; area: string | null }[],
  area: string | null,
): (string | null)[] => [
  ...stations.filter((station) => station.area === area).map(({ id }) => id),
  ...(area === null ? [null] : []),
]
