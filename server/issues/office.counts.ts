import type { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import { and, count, eq, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { type Conditions, tablesOf } from './office.filter.ts'

type ClockCounts = z.input<NonNullable<typeof officeIssuesApi.list.reply>>['counts']

/** How many clocks run, are over, are nearly over; and what came today. */
export async function clockCounts(context: Context, has: Conditions): Promise<ClockCounts> {
  const { issues: i, deadlines: d } = tablesOf(context)
  const where = (...conditions: (SQL | undefined)[]) =>
    sql`count(case when ${and(...conditions)} then 1 end)`.mapWith(Number)
  const answering = ne(d.clock, 'resolution')
  const promising = eq(d.clock, 'resolution')
  // From the clocks, of which few are open, not from the issues; and all of them in one go.
  const [clocks] = await context.db.read
    .select({
      open: where(answering),
      overdue: where(answering, has.runsLate),
      dueSoon: where(answering, has.dueSoon),
      resolving: where(promising),
      resolvingLate: where(promising, has.runsLate),
    })
    .from(d)
    .innerJoin(i, and(eq(i.district, d.district), eq(i.id, d.subjectId)))
    .where(and(eq(d.district, context.district), isNull(d.stoppedAt), has.scope))
  const issuesThat = async (condition: SQL | undefined): Promise<number> => {
    const [found] = await context.db.read
      .select({ total: count() })
      .from(i)
      .where(and(has.scope, condition))
    return found?.total ?? 0
  }
  return {
    open: 0,
    overdue: 0,
    dueSoon: 0,
    resolving: 0,
    resolvingLate: 0,
    ...clocks,
    forOffice: await issuesThat(has.forOffice('any')),
    today: await issuesThat(has.today),
  }
}
