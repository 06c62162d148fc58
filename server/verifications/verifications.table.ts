import { tables } from '../core/db/columns.ts'

/** Codes sent to phones. Neither number nor code can be read from it; rows live for two days. */
export const verificationsTables = tables((c) => ({
  phoneVerifications: c.table(
    'phone_verifications',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      /** Keyed hashes; the code's is bound to its row. */
      phoneHash: c.text().notNull(),
      codeHash: c.text().notNull(),
      /** Which minute it was made in: two requests at once send one message. */
      slot: c.integer().notNull(),
      attempts: c.integer().notNull(),
      unsent: c.flag().notNull(),
      verifiedAt: c.moment(),
      /** A filing was taken with it. */
      usedAt: c.moment(),
      createdAt: c.moment().notNull(),
      expiresAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'phone_verifications_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('phone_verifications_by_phone').on(t.district, t.phoneHash, t.slot),
      c.index('phone_verifications_by_time').on(t.district, t.createdAt),
    ],
  ),
}))
