import type { ViewTable } from '@mashang/shared/views/views.words.ts'
import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { statement, value } from '../core/db/statement.ts'
import { viewsTables } from './views.table.ts'

type Schema = ReturnType<typeof viewsTables>
export type ViewRecord = Schema['savedViews']['$inferSelect']

export async function viewsOf(
  context: Context,
  accountId: string,
  table: ViewTable,
): Promise<ViewRecord[]> {
  const { savedViews: v } = context.db.tables(viewsTables)
  return await context.db.read
    .select()
    .from(v)
    .where(and(eq(v.district, context.district), eq(v.accountId, accountId), eq(v.table, table)))
    .orderBy(asc(v.createdAt), asc(v.id))
}

/** Under a name that is there already, what it says is replaced. */
export const saveView = statement<Schema, ViewRecord>(viewsTables, 'save view', (b, t) =>
  b
    .insert(t.savedViews)
    .values({
      district: value('district'),
      id: value('id'),
      accountId: value('accountId'),
      table: value('table'),
      name: value('name'),
      query: value('query'),
      createdAt: value('createdAt'),
    })
    .onConflictDoUpdate({
      target: [
        t.savedViews.district,
        t.savedViews.accountId,
        t.savedViews.table,
        t.savedViews.name,
      ],
      set: { query: value('query') },
    }),
)

/** Guarded, and only one's own. */
export const deleteView = statement<Schema, Pick<ViewRecord, 'district' | 'id' | 'accountId'>>(
  viewsTables,
  'delete view',
  (b, t) =>
    b
      .delete(t.savedViews)
      .where(ownRow(t.savedViews, eq(t.savedViews.accountId, value('accountId')))),
  { guarded: true },
)
