import { tables } from '../core/db/columns.ts'

/** A code is never reused; it outlives whom it stands for. */
export const codesTables = tables((c) => ({
  codes: c.table(
    'codes',
    {
      district: c.text().notNull(),
      code: c.text().notNull(),
      kind: c.word<'representative' | 'station'>().notNull(),
      targetId: c.text().notNull(),
      revokedAt: c.moment(),
      /** Why, in a clerk's words; they may name people, so they stay out of the ledger. */
      revokedReason: c.text(),
      successor: c.text(),
      createdAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'codes_pk', columns: [t.district, t.code] }),
      c.index('codes_by_target').on(t.district, t.targetId),
    ],
  ),
}))
