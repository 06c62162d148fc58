import type { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import { and, count, eq, gt, gte, isNull, lt, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../core/context.ts'
import { kept } from '../core/db/kept.ts'
import { type Conditions, DUE_SOON, tablesOf } from './office.filter.ts'

type ClockCounts = z.input<NonNullable<typeof officeIssuesApi.list.reply>>['counts']

/** How many clocks run, are over, are nearly over; and what came today. */
export async function clockCounts(context: Context, has: Conditions): Promise<ClockCounts> {
  const { issues: i, deadlines: d } = tablesOf(context)
  const where = (...conditions: (SQL | undefined)[]) =>
    sql`count(case when ${and(...conditions)} then 1 end)`.mapWith(Number)
  const answering = ne(d.clock, 'resolution')
  const promising = eq(d.clock, 'resolution')
  // From the clocks, of which few are open, not from the issues; and all of them in one go.
  const ofSome = async () => {
    const [found] = await context.db.read
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
    return found
  }
  const clocks = has.seesAll ? await everyClock(context) : await ofSome()
  const issuesThat = async (condition: SQL | undefined): Promise<number> => {
    const [found] = await context.db.read
      .select({ total: count() })
      .from(i)
      .where(and(has.scope, condition))
    return found?.total ?? 0
  }
  return {
    open: clocks?.open ?? 0,
    overdue: clocks?.overdue ?? 0,
    dueSoon: clocks?.dueSoon ?? 0,
    resolving: clocks?.resolving ?? 0,
    resolvingLate: clocks?.resolvingLate ?? 0,
    forOffice: await issuesThat(has.forOffice('any')),
    today: await issuesThat(has.today),
  }
}

/**
 * The clocks of the whole district, out of an index of the running ones alone, kept until one of them
 * changes or its time comes: a table asks for them with every page that is turned.
 */
const everyClock = kept(
  ['deadlines'],
  async (context) => {
    const { deadlines: d } = tablesOf(context)
    const now = context.clock.now()
    const promised = sql`count(case when ${eq(d.clock, 'resolution')} then 1 end)`.mapWith(Number)
    const running = and(eq(d.district, context.district), isNull(d.stoppedAt))
    const soonUntil = now + DUE_SOON
    const answering = ne(d.clock, 'resolution')
    const [late] = await context.db.read
      .select({ all: count(), promised })
      .from(d)
      .where(and(running, lt(d.dueAt, now)))
    const [ahead] = await context.db.read
      .select({
        all: count(),
        promised,
        soon: sql`count(case when ${and(answering, lte(d.dueAt, soonUntil))} then 1 end)`.mapWith(
          Number,
        ),
        nextLate: sql<number | null>`min(${d.dueAt})`.mapWith(Number),
        nextSoon: sql<
          number | null
        >`min(case when ${gt(d.dueAt, soonUntil)} then ${d.dueAt} end)`.mapWith(Number),
      })
      .from(d)
      .where(and(running, gte(d.dueAt, now)))
    const overdue = (late?.all ?? 0) - (late?.promised ?? 0)
    const from = (moment: number | null | undefined): number => moment ?? Number.POSITIVE_INFINITY
    return {
      open: overdue + (ahead?.all ?? 0) - (ahead?.promised ?? 0),
      overdue,
      dueSoon: ahead?.soon ?? 0,
      resolving: (late?.promised ?? 0) + (ahead?.promised ?? 0),
      resolvingLate: late?.promised ?? 0,
      // Exactly at the due moment is still on time.
      until: Math.min(from(ahead?.nextLate) + 1, from(ahead?.nextSoon) - DUE_SOON),
    }
  },
  ({ until }) => until,
)
