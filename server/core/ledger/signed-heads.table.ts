import { tables } from '../db/columns.ts'

/**
 * Ends of the ledger as they were signed, where several processes share a database: signed once,
 * and from here into the list of each of them.
 */
export const signedHeadsTables = tables((c) => ({
  signedHeads: c.table(
    'signed_heads',
    {
      district: c.text().notNull(),
      /** "2026-11-26", in the district's time. */
      day: c.text().notNull(),
      /** Byte for byte as it stands in the list. */
      line: c.text().notNull(),
      /** When somebody began to mail it; 0: nobody has. */
      mailing: c.moment().notNull().default(0),
      mailed: c.flag().notNull().default(false),
    },
    (t) => [c.primaryKey({ name: 'signed_heads_pk', columns: [t.district, t.day] })],
  ),
}))
