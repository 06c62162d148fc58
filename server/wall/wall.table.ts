import { sql } from 'drizzle-orm'
import { tables } from '../core/db/columns.ts'

export const wallTables = tables((c) => ({
  /** Links of wall screens; only the keyed hash of a token is kept. */
  wallLinks: c.table(
    'wall_links',
    {
      district: c.text().notNull(),
      id: c.text().notNull(),
      tokenHash: c.text().notNull(),
      name: c.text().notNull(),
      createdAt: c.moment().notNull(),
      revokedAt: c.moment(),
    },
    (t) => [
      c.primaryKey({ name: 'wall_links_pk', columns: [t.district, t.id] }),
      c.uniqueIndex('wall_links_token').on(t.district, t.tokenHash),
      c.uniqueIndex('wall_links_name').on(t.district, t.name).where(sql`revoked_at is null`),
    ],
  ),
}))
