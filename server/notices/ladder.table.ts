import type { JumpDirection } from '@mashang/shared/notices/clock-watch.rules.ts'
import { tables } from '../core/db/columns.ts'

export const ladderTables = tables((c) => ({
  /** How far the ladder's sweep is, one row per district. */
  ladderWatches: c.table('ladder_watches', {
    district: c.text().notNull().primaryKey(),
    /** The time as it was last found right: wall clock, steady clock, and which boot that counts. */
    seenAt: c.moment().notNull(),
    seenSteady: c.moment().notNull(),
    seenBoot: c.text().notNull(),
    /** The freeze that holds all reminders back; null: they run. */
    freezeId: c.text(),
    /** How many freezes were lifted; whoever remembers another number forgets what it measured. */
    lifts: c.integer().notNull(),
    /** The `ladderSince` of the ladder that all open clocks have been fitted to; null: of none. */
    fittedSince: c.moment(),
  }),
  /** Every time that the clock could not be trusted. */
  clockFreezes: c.table(
    'clock_freezes',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      at: c.moment().notNull(),
      direction: c.word<JumpDirection>().notNull(),
      /** By how much the wall clock was off, in milliseconds. */
      offBy: c.moment().notNull(),
      /** What the time is measured against while it lasts (see the rule). */
      referenceAt: c.moment().notNull(),
      referenceSteady: c.moment().notNull(),
      referenceBoot: c.text().notNull(),
      referenceExact: c.flag().notNull(),
      liftedAt: c.moment(),
      /** The account that lifted it; null while `liftedAt` is set: the time was right again. */
      liftedBy: c.text(),
      /** Why, in the office's words. */
      reason: c.text(),
    },
    (t) => [c.primaryKey({ name: 'clock_freezes_pk', columns: [t.district, t.id] })],
  ),
  /** How far each reader of the ledger has read. */
  noticeCursors: c.table(
    'notice_cursors',
    { district: c.text().notNull(), reader: c.text().notNull(), sequence: c.moment().notNull() },
    (t) => [c.primaryKey({ name: 'notice_cursors_pk', columns: [t.district, t.reader] })],
  ),
}))
