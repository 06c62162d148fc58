import { tables } from './columns.ts'

/**
 * How often rows of a table were added or changed, where several processes share a database: what
 * one of them has kept in memory can so be told from what another has written since.
 */
export const changesTables = tables((c) => ({
  tableChanges: c.table(
    'table_changes',
    {
      district: c.text().notNull(),
      name: c.text().notNull(),
      /** Commits that added or changed rows. */
      touched: c.moment().notNull(),
      /** Those of them that changed rows which were there. */
      changed: c.moment().notNull(),
    },
    (t) => [c.primaryKey({ name: 'table_changes_pk', columns: [t.district, t.name] })],
  ),
}))
