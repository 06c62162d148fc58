import { tables } from '../core/db/columns.ts'

export const phrasesTables = tables((c) => ({
  /** What somebody who answers often writes; no row: the ready ones. */
  phrases: c.table(
    'phrases',
    {
      district: c.text().notNull(),
      accountId: c.text().notNull(),
      /** A JSON list, in the order in which they are shown. */
      list: c.text().notNull(),
      revision: c.integer().notNull(),
    },
    (t) => [c.primaryKey({ name: 'phrases_pk', columns: [t.district, t.accountId] })],
  ),
}))
