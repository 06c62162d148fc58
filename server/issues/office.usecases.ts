import { DAY, HOUR, toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { calendarDayStart } from '@mashang/shared/core/local-time.ts'
import type { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import type { OfficeIssueRow } from '@mashang/shared/issues/issues.model.ts'
import { isLate, isOverdue } from '@mashang/shared/issues/issues.rules.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import type { DeadlineRecord } from '../core/deadlines/deadlines.store.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { districtNow, limitsOf } from '../districts/districts.store.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { representativesTables } from '../representatives/representatives.table.ts'
import { allStations } from '../stations/stations.store.ts'
import { lyingTogether } from './groups.store.ts'
import { issuesTables } from './issues.table.ts'
import { resolutionsOf } from './resolution.store.ts'
import { resolutionView } from './resolution.views.ts'
import { stationsOfArea, timelinessConditions } from './timeliness.usecases.ts'
import { tasksOf } from './verdict.views.ts'

type Query = z.output<NonNullable<typeof issuesApi.list.query>>
type Reply = z.input<NonNullable<typeof issuesApi.list.reply>>

/** How near a due moment is called soon. [default] */
const DUE_SOON = 4 * HOUR

/** A search text as a LIKE pattern that holds no wildcard of its own. */
const pattern = (q: string): string => `%${q.replace(/[\\%_]/g, '\\$&')}%`

const tablesOf = (context: Context) => ({
  ...context.db.tables(issuesTables),
  ...context.db.tables(deadlinesTables),
  ...context.db.tables(representativesTables),
})

/** Conditions over issues (i) with their open clock (d), if there is one. None of them is ever null. */
function conditionsOf(
  context: Context,
  actor: Actor,
  now: number,
  unnotified: (now: number) => SQL,
) {
  const { issues: i, deadlines: d } = tablesOf(context)
  const midnight = calendarDayStart(now)
  const station = actor.stationId ?? ''
  /** With a running clock of what was promised. */
  const promised = (more?: SQL) =>
    inArray(
      i.id,
      context.db.read
        .select({ id: d.subjectId })
        .from(d)
        .where(
          and(
            eq(d.district, context.district),
            eq(d.clock, 'resolution'),
            isNull(d.stoppedAt),
            more,
          ),
        ),
    )
  return {
    /** The same as what a liaison may open: the own station's, and what was passed on to it. */
    scope: and(
      eq(i.district, context.district),
      actor.role === 'liaison'
        ? or(eq(i.stationId, station), and(eq(i.handlerKind, 'station'), eq(i.handlerId, station)))
        : undefined,
    ),
    openClock: and(
      eq(d.district, i.district),
      eq(d.subjectId, i.id),
      ne(d.clock, 'resolution'),
      isNull(d.stoppedAt),
    ) as SQL,
    running: isNotNull(d.id),
    resolving: promised(),
    resolvingLate: promised(lt(d.dueAt, now)),
    runsLate: and(isNotNull(d.id), lt(d.dueAt, now)) as SQL,
    dueSoon: and(isNotNull(d.id), gte(d.dueAt, now), lte(d.dueAt, now + DUE_SOON)) as SQL,
    dueWithin: (hours: number) =>
      and(isNotNull(d.id), gte(d.dueAt, now), lte(d.dueAt, now + hours * HOUR)) as SQL,
    unnotified: and(isNotNull(d.id), unnotified(now)) as SQL,
    now,
    wasLate: and(isNull(d.id), isNotNull(i.respondedAt), gt(i.respondedAt, i.dueAt)) as SQL,
    /** In the words of its index first. */
    forOffice: (task: NonNullable<Query['task']>): SQL =>
      and(
        sql`(office_task is not null or acknowledgement = 'pending')`,
        ne(i.state, 'withdrawn'),
        task === 'any'
          ? undefined
          : task === 'acknowledgement'
            ? sql`coalesce(${i.acknowledgement}, '') = 'pending'`
            : sql`coalesce(${i.officeTask}, '') = ${task}`,
      ) as SQL,
    today: and(gte(i.filedAt, midnight), lt(i.filedAt, midnight + DAY)) as SQL,
  }
}

type Conditions = ReturnType<typeof conditionsOf>

/** Where a matter belongs to: one station, or the stations of one area. */
async function placeOf(context: Context, query: Query): Promise<SQL | undefined> {
  const { issues: i } = tablesOf(context)
  const isOneOf = (ids: readonly (string | null)[]): SQL =>
    or(
      inArray(
        i.stationId,
        ids.filter((id) => id !== null),
      ),
      ids.includes(null) ? isNull(i.stationId) : undefined,
    ) as SQL
  const area = query.area === 'none' ? null : query.area
  return and(
    query.station === undefined
      ? undefined
      : isOneOf([query.station === 'none' ? null : query.station]),
    area === undefined ? undefined : isOneOf(stationsOfArea(await allStations(context), area)),
  )
}

/** What counts for the rates of answers in time and of satisfaction, within some days. */
function timelyOf(context: Context, query: Query, now: number): SQL | undefined {
  const has = timelinessConditions(context, now)
  const counted = query.timely === undefined ? undefined : has.counted
  return and(
    query.days === undefined ? undefined : has.within(query.days),
    counted,
    query.timely === 'yes' ? has.inTime : undefined,
    query.timely === 'no' ? not(has.inTime) : undefined,
    query.content === undefined ? undefined : has.judged,
    query.content === 'yes' ? has.content : undefined,
    query.content === 'no' ? not(has.content) : undefined,
  )
}

function whereOf(
  context: Context,
  query: Query,
  has: Conditions,
  place: SQL | undefined,
): SQL | undefined {
  const { issues: i, representatives: r } = tablesOf(context)
  const number = query.q === undefined ? null : /(\d{1,9})\s*号?$/.exec(query.q)
  const overdue = or(has.runsLate, has.wasLate) as SQL
  return and(
    has.scope,
    query.state === undefined ? undefined : eq(i.state, query.state),
    query.kind === undefined ? undefined : eq(i.kind, query.kind),
    query.field === undefined ? undefined : eq(i.field, query.field),
    query.representative === undefined ? undefined : eq(i.representativeId, query.representative),
    place,
    query.dueWithin === undefined ? undefined : has.dueWithin(Number(query.dueWithin)),
    query.unnotified === undefined ? undefined : has.unnotified,
    timelyOf(context, query, has.now),
    query.running === undefined ? undefined : has.running,
    query.overdue === undefined ? undefined : query.overdue === 'true' ? overdue : not(overdue),
    query.dueSoon === undefined ? undefined : has.dueSoon,
    query.resolving === undefined
      ? undefined
      : query.resolving === 'late'
        ? has.resolvingLate
        : has.resolving,
    query.task === undefined ? undefined : has.forOffice(query.task),
    query.today === undefined ? undefined : has.today,
    query.q === undefined
      ? undefined
      : or(
          sql`lower(${i.title}) like ${pattern(query.q.toLowerCase())} escape '\\'`,
          sql`lower(${r.name}) like ${pattern(query.q.toLowerCase())} escape '\\'`,
          number === null ? undefined : eq(i.number, Number(number[1])),
        ),
  )
}

function ordersOf(context: Context, sort: Query['sort']): SQL[] {
  const { issues: i, deadlines: d } = tablesOf(context)
  /** When what was promised is due; what promises nothing comes last either way. */
  const promised = context.db.read
    .select({ due: d.dueAt })
    .from(d)
    .where(
      and(
        eq(d.district, i.district),
        eq(d.subjectId, i.id),
        eq(d.clock, 'resolution'),
        isNull(d.stoppedAt),
      ),
    )
  const orders = {
    resolution: [asc(sql`coalesce((${promised}), ${Number.MAX_SAFE_INTEGER})`)],
    '-resolution': [desc(sql`coalesce((${promised}), 0)`)],
    // What is still running comes first, the most urgent at the top; of the rest the newest.
    due: [
      asc(sql`case when ${d.id} is null then 1 else 0 end`),
      asc(sql`case when ${d.id} is null then 0 else ${d.dueAt} end`),
      desc(i.dueAt),
    ],
    '-due': [desc(sql`coalesce(${d.dueAt}, ${i.dueAt})`)],
    filed: [asc(i.filedAt)],
    '-filed': [desc(i.filedAt)],
    number: [asc(i.year), asc(i.number)],
    '-number': [desc(i.year), desc(i.number)],
  }
  return [...orders[sort], asc(i.id)]
}

/**
 * All issues with their clocks: filtered, sorted, one page. The clock of a row is the one that runs,
 * the voter's or that of whoever it was passed on to; where none runs, the voter's as it ended. A
 * liaison sees the own station's only.
 */
export async function listIssues(
  context: Context,
  query: Query,
  actor: Actor,
  unnotified: (now: number) => SQL,
): Promise<Reply> {
  const { issues: i, deadlines: d, representatives: r } = tablesOf(context)
  const now = context.clock.now()
  const has = conditionsOf(context, actor, now, unnotified)
  const where = whereOf(context, query, has, await placeOf(context, query))
  const ofRepresentative = and(eq(r.district, i.district), eq(r.id, i.representativeId))
  const rows = await context.db.read
    .select({ issue: i, representativeName: r.name, clock: d })
    .from(i)
    .leftJoin(r, ofRepresentative)
    .leftJoin(d, has.openClock)
    .where(where)
    .orderBy(...ordersOf(context, query.sort))
    .limit(query.size)
    .offset((query.page - 1) * query.size)
  const totals = await context.db.read
    .select({ total: count() })
    .from(i)
    .leftJoin(r, ofRepresentative)
    .leftJoin(d, has.openClock)
    .where(where)
  const promised = await resolutionsOf(
    context,
    rows.map(({ issue }) => issue.id),
  )
  const together = await lyingTogether(
    context,
    rows.map(({ issue }) => issue),
  )
  const { shortName } = await districtNow(context)
  const stations = new Map((await allStations(context)).map(({ id, name }) => [id, name]))
  const items = rows.map(async ({ issue, representativeName, clock }): Promise<OfficeIssueRow> => {
    const { handlerKind, handlerId } = issue
    const handlerName =
      handlerKind === 'station'
        ? stations.get(handlerId)
        : handlerId === issue.representativeId
          ? representativeName
          : (await lookUpRepresentative(context, handlerId))?.name
    return {
      id: issue.id,
      number: issueNumber(shortName, issue.year, issue.number),
      title: issue.title,
      kind: issue.kind,
      field: issue.field,
      state: issue.state,
      voter: issue.voter,
      representative: { id: issue.representativeId, name: representativeName ?? '' },
      handler: { kind: handlerKind, name: handlerName ?? '' },
      station: issue.stationId === null ? null : (stations.get(issue.stationId) ?? null),
      filedAt: toIso(issue.filedAt),
      running: clock === null || clock.clock === 'resolution' ? null : clock.clock,
      startedAt: toIso(clock?.startedAt ?? issue.filedAt),
      dueAt: toIso(clock?.dueAt ?? issue.dueAt),
      respondedAt: toIsoOrNull(issue.respondedAt),
      overdue: clock === null ? isOverdue(issue, now) : isLate(clock.dueAt, now),
      resolution: await resolutionIn(context, promised, issue.id, now),
      together: together.has(issue.id),
      chased: issue.chasedAt !== null && clock !== null,
      tasks: actor.role === 'office' ? tasksOf(issue) : [],
    }
  })
  return {
    items: await Promise.all(items),
    total: totals[0]?.total ?? 0,
    page: query.page,
    size: query.size,
    serverTime: toIso(now),
    counts: await countsOf(context, has),
  }
}

async function resolutionIn(
  context: Context,
  promised: Map<string, DeadlineRecord>,
  issueId: string,
  now: number,
) {
  const row = promised.get(issueId)
  return row === undefined ? null : resolutionView(row, await limitsOf(context, row.startedAt), now)
}

/** How many clocks run, are over, are nearly over; and what came today. */
async function countsOf(context: Context, has: Conditions): Promise<Reply['counts']> {
  const { issues: i, deadlines: d } = tablesOf(context)
  const clocks = async (condition: SQL | undefined): Promise<number> => {
    // From the clocks, of which few are open, not from the issues.
    const found = await context.db.read
      .select({ total: count() })
      .from(d)
      .innerJoin(i, and(eq(i.district, d.district), eq(i.id, d.subjectId)))
      .where(and(eq(d.district, context.district), isNull(d.stoppedAt), has.scope, condition))
    return found[0]?.total ?? 0
  }
  const answering = ne(d.clock, 'resolution')
  const promising = eq(d.clock, 'resolution')
  const today = await context.db.read
    .select({ total: count() })
    .from(i)
    .where(and(has.scope, has.today))
  const waiting = await context.db.read
    .select({ total: count() })
    .from(i)
    .where(and(has.scope, has.forOffice('any')))
  return {
    forOffice: waiting[0]?.total ?? 0,
    open: await clocks(answering),
    overdue: await clocks(and(answering, has.runsLate)),
    dueSoon: await clocks(and(answering, has.dueSoon)),
    resolving: await clocks(promising),
    resolvingLate: await clocks(and(promising, has.runsLate)),
    today: today[0]?.total ?? 0,
  }
}
