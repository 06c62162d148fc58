import type { ViewTable } from '@mashang/shared/views/views.words.ts'
import { tables } from '../core/db/columns.ts'

export const viewsTables = tables((c) => ({
  /** What somebody set a table of the office to, under a name. */
  savedViews: c.table(
    'saved_views',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      accountId: c.text().notNull(),
      table: c.word<ViewTable>().notNull(),
      name: c.text().notNull(),
      query: c.json<Record<string, string>>().notNull(),
      createdAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'saved_views_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('saved_views_name').on(t.district, t.accountId, t.table, t.name),
    ],
  ),
}))
