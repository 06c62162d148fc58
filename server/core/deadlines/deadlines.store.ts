import { and, asc, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { inChunks } from '../db/chunks.ts'
import { ownRow } from '../db/own-row.ts'
import { insertInto, statement, value } from '../db/statement.ts'
import { deadlinesTables } from './deadlines.table.ts'

type Schema = ReturnType<typeof deadlinesTables>
export type DeadlineRecord = Schema['deadlines']['$inferSelect']

export const openDeadline = insertInto(deadlinesTables, 'deadlines')

/** Stops open clocks of a subject: all, or those of a kind. Not guarded: there may be none left to stop. */
const stopOpen = (name: string, which?: (clock: Schema['deadlines']['clock']) => SQL) =>
  statement<Schema, { district: string; subjectId: string; stoppedAt: number; stoppedBy: string }>(
    deadlinesTables,
    name,
    (b, t) =>
      b
        .update(t.deadlines)
        .set({ stoppedAt: value('stoppedAt'), stoppedBy: value('stoppedBy') })
        .where(
          and(
            eq(t.deadlines.district, value('district')),
            eq(t.deadlines.subjectId, value('subjectId')),
            which?.(t.deadlines.clock),
            isNull(t.deadlines.stoppedAt),
          ),
        ),
  )

/** Stops every open clock of a subject. */
export const stopDeadlines = stopOpen('stop deadlines')

/** Stops the open clocks of a subject that only wait for words; what was promised goes on. */
export const stopAnswerClocks = stopOpen('stop answer clocks', (clock) => ne(clock, 'resolution'))

/** Stops the clock of what was promised; words that are owed stay owed. */
export const stopPromise = stopOpen('stop promise', (clock) => eq(clock, 'resolution'))

/** Counts one running clock anew. Guarded: it must be as it was read. */
export const recountDeadline = statement<
  Schema,
  Pick<
    DeadlineRecord,
    | 'district'
    | 'id'
    | 'dueAt'
    | 'rule'
    | 'calendar'
    | 'workingDays'
    | 'extendedDays'
    | 'pauses'
    | 'pausedAt'
    | 'resumeBy'
  > & { wasDueAt: number; wasPausedAt: number }
>(
  deadlinesTables,
  'recount deadline',
  (b, t) =>
    b
      .update(t.deadlines)
      .set({
        dueAt: value('dueAt'),
        rule: value('rule'),
        calendar: value('calendar'),
        workingDays: value('workingDays'),
        extendedDays: value('extendedDays'),
        pauses: value('pauses'),
        pausedAt: value('pausedAt'),
        resumeBy: value('resumeBy'),
      })
      .where(
        ownRow(
          t.deadlines,
          eq(t.deadlines.dueAt, value('wasDueAt')),
          eq(sql`coalesce(${t.deadlines.pausedAt}, 0)`, value('wasPausedAt')),
          isNull(t.deadlines.stoppedAt),
        ),
      ),
  { guarded: true },
)

/** Every clock that each of some subjects ever had, in the order of their start. */
export async function deadlinesOfEach(
  context: Context,
  subjectIds: readonly string[],
): Promise<Map<string, DeadlineRecord[]>> {
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const rows = await inChunks(subjectIds, (some) =>
    context.db.read
      .select()
      .from(d)
      .where(and(eq(d.district, context.district), inArray(d.subjectId, some)))
      .orderBy(asc(d.startedAt), asc(d.id)),
  )
  return Map.groupBy(rows, ({ subjectId }) => subjectId)
}

/** The same of one. */
export const deadlinesOf = async (context: Context, subjectId: string): Promise<DeadlineRecord[]> =>
  (await deadlinesOfEach(context, [subjectId])).get(subjectId) ?? []

/** The clocks of some subjects that run and wait for words. */
export const openAnswerClocks = (
  context: Context,
  subjectIds: readonly string[],
): Promise<Pick<DeadlineRecord, 'id' | 'subjectId'>[]> => {
  const { deadlines: d } = context.db.tables(deadlinesTables)
  return inChunks(subjectIds, (some) =>
    context.db.read
      .select({ id: d.id, subjectId: d.subjectId })
      .from(d)
      .where(
        and(
          eq(d.district, context.district),
          inArray(d.subjectId, some),
          ne(d.clock, 'resolution'),
          isNull(d.stoppedAt),
        ),
      ),
  )
}

/** Hands a subject's open clocks to another owner; the due moment stays (the voter's promise). */
export const handOverDeadlines = statement<
  Schema,
  { district: string; subjectId: string; ownerKind: string; ownerId: string }
>(deadlinesTables, 'hand over deadlines', (b, t) =>
  b
    .update(t.deadlines)
    .set({ ownerKind: value('ownerKind'), ownerId: value('ownerId') })
    .where(
      and(
        eq(t.deadlines.district, value('district')),
        eq(t.deadlines.subjectId, value('subjectId')),
        isNull(t.deadlines.stoppedAt),
      ),
    ),
)
