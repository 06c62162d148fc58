import { and, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import type { SuggestionRecord } from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'

/** What was written under a key already. */
export async function suggestionOfKey(
  context: Context,
  draftKey: string,
): Promise<SuggestionRecord | null> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const rows = await context.db.read
    .select()
    .from(s)
    .where(and(eq(s.district, context.district), eq(s.draftKey, draftKey)))
  return rows[0] ?? null
}
