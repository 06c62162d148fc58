import type { HoldReason, HoldState, HoldTarget } from '@mashang/shared/issues/holds.words.ts'
import { sql } from 'drizzle-orm'
import { tables } from '../core/db/columns.ts'

export const holdsTables = tables((c) => ({
  /** Words and photos that the office is to look at, and what it decided. */
  holds: c.table(
    'holds',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      issueId: c.text().notNull(),
      target: c.word<HoldTarget>().notNull(),
      /** The message or the photo; empty for what was filed. */
      targetId: c.text().notNull(),
      reason: c.word<HoldReason>().notNull(),
      /** What whoever reported it wrote. */
      note: c.text(),
      /** Null: found by the system. */
      byId: c.text(),
      at: c.moment().notNull(),
      state: c.word<HoldState>().notNull(),
      decidedById: c.text(),
      decidedAt: c.moment(),
      decision: c.text(),
      /** Who took the covering back, and why. */
      restoredById: c.text(),
      restoredAt: c.moment(),
      restoration: c.text(),
      /** What stood there before it was covered, sealed as JSON. */
      originalWords: c.text(),
      /** Whether the uncovered picture lies sealed beside the photos. */
      originalPhoto: c.flag().notNull().default(false),
    },
    (t) => [
      c.primaryKey({ name: 'holds_pk', columns: [t.district, t.id] }),
      c
        .uniqueIndex('holds_waiting')
        .on(t.district, t.issueId, t.target, t.targetId)
        .where(sql`state = 'waiting'`),
      c.index('holds_by_issue').on(t.district, t.issueId),
      c.index('holds_by_state').on(t.district, t.state, t.id),
    ],
  ),
}))
