import { tables } from '../core/db/columns.ts'

/** An uploaded roster file on its way from preview to import. The file itself goes after import. */
export const rostersTables = tables((c) => ({
  rosters: c.table(
    'rosters',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      fileName: c.text().notNull(),
      overrides: c.json<unknown>(),
      report: c.json<unknown>(),
      createdBy: c.text().notNull(),
      createdAt: c.moment().notNull(),
      confirmedAt: c.moment(),
    },
    (t) => [c.primaryKey({ name: 'rosters_pk', columns: [t.district, t.id] })],
  ),
}))
