import { tables } from '../core/db/columns.ts'

/** Each change of term that was made. */
export const termsTables = tables((c) => ({
  terms: c.table(
    'terms',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      term: c.text().notNull(),
      startsOn: c.text().notNull(),
      rosterId: c.text().notNull(),
      continuing: c.integer().notNull(),
      joining: c.integer().notNull(),
      returning: c.integer().notNull(),
      leaving: c.integer().notNull(),
      openIssues: c.integer().notNull(),
      by: c.text().notNull(),
      byName: c.text().notNull(),
      at: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'terms_pk', columns: [t.district, t.id] }),
      c.index('terms_by_time').on(t.district, t.at),
    ],
  ),
}))
