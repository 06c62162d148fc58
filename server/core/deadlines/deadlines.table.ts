import { sql } from 'drizzle-orm'
import { tables } from '../db/columns.ts'

/** A clock is a row; "overdue" is a sum over it, never a state. Open while `stoppedAt` is null. */
export const deadlinesTables = tables((c) => ({
  deadlines: c.table(
    'deadlines',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      subjectKind: c.text().notNull(),
      subjectId: c.text().notNull(),
      clock: c.word<'response' | 'follow-up'>().notNull(),
      ownerKind: c.word<'representative' | 'station'>().notNull(),
      ownerId: c.text().notNull(),
      startedAt: c.moment().notNull(),
      dueAt: c.moment().notNull(),
      stoppedAt: c.moment(),
      stoppedBy: c.text(),
      rule: c.text().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'deadlines_pk', columns: [t.district, t.id] }),
      c.index('deadlines_by_subject').on(t.district, t.subjectId),
      c
        .index('deadlines_open_by_owner')
        // In the order of an inbox, and with all that it needs of a deadline.
        .on(t.district, t.ownerId, t.dueAt, t.id, t.subjectId)
        .where(sql`stopped_at is null`),
      c.index('deadlines_open_by_due').on(t.district, t.dueAt).where(sql`stopped_at is null`),
    ],
  ),
}))
