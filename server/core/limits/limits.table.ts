import { tables } from '../db/columns.ts'

/** Counts of what is limited, where several processes share a database. */
export const limitsTables = tables((c) => ({
  limitCounts: c.table(
    'limit_counts',
    {
      district: c.text().notNull(),
      /** Keyed hash of the limit and of who is counted: addresses and logins are not to be read. */
      keyHash: c.text().notNull(),
      points: c.integer().notNull(),
      endsAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'limit_counts_pk', columns: [t.district, t.keyHash] }),
      c.index('limit_counts_by_end').on(t.district, t.endsAt),
    ],
  ),
}))
