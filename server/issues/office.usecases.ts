import { toIso } from '@mashang/shared/core/clock.ts'
import type { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import { and, asc, count, desc, eq, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import {
  type Conditions,
  conditionsOf,
  issuesWhere,
  tablesOf,
  type Unnotified,
} from './office.filter.ts'
import { officeRows } from './office.rows.ts'

type Query = z.output<NonNullable<typeof issuesApi.list.query>>
type Reply = z.input<NonNullable<typeof issuesApi.list.reply>>

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
  unnotified: Unnotified,
): Promise<Reply> {
  const { issues: i, deadlines: d, representatives: r } = tablesOf(context)
  const now = context.clock.now()
  const has = conditionsOf(context, actor, now, unnotified)
  const where = await issuesWhere(context, query, has)
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
  return {
    items: await officeRows(context, rows, actor, now),
    total: totals[0]?.total ?? 0,
    page: query.page,
    size: query.size,
    serverTime: toIso(now),
    counts: await countsOf(context, has),
  }
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
