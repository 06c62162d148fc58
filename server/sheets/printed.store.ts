import { and, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { batchesTables } from './batches.table.ts'

/** Who ordered a sheet's batch, and how; null where the batch is not known any more. */
export async function batchOf(context: Context, id: string) {
  const { posterBatches: b } = context.db.tables(batchesTables)
  const rows = await context.db.read
    .select({ byName: b.byName, order: b.order })
    .from(b)
    .where(and(eq(b.district, context.district), eq(b.id, id)))
  return rows[0] ?? null
}
