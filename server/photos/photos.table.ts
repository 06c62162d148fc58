import { tables } from '../core/db/columns.ts'

/** A photo of a matter; it belongs to nobody until a filing or an answer names it. */
export const photosTables = tables((c) => ({
  photos: c.table(
    'photos',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      issueId: c.text(),
      /** The words of whoever works on it that it came with; null: it came with the filing. */
      messageId: c.text(),
      /** One answer goes to a whole group: whose file the others show. Null: its own. */
      fileId: c.text(),
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
