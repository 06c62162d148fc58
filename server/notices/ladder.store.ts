import { and, asc, eq, gt, isNull, lt, lte, ne, type SQL } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'

type Schema = ReturnType<typeof deadlinesTables>
type DeadlineRecord = Schema['deadlines']['$inferSelect']

/** A running clock, as far as the ladder needs it. */
export type RunningClock = Pick<
  DeadlineRecord,
  | 'id'
  | 'subjectKind'
  | 'subjectId'
  | 'clock'
  | 'ownerKind'
  | 'ownerId'
  | 'startedAt'
  | 'dueAt'
  | 'remindedHours'
  | 'remindAt'
>

const columnsOf = (d: Schema['deadlines']) => ({
  id: d.id,
  subjectKind: d.subjectKind,
  subjectId: d.subjectId,
  clock: d.clock,
  ownerKind: d.ownerKind,
  ownerId: d.ownerId,
  startedAt: d.startedAt,
  dueAt: d.dueAt,
  remindedHours: d.remindedHours,
  remindAt: d.remindAt,
})

/**
 * A level is said once: guarded by what was said before, by whom the matter lies with at this
 * moment, and by the clock still running.
 */
export const claimLevel = statement<
  Schema,
  {
    district: string
    id: string
    ownerId: string
    wasHours: number
    remindedHours: number
    remindAt: number | null
  }
>(
  deadlinesTables,
  'claim level',
  (b, t) =>
    b
      .update(t.deadlines)
      .set({ remindedHours: value('remindedHours'), remindAt: value('remindAt') })
      .where(
        ownRow(
          t.deadlines,
          eq(t.deadlines.ownerId, value('ownerId')),
          eq(t.deadlines.remindedHours, value('wasHours')),
          isNull(t.deadlines.stoppedAt),
        ),
      ),
  { guarded: true },
)

/** Fits a running clock to its ladder; nothing is said. Not guarded: it may have been stopped. */
export const fitClock = statement<
  Schema,
  { district: string; id: string; wasHours: number; remindAt: number | null }
>(deadlinesTables, 'fit clock', (b, t) =>
  b
    .update(t.deadlines)
    .set({ remindAt: value('remindAt') })
    .where(
      ownRow(
        t.deadlines,
        eq(t.deadlines.remindedHours, value('wasHours')),
        isNull(t.deadlines.stoppedAt),
      ),
    ),
)

async function runningClocks(
  context: Context,
  condition: (d: Schema['deadlines']) => SQL | undefined,
  order: (d: Schema['deadlines']) => SQL,
  limit?: number,
): Promise<RunningClock[]> {
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const found = context.db.read
    .select(columnsOf(d))
    .from(d)
    .where(
      and(
        eq(d.district, context.district),
        isNull(d.stoppedAt),
        // The clock of what was promised has no ladder.
        ne(d.clock, 'resolution'),
        condition(d),
      ),
    )
    .orderBy(order(d))
  return await (limit === undefined ? found : found.limit(limit))
}

/** Running clocks whose next level's moment is over, longest overdue first. */
export const clocksToRemind = (
  context: Context,
  now: number,
  limit: number,
): Promise<RunningClock[]> =>
  runningClocks(
    context,
    (d) => lt(d.remindAt, now),
    (d) => asc(d.remindAt),
    limit,
  )

/**
 * Where a stretch of about so many running clocks ends, in the order of their due moments; null:
 * fewer are left. Both this and the stretch itself are found by the index of running clocks.
 */
export async function endOfStretch(
  context: Context,
  after: number,
  size: number,
): Promise<number | null> {
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const rows = await context.db.read
    .select({ dueAt: d.dueAt })
    .from(d)
    .where(and(eq(d.district, context.district), isNull(d.stoppedAt), gt(d.dueAt, after)))
    .orderBy(asc(d.dueAt))
    .limit(1)
    .offset(size - 1)
  return rows[0]?.dueAt ?? null
}

/** Running clocks of a stretch that nobody has fitted to a ladder yet. */
export const clocksNeverFitted = (
  context: Context,
  stretch: { after: number; until: number | null },
): Promise<RunningClock[]> =>
  runningClocks(
    context,
    (d) =>
      and(
        gt(d.dueAt, stretch.after),
        stretch.until === null ? undefined : lte(d.dueAt, stretch.until),
        isNull(d.remindAt),
        eq(d.remindedHours, 0),
      ),
    (d) => asc(d.dueAt),
  )

/** All running clocks in the order of their ids, after one of them. */
export const clocksAfter = (
  context: Context,
  last: string,
  limit: number,
): Promise<RunningClock[]> =>
  runningClocks(
    context,
    (d) => gt(d.id, last),
    (d) => asc(d.id),
    limit,
  )
