import { sql } from 'drizzle-orm'
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
      /** The printed sheet that carries it; null: the code of the person or station itself. */
      sheetId: c.text(),
      revokedAt: c.moment(),
      /** Why, in a clerk's words; they may name people, so they stay out of the ledger. */
      revokedReason: c.text(),
      successor: c.text(),
      createdAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'codes_pk', columns: [t.district, t.code] }),
      c.index('codes_by_target').on(t.district, t.targetId),
      c.index('codes_own').on(t.district, t.createdAt).where(sql`sheet_id is null`),
    ],
  ),
}))
