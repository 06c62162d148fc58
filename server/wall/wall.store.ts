import { desc, eq, isNull } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { wallTables } from './wall.table.ts'

type Schema = ReturnType<typeof wallTables>
export type WallLinkRecord = Schema['wallLinks']['$inferSelect']

export const insertWallLink = insertInto(wallTables, 'wallLinks')

/** Guarded: only what is not revoked yet. */
export const revokeWallLink = statement<
  Schema,
  Pick<WallLinkRecord, 'district' | 'id'> & { revokedAt: number }
>(
  wallTables,
  'revoke wall link',
  (b, { wallLinks: l }) =>
    b
      .update(l)
      .set({ revokedAt: value('revokedAt') })
      .where(ownRow(l, isNull(l.revokedAt))),
  { guarded: true },
)

const every = query<Schema, { district: string }, WallLinkRecord>(
  wallTables,
  'all wall links',
  (b, { wallLinks: l }) =>
    b
      .select()
      .from(l)
      .where(eq(l.district, value('district')))
      .orderBy(desc(l.createdAt), desc(l.id)),
  { remembered: true },
)

/** The newest first; a few dozen in all the years. */
export const allWallLinks = (context: Context): Promise<readonly WallLinkRecord[]> =>
  context.db.query(every, { district: context.district })
