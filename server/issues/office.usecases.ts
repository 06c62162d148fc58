import { toIso } from '@mashang/shared/core/clock.ts'
import type { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import { and, count, eq, isNull, ne, type SQL } from 'drizzle-orm'
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
import { countIssues, pageOfIssues } from './office.page.ts'
import { officeRows } from './office.rows.ts'

type Query = z.output<NonNullable<typeof issuesApi.list.query>>
type Reply = z.input<NonNullable<typeof issuesApi.list.reply>>

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
  const now = context.clock.now()
  const has = conditionsOf(context, actor, now, unnotified)
  const where = await issuesWhere(context, query, has)
  const rows = await pageOfIssues(context, query, where, has)
  return {
    items: await officeRows(context, rows, actor, now),
    total: await countIssues(context, query, where, has),
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
