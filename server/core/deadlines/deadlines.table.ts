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
      clock: c.word<'response' | 'follow-up' | 'resolution'>().notNull(),
      /** The office where it holds something that has no other owner yet. */
      ownerKind: c.word<'representative' | 'station' | 'office'>().notNull(),
      ownerId: c.text().notNull(),
      startedAt: c.moment().notNull(),
      dueAt: c.moment().notNull(),
      stoppedAt: c.moment(),
      stoppedBy: c.text(),
      rule: c.text().notNull(),
      /** Version of the working calendar that it was counted by; null where hours run through. */
      calendar: c.integer(),
      /** Working days that it was given, and by how many it was extended. */
      workingDays: c.integer(),
      extendedDays: c.integer().notNull().default(0),
      /** Stretches in which it stood still, each from and to. */
      pauses: c.json<[from: number, to: number][]>(),
      /** It stands still since then, and goes on by itself at `resumeBy`; `dueAt` is as if it did. */
      pausedAt: c.moment(),
      resumeBy: c.moment(),
      /** Hours of the highest level of the ladder that is behind it (said or passed over). */
      remindedHours: c.integer().notNull().default(0),
      /** Moment of its next level; null: none is left, or nobody has looked yet. */
      remindAt: c.moment(),
    },
    (t) => [
      c.primaryKey({ name: 'deadlines_pk', columns: [t.district, t.id] }),
      c.index('deadlines_by_subject').on(t.district, t.subjectId),
      c
        .index('deadlines_open_by_owner')
        // In the order of an inbox, and with all that it needs of a deadline.
        .on(t.district, t.ownerId, t.dueAt, t.id, t.subjectId, t.clock)
        .where(sql`stopped_at is null`),
      c
        .index('deadlines_to_remind')
        .on(t.district, t.remindAt)
        .where(sql`stopped_at is null and remind_at is not null`),
      c
        .index('deadlines_open_by_due')
        // With all that a count of arrivals needs.
        .on(t.district, t.dueAt, t.ownerKind, t.clock)
        .where(sql`stopped_at is null`),
      c
        .index('deadlines_paused')
        .on(t.district, t.resumeBy)
        .where(sql`paused_at is not null and stopped_at is null`),
    ],
  ),
}))
