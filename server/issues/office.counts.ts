import type { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import { and, count, eq, isNull, ne, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { type Conditions, tablesOf } from './office.filter.ts'

type ClockCounts = z.input<NonNullable<typeof issuesApi.list.reply>>['counts']

/** How many clocks run, are over, are nearly over; and what came today. */
export async function clockCounts(context: Context, has: Conditions): Promise<ClockCounts> {
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
