import type { EpochMs } from '@mashang/shared/core/clock.ts'
import type { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import { and, count, eq, gte, isNull, lt, ne, type SQL, sql } from 'drizzle-orm'
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

/** Running clocks that are due within a stretch; when the first of them is, and the first after it. */
async function clocksDue(context: Context, from: EpochMs, before: EpochMs) {
  const { deadlines: d } = tablesOf(context)
  const running = and(eq(d.district, context.district), isNull(d.stoppedAt))
  const earliest = sql`min(${d.dueAt})`.mapWith((due) => Number(due))
  const [found] = await context.db.read
    .select({
      all: count(),
      promised: sql`count(case when ${eq(d.clock, 'resolution')} then 1 end)`.mapWith(Number),
      first: earliest,
    })
    .from(d)
    .where(and(running, gte(d.dueAt, from), lt(d.dueAt, before)))
  const [after] = await context.db.read
    .select({ first: earliest })
    .from(d)
    .where(and(running, gte(d.dueAt, before)))
  const { all = 0, promised = 0, first } = found ?? {}
  return {
    all,
    promised,
    answering: all - promised,
    first: first ?? Number.POSITIVE_INFINITY,
    next: after?.first ?? Number.POSITIVE_INFINITY,
  }
}

/**
 * The clocks of the whole district, out of an index of the running ones alone, kept until one of them
 * changes or its time comes: a table asks for them with every page that is turned. What is late, nearly
 * late and far from it each by itself, so that a few are told to the moment beside a great many.
 */
const late = kept(['deadlines'], (context) => clocksDue(context, 0, context.clock.now()), {
  // Exactly at the due moment is still on time.
  until: ({ next }) => next + 1,
  rows: ({ all }) => all,
})
const soon = kept(
  ['deadlines'],
  (context) => {
    const now = context.clock.now()
    return clocksDue(context, now, now + DUE_SOON + 1)
  },
  { until: ({ first, next }) => Math.min(first + 1, next - DUE_SOON), rows: ({ all }) => all },
)
const later = kept(
  ['deadlines'],
  (context) => clocksDue(context, context.clock.now() + DUE_SOON + 1, Number.MAX_SAFE_INTEGER),
  { until: ({ first }) => first - DUE_SOON, rows: ({ all }) => all },
)

async function everyClock(context: Context) {
  const [over, near, far] = [await late(context), await soon(context), await later(context)]
  return {
    open: over.answering + near.answering + far.answering,
    overdue: over.answering,
    dueSoon: near.answering,
    resolving: over.promised + near.promised + far.promised,
    resolvingLate: over.promised,
  }
}
