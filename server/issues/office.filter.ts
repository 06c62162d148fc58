import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { calendarDayStart, dayStartOf } from '@mashang/shared/core/local-time.ts'
import { responseDueAt } from '@mashang/shared/issues/issues.rules.ts'
import type { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import {
  and,
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
import { type Actor, limitedTo, stationsOf } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { holds } from '../core/db/like.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { representativesTables } from '../representatives/representatives.table.ts'
import { allStations } from '../stations/stations.store.ts'
import { yearsUntil } from './issues.store.ts'
import { issuesTables } from './issues.table.ts'
import { stationsOfArea, timelinessConditions } from './timeliness.usecases.ts'

type Query = z.output<NonNullable<typeof officeIssuesApi.list.query>>
/** What the list is narrowed to, without order and page. */
export type IssueFilter = Omit<Query, 'page' | 'size' | 'sort'> & {
  /** Chosen one by one. */
  ids?: readonly string[]
}

/** Condition over matters with a running clock of which nobody heard in its time. */
export type Unnotified = (now: number) => SQL

/** How near a due moment is called soon. [default] */
export const DUE_SOON = 4 * HOUR

export const tablesOf = (context: Context) => ({
  ...context.db.tables(issuesTables),
  ...context.db.tables(deadlinesTables),
  ...context.db.tables(representativesTables),
})

/** Conditions over issues (i) with their open clock (d), if there is one. None of them is ever null. */
export function conditionsOf(context: Context, actor: Actor, now: number, unnotified: Unnotified) {
  const { issues: i, deadlines: d } = tablesOf(context)
  const midnight = calendarDayStart(now)
  const stations = [...stationsOf(actor)]
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
    /** Whether the scope is all of the district. */
    seesAll: actor.role !== 'liaison' && limitedTo(actor) === null,
    /** The same as `maySee`: the own stations', and what was passed on to them. */
    scope: and(
      eq(i.district, context.district),
      actor.role === 'liaison' || limitedTo(actor) !== null
        ? and(
            ne(i.state, 'held'),
            or(
              inArray(i.stationId, stations),
              and(eq(i.handlerKind, 'station'), inArray(i.handlerId, stations)),
            ),
          )
        : undefined,
    ),
    openClock: and(
      eq(d.district, i.district),
      eq(d.subjectId, i.id),
      ne(d.clock, 'resolution'),
      isNull(d.stoppedAt),
    ) as SQL,
    /** The running clock of what was promised. */
    openPromise: and(
      eq(d.district, i.district),
      eq(d.subjectId, i.id),
      eq(d.clock, 'resolution'),
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
    /** In the words of its index first, and with all its columns: else SQLite takes one of all rows. */
    forOffice: (task: NonNullable<IssueFilter['task']>): SQL =>
      and(
        gt(i.id, ''),
        sql`(office_task is not null or acknowledgement = 'pending')`,
        ne(i.state, 'withdrawn'),
        task === 'any'
          ? undefined
          : task === 'acknowledgement'
            ? sql`coalesce(${i.acknowledgement}, '') = 'pending'`
            : sql`coalesce(${i.officeTask}, '') = ${task}`,
      ) as SQL,
    // A filing's due moment is its time and a constant, and has an index.
    today: and(
      gte(i.dueAt, responseDueAt(midnight)),
      lt(i.dueAt, responseDueAt(midnight + DAY)),
    ) as SQL,
  }
}

export type Conditions = ReturnType<typeof conditionsOf>

/** Where a matter belongs to: one station, or the stations of one area. */
async function placeOf(context: Context, query: IssueFilter): Promise<SQL | undefined> {
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

/** What was filed on these days, both of them within: by the index of due moments, see `today`. */
function filedWithin(context: Context, { from, to }: IssueFilter): SQL | undefined {
  const { issues: i } = tablesOf(context)
  return and(
    from === undefined ? undefined : gte(i.dueAt, responseDueAt(dayStartOf(from))),
    to === undefined ? undefined : lt(i.dueAt, responseDueAt(dayStartOf(to) + DAY)),
  )
}

/** What counts for the rates of answers in time and of satisfaction, within some days. */
function timelyOf(context: Context, query: IssueFilter, now: number): SQL | undefined {
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

/** Most matters that a search finds of which the list is kept between its questions. */
const FOUND = 2_000

/**
 * What somebody typed: letters of a title, a representative's name, or a number. One list of ids,
 * each part by an index of its own; titles are looked through in theirs, which the database keeps
 * with the row, so that it forgets what the row forgets. Whoever has some stations only is asked at a
 * counter by visitors without their receipt: of those few matters the words and the voter's name are
 * looked through, too. As a page asks several questions, the list is made once where it is short.
 */
async function searchCondition(
  context: Context,
  q: string,
  { now, scope, seesAll }: Conditions,
): Promise<SQL> {
  const { issues: i, representatives: r } = tablesOf(context)
  const ids = (condition: SQL | undefined): SQL =>
    sql`select ${i.id} from ${i} where ${and(eq(i.district, context.district), condition)}`
  const named = sql`select ${r.id} from ${r} where ${and(eq(r.district, context.district), holds(r.name, q))}`
  const number = /(\d{1,9})\s*号?$/.exec(q)
  const parts = [
    ids(holds(i.title, q)),
    ids(sql`${i.representativeId} in (${named})`),
    ...(seesAll ? [] : [ids(and(scope, or(holds(i.voter, q), holds(i.text, q))))]),
    ...(number === null
      ? []
      : [ids(and(inArray(i.year, yearsUntil(now)), eq(i.number, Number(number[1]))))]),
  ]
  const all = sql.join(parts, sql` union all `)
  const found = await context.db.read
    .select({ id: sql<string>`id` })
    .from(sql`(${all}) as found`)
    .limit(FOUND + 1)
  return found.length > FOUND
    ? sql`${i.id} in (${all})`
    : inArray(
        i.id,
        found.map(({ id }) => id),
      )
}

function whereOf(
  context: Context,
  query: IssueFilter,
  has: Conditions,
  place: SQL | undefined,
  search: SQL | undefined,
): SQL | undefined {
  const { issues: i } = tablesOf(context)
  const overdue = or(has.runsLate, has.wasLate) as SQL
  return and(
    has.scope,
    query.ids === undefined ? undefined : inArray(i.id, [...query.ids]),
    query.state === undefined ? undefined : eq(i.state, query.state),
    query.kind === undefined ? undefined : eq(i.kind, query.kind),
    query.field === undefined ? undefined : eq(i.field, query.field),
    query.representative === undefined ? undefined : eq(i.representativeId, query.representative),
    place,
    query.dueWithin === undefined ? undefined : has.dueWithin(Number(query.dueWithin)),
    query.unnotified === undefined ? undefined : has.unnotified,
    filedWithin(context, query),
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
    search,
  )
}

/** The condition of a filter for whoever asks. */
export async function issuesWhere(
  context: Context,
  filter: IssueFilter,
  has: Conditions,
): Promise<SQL | undefined> {
  const search = filter.q === undefined ? undefined : await searchCondition(context, filter.q, has)
  return whereOf(context, filter, has, await placeOf(context, filter), search)
}
