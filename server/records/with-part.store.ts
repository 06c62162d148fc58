import { and, eq, inArray, or } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { entriesOfOne } from '../points/entries.store.ts'
import { followLedger } from '../points/follow.usecases.ts'
import { suggestionsTables } from '../suggestions/suggestions.table.ts'

/** Suggestions in which somebody has a part, asked or joined. */
export const withPartOf = (context: Context, representativeId: string) => {
  const { suggestions: s, suggestionParties: p } = context.db.tables(suggestionsTables)
  return and(
    eq(s.district, context.district),
    inArray(
      s.id,
      context.db.read
        .select({ id: p.suggestionId })
        .from(p)
        .where(
          and(
            eq(p.district, context.district),
            eq(p.kind, 'representative'),
            eq(p.partyId, representativeId),
          ),
        ),
    ),
  )
}

/** The same as of a moment: also what they joined then, and are not asked to join any more. */
export async function withPartAt(context: Context, representativeId: string) {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  await followLedger(context)
  const joined = (await entriesOfOne(context, representativeId)).flatMap(({ fact, matterId }) =>
    fact === 'suggestion.cosigned' ? [matterId] : [],
  )
  const now = withPartOf(context, representativeId)
  return joined.length === 0
    ? now
    : or(now, and(eq(s.district, context.district), inArray(s.id, joined)))
}
