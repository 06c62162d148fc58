import { Failure } from '@mashang/shared/core/errors.ts'
import { selectionErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement } from '../core/db/statement.ts'
import { batchesTables } from './batches.table.ts'

type Schema = ReturnType<typeof batchesTables>
export type SelectionRecord = Schema['sheetSelections']['$inferSelect']

export const insertSelection = insertInto(batchesTables, 'sheetSelections')

export const deleteSelection = statement<Schema, { district: string; id: string }>(
  batchesTables,
  'delete selection',
  (b, t) => b.delete(t.sheetSelections).where(ownRow(t.sheetSelections)),
  { guarded: true },
)

/** Saved selections in the order in which they were saved. */
export async function allSelections(context: Context): Promise<SelectionRecord[]> {
  const { sheetSelections: t } = context.db.tables(batchesTables)
  return await context.db.read
    .select()
    .from(t)
    .where(eq(t.district, context.district))
    .orderBy(asc(t.createdAt), asc(t.id))
}

export async function selectionOr404(context: Context, id: string): Promise<SelectionRecord> {
  const { sheetSelections: t } = context.db.tables(batchesTables)
  const rows = await context.db.read
    .select()
    .from(t)
    .where(and(eq(t.district, context.district), eq(t.id, id)))
  if (rows[0] === undefined) throw new Failure(selectionErrors.notFound)
  return rows[0]
}
