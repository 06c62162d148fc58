import { DAY, HOUR, toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { calendarDayStart } from '@mashang/shared/core/local-time.ts'
import type { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import type { OfficeIssueRow } from '@mashang/shared/issues/issues.model.ts'
import { isOverdue } from '@mashang/shared/issues/issues.rules.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { and, asc, count, desc, eq, gte, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { representativesTables } from '../representatives/representatives.table.ts'
import { stationsTables } from '../stations/stations.table.ts'
import { issuesTables } from './issues.table.ts'

type Query = z.output<NonNullable<typeof issuesApi.list.query>>
type Reply = z.input<NonNullable<typeof issuesApi.list.reply>>

/** How near a due moment is called soon. [default] */
const DUE_SOON = 4 * HOUR

/** A search text as a LIKE pattern that holds no wildcard of its own. */
const pattern = (q: string): string => `%${q.replace(/[\\%_]/g, '\\$&')}%`

/** All issues with their clocks: filtered, sorted, one page. A liaison sees the own station's only. */
export async function listIssues(context: Context, query: Query, actor: Actor): Promise<Reply> {
  const { issues: i } = context.db.tables(issuesTables)
  const { representatives: r } = context.db.tables(representativesTables)
  const { stations: s } = context.db.tables(stationsTables)
  const now = context.clock.now()
  const district = await districtNow(context)
  const scope = and(
    eq(i.district, context.district),
    actor.role === 'liaison' ? eq(i.stationId, actor.stationId ?? '') : undefined,
  )
  const running = and(isNull(i.respondedAt), eq(i.state, 'awaiting')) as SQL
  const overdue = or(and(running, lt(i.dueAt, now)), sql`${i.respondedAt} > ${i.dueAt}`) as SQL
  const dueSoon = and(running, gte(i.dueAt, now), lte(i.dueAt, now + DUE_SOON)) as SQL
  const midnight = calendarDayStart(now)
  const today = and(gte(i.filedAt, midnight), lt(i.filedAt, midnight + DAY)) as SQL
  const number = query.q === undefined ? null : /(\d{1,9})\s*号?$/.exec(query.q)
  const where = and(
    scope,
    query.state === undefined ? undefined : eq(i.state, query.state),
    query.kind === undefined ? undefined : eq(i.kind, query.kind),
    query.field === undefined ? undefined : eq(i.field, query.field),
    query.representative === undefined ? undefined : eq(i.representativeId, query.representative),
    query.station === undefined ? undefined : eq(i.stationId, query.station),
    query.overdue === undefined
      ? undefined
      : query.overdue === 'true'
        ? overdue
        : sql`not (${overdue})`,
    query.dueSoon === undefined ? undefined : dueSoon,
    query.today === undefined ? undefined : today,
    query.q === undefined
      ? undefined
      : or(
          sql`lower(${i.title}) like ${pattern(query.q.toLowerCase())} escape '\\'`,
          sql`lower(${r.name}) like ${pattern(query.q.toLowerCase())} escape '\\'`,
          number === null ? undefined : eq(i.number, Number(number[1])),
        ),
  )
  const orders = {
    // What is still running comes first, the most urgent at the top; of the rest the newest.
    due: [
      asc(sql`case when ${running} then 0 else 1 end`),
      asc(sql`case when ${running} then ${i.dueAt} else 0 end`),
      desc(i.dueAt),
    ],
    '-due': [desc(i.dueAt)],
    filed: [asc(i.filedAt)],
    '-filed': [desc(i.filedAt)],
    number: [asc(i.year), asc(i.number)],
    '-number': [desc(i.year), desc(i.number)],
  } as const
  const joined = context.db.read
    .select({
      issue: i,
      representativeName: r.name,
      stationName: s.name,
    })
    .from(i)
    .leftJoin(r, and(eq(r.district, i.district), eq(r.id, i.representativeId)))
    .leftJoin(s, and(eq(s.district, i.district), eq(s.id, i.stationId)))
    .where(where)
  const rows = await joined
    .orderBy(...orders[query.sort], asc(i.id))
    .limit(query.size)
    .offset((query.page - 1) * query.size)
  const totals = await context.db.read
    .select({ total: count() })
    .from(i)
    .leftJoin(r, and(eq(r.district, i.district), eq(r.id, i.representativeId)))
    .where(where)
  const countOf = async (condition: SQL | undefined): Promise<number> => {
    const found = await context.db.read
      .select({ total: count() })
      .from(i)
      .where(and(scope, condition))
    return found[0]?.total ?? 0
  }
  return {
    items: rows.map(
      ({ issue, representativeName, stationName }): OfficeIssueRow => ({
        id: issue.id,
        number: issueNumber(district.shortName, issue.year, issue.number),
        title: issue.title,
        kind: issue.kind,
        field: issue.field,
        state: issue.state,
        voter: issue.voter,
        representative: { id: issue.representativeId, name: representativeName ?? '' },
        station: stationName,
        filedAt: toIso(issue.filedAt),
        dueAt: toIso(issue.dueAt),
        respondedAt: toIsoOrNull(issue.respondedAt),
        overdue: isOverdue(issue, now),
      }),
    ),
    total: totals[0]?.total ?? 0,
    page: query.page,
    size: query.size,
    serverTime: toIso(now),
    counts: {
      open: await countOf(running),
      overdue: await countOf(and(running, lt(i.dueAt, now))),
      dueSoon: await countOf(dueSoon),
      today: await countOf(today),
    },
  }
}
