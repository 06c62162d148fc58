import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'

/** Which of these, that came out of lists, have said so that points can count them: with their day. */
export async function scoredAmong(context: Context, ids: readonly string[]): Promise<Set<string>> {
  const { ledger: l } = context.db.tables(ledgerTables)
  const rows = await inChunks(ids, (some) =>
    context.db.read
      .select({ id: l.subjectId, data: l.data })
      .from(l)
      .where(
        and(
          eq(l.district, context.district),
          inArray(l.subjectId, some),
          inArray(l.type, ['suggestion.imported', 'suggestion.import-updated']),
        ),
      ),
  )
  return new Set(
    rows.flatMap(({ id, data }) =>
      typeof (JSON.parse(data) as Record<string, unknown>).on === 'number' ? [id] : [],
    ),
  )
}
