import { sql } from 'drizzle-orm'
import { tables } from '../db/columns.ts'

/**
 * The ledger: who did what to which subject, when. Append-only (triggers in the migrations refuse
 * update and delete) and chained by hashes. It holds references, never a person's words.
 */
export const ledgerTables = tables((c) => ({
  ledger: c.table(
    'ledger',
    {
      district: c.text().notNull(),
      sequence: c.moment().notNull(),
      at: c.moment().notNull(),
      type: c.text().notNull(),
      actorKind: c.text().notNull(),
      actorId: c.text(),
      subjectKind: c.text().notNull(),
      subjectId: c.text().notNull(),
      data: c.text().notNull(),
      hash: c.text().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'ledger_pk', columns: [t.district, t.sequence] }),
      c.index('ledger_by_subject').on(t.district, t.subjectId, t.sequence),
      // Most facts are about issues, many by voters: neither pays for the two that follow.
      c
        .index('ledger_by_actor')
        .on(t.district, t.actorId, t.sequence)
        .where(sql`actor_id is not null`),
      c
        .index('ledger_by_kind')
        .on(t.district, t.subjectKind, t.sequence)
        .where(sql`subject_kind <> 'issue'`),
    ],
  ),
  /** The chain's end; its row is the lock under which the chain grows. */
  ledgerHeads: c.table('ledger_heads', {
    district: c.text().notNull().primaryKey(),
    sequence: c.moment().notNull(),
    hash: c.text().notNull(),
  }),
  /** Numbers given out one after another (see Sequence). */
  counters: c.table(
    'counters',
    { district: c.text().notNull(), name: c.text().notNull(), value: c.moment().notNull() },
    (t) => [c.primaryKey({ name: 'counters_pk', columns: [t.district, t.name] })],
  ),
}))
