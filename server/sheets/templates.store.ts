import { asc, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { batchesTables } from './batches.table.ts'

type Schema = ReturnType<typeof batchesTables>
export type TemplateRecord = Schema['sheetTemplates']['$inferSelect']

/** The first of a template, also of a built-in one that is changed: two at once collide. */
export const insertTemplate = insertInto(batchesTables, 'sheetTemplates')

/** Guarded by when what was read had been saved. Whether it is the default stays as it is. */
export const changeTemplate = statement<
  Schema,
  Pick<TemplateRecord, 'district' | 'id' | 'name' | 'template' | 'updatedAt'> & { was: number }
>(
  batchesTables,
  'change template',
  (b, { sheetTemplates: t }) =>
    b
      .update(t)
      .set({ name: value('name'), template: value('template'), updatedAt: value('updatedAt') })
      .where(ownRow(t, eq(t.updatedAt, value('was')))),
  { guarded: true },
)

/** A built-in one has no row before; the words of one that has stay as they are. */
export const makeDefaultTemplate = statement<Schema, TemplateRecord>(
  batchesTables,
  'make default template',
  (b, { sheetTemplates: t }) =>
    b
      .insert(t)
      .values({
        district: value('district'),
        id: value('id'),
        name: value('name'),
        template: value('template'),
        isDefault: value('isDefault'),
        createdAt: value('createdAt'),
        updatedAt: value('updatedAt'),
      })
      .onConflictDoUpdate({ target: [t.district, t.id], set: { isDefault: value('isDefault') } }),
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
  (b, t) => b.delete(t.sheetTemplates).where(ownRow(t.sheetTemplates)),
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
