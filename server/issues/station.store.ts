import { clockWords } from '@mashang/shared/issues/clocks.words.ts'
import { and, asc, countDistinct, eq, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { issuesTables } from './issues.table.ts'

type Schema = ReturnType<typeof issuesTables>

/** Matters; each has one clock of a kind at most. */
const LIMIT = 200

/** Guarded by the time before, so that of two taps one reminds. */
export const markReminded = statement<
  Schema,
  { district: string; id: string; remindedAt: number; wasRemindedAt: number }
>(
  issuesTables,
  'mark reminded',
  (b, t) =>
    b
      .update(t.issues)
      .set({ remindedAt: value('remindedAt') })
      .where(
        ownRow(t.issues, eq(sql`coalesce(${t.issues.remindedAt}, 0)`, value('wasRemindedAt'))),
      ),
  { guarded: true },
)

/**
 * The matters of some stations of which a clock runs, each once with the one that presses most, and
 * how many there are. Done once more, a matter has two: of the words, and of what was promised.
 */
export async function stationRecords(context: Context, stationIds: readonly string[], now: number) {
  const { issues: i } = context.db.tables(issuesTables)
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const running = and(
    eq(d.district, context.district),
    isNull(d.stoppedAt),
    ne(d.ownerKind, 'office'),
    or(
      inArray(i.stationId, [...stationIds]),
      and(eq(i.handlerKind, 'station'), inArray(i.handlerId, [...stationIds])),
    ),
  )
  const same = and(eq(i.district, d.district), eq(i.id, d.subjectId))
  const rows = await context.db.read
    .select({
      issue: i,
      clock: d.clock,
      startedAt: d.startedAt,
      dueAt: d.dueAt,
      pausedAt: d.pausedAt,
    })
    .from(d)
    .innerJoin(i, same)
    .where(running)
    // What stands still presses less than what runs, however early it is due.
    .orderBy(sql`case when ${d.pausedAt} is null then 0 else 1 end`, asc(d.dueAt), asc(d.id))
    .limit(LIMIT * Object.keys(clockWords).length)
  const [sums] = await context.db.read
    .select({
      total: countDistinct(i.id),
      overdue: sql<number>`count(distinct case when ${lt(d.dueAt, now)} then ${i.id} end)`,
    })
    .from(d)
    .innerJoin(i, same)
    .where(running)
  const pressing = new Map<string, (typeof rows)[number]>()
  for (const row of rows) if (!pressing.has(row.issue.id)) pressing.set(row.issue.id, row)
  return {
    rows: [...pressing.values()].slice(0, LIMIT),
    total: sums?.total ?? 0,
    overdue: Number(sums?.overdue ?? 0),
  }
}
