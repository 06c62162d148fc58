import { and, eq, isNotNull, ne } from 'drizzle-orm'
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

/** What one representative has handed in and not taken back. */
export async function titlesOfLead(
  context: Context,
  lead: string,
): Promise<Pick<SuggestionRecord, 'id' | 'title' | 'year' | 'number'>[]> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  return await context.db.read
    .select({ id: s.id, title: s.title, year: s.year, number: s.number })
    .from(s)
    .where(
      and(
        eq(s.district, context.district),
        eq(s.representativeId, lead),
        isNotNull(s.submittedAt),
        ne(s.state, 'withdrawn'),
      ),
    )
}
