import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { statement, value } from '../core/db/statement.ts'
import { batchesTables } from './batches.table.ts'

type Schema = ReturnType<typeof batchesTables>
export type TemplateRecord = Schema['sheetTemplates']['$inferSelect']

/** Makes the template's row, or changes it. */
export const saveTemplateRow = statement<Schema, TemplateRecord>(
  batchesTables,
  'save template',
  (b, t) =>
    b
      .insert(t.sheetTemplates)
      .values({
        district: value('district'),
        id: value('id'),
        name: value('name'),
        template: value('template'),
        isDefault: value('isDefault'),
        createdAt: value('createdAt'),
        updatedAt: value('updatedAt'),
      })
      .onConflictDoUpdate({
        target: [t.sheetTemplates.district, t.sheetTemplates.id],
        set: {
          name: value('name'),
          template: value('template'),
          isDefault: value('isDefault'),
          updatedAt: value('updatedAt'),
        },
      }),
)

/** To be followed by the one that is the default from now on. */
export const noDefaultTemplate = statement<Schema, { district: string }>(
  batchesTables,
  'no default template',
  (b, t) =>
    b
      .update(t.sheetTemplates)
      .set({ isDefault: false })
      .where(eq(t.sheetTemplates.district, value('district'))),
)

export const deleteTemplate = statement<Schema, { district: string; id: string }>(
  batchesTables,
  'delete template',
  (b, t) =>
    b
      .delete(t.sheetTemplates)
      .where(
        and(eq(t.sheetTemplates.district, value('district')), eq(t.sheetTemplates.id, value('id'))),
      ),
  { guarded: true },
)

/** Templates that were made or changed here, oldest first. */
export async function templateRows(context: Context): Promise<TemplateRecord[]> {
  const { sheetTemplates: t } = context.db.tables(batchesTables)
  return await context.db.read
    .select()
    .from(t)
    .where(eq(t.district, context.district))
    .orderBy(asc(t.createdAt), asc(t.id))
}
