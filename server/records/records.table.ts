import { tables } from '../core/db/columns.ts'

export const recordsTables = tables((c) => ({
  /** 奖励 that the office wrote down; one that was wrong is reversed, and both stay. */
  rewards: c.table(
    'rewards',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      representativeId: c.text().notNull(),
      title: c.text().notNull(),
      /** Who gave it. */
      giver: c.text().notNull(),
      /** The local day on which it was given, as its first moment. */
      on: c.moment().notNull(),
      reason: c.text().notNull(),
      accountId: c.text().notNull(),
      createdAt: c.moment().notNull(),
      reversedAt: c.moment(),
      reversal: c.text(),
    },
    (t) => [
      c.primaryKey({ name: 'rewards_pk', columns: [t.district, t.id] }),
      c.index('rewards_of_representative').on(t.district, t.representativeId),
    ],
  ),
  /** What representatives add to an entry of their own record. */
  recordRemarks: c.table(
    'record_remarks',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      representativeId: c.text().notNull(),
      /** Key of the entry that it belongs to. */
      entry: c.text().notNull(),
      text: c.text().notNull(),
      at: c.moment().notNull(),
      withdrawnAt: c.moment(),
    },
    (t) => [
      c.primaryKey({ name: 'record_remarks_pk', columns: [t.district, t.id] }),
      c.index('record_remarks_of_representative').on(t.district, t.representativeId),
    ],
  ),
  /** 基本情况 of everybody at the moment before a change of term, for the copies of what ended; never changed. */
  recordBasics: c.table(
    'record_basics',
    {
      district: c.text().notNull(),
      termId: c.text().notNull(),
      representativeId: c.text().notNull(),
      /** The moment of the change. */
      at: c.moment().notNull(),
      basics: c.json<[label: string, words: string][]>().notNull(),
    },
    (t) => [
      c.primaryKey({
        name: 'record_basics_pk',
        columns: [t.district, t.representativeId, t.termId],
      }),
    ],
  ),
  /** Copies that were frozen, at the end of a term or by the office; never changed. */
  recordCopies: c.table(
    'record_copies',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      representativeId: c.text().notNull(),
      /** Why it was frozen: 离任, or what the office wrote. */
      reason: c.text().notNull(),
      /** SHA-256 of the file, in hex. */
      fingerprint: c.text().notNull(),
      /** The district's keyed hash over fingerprint, person and moment. */
      signature: c.text().notNull(),
      size: c.integer().notNull(),
      /** Last fact of the ledger that it holds. */
      sequence: c.moment().notNull(),
      at: c.moment().notNull(),
      /** null: made by the system. */
      accountId: c.text(),
    },
    (t) => [
      c.primaryKey({ name: 'record_copies_pk', columns: [t.district, t.id] }),
      c.index('record_copies_of_representative').on(t.district, t.representativeId),
    ],
  ),
}))
