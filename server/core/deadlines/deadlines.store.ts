import { and, eq, isNull } from 'drizzle-orm'
import { insertInto, statement, value } from '../db/statement.ts'
import { deadlinesTables } from './deadlines.table.ts'

type Schema = ReturnType<typeof deadlinesTables>

export const openDeadline = insertInto(deadlinesTables, 'deadlines')

/** Stops every open clock of a subject. Not guarded: there may be none left to stop. */
export const stopDeadlines = statement<
  Schema,
  { district: string; subjectId: string; stoppedAt: number; stoppedBy: string }
>(deadlinesTables, 'stop deadlines', (b, t) =>
  b
    .update(t.deadlines)
    .set({ stoppedAt: value('stoppedAt'), stoppedBy: value('stoppedBy') })
    .where(
      and(
        eq(t.deadlines.district, value('district')),
        eq(t.deadlines.subjectId, value('subjectId')),
        isNull(t.deadlines.stoppedAt),
      ),
    ),
)

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
