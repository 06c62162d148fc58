import { tables } from '../core/db/columns.ts'

/** A voter's photo; it belongs to nobody until a filing names it. */
export const photosTables = tables((c) => ({
  photos: c.table(
    'photos',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      issueId: c.text(),
      position: c.integer(),
      width: c.integer().notNull(),
      height: c.integer().notNull(),
      createdAt: c.moment().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'photos_pk', columns: [t.district, t.id] }),
      c.index('photos_by_issue').on(t.district, t.issueId),
    ],
  ),
}))
