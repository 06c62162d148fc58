import { and, count, eq, isNotNull, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { statement, value } from '../core/db/statement.ts'
import { ledgerTables } from '../core/ledger/ledger.table.ts'
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

export type HandedInTitle = Pick<
  SuggestionRecord,
  'id' | 'title' | 'year' | 'number' | 'representativeId' | 'state'
>

/** What was handed in, by whomever, also what was taken back. */
export async function titlesHandedIn(context: Context): Promise<HandedInTitle[]> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  return await context.db.read
    .select({
      id: s.id,
      title: s.title,
      year: s.year,
      number: s.number,
      representativeId: s.representativeId,
      state: s.state,
    })
    .from(s)
    .where(and(eq(s.district, context.district), isNotNull(s.submittedAt)))
}

type Schema = ReturnType<typeof suggestionsTables> & ReturnType<typeof ledgerTables>

export const NOTHING_ELSE = 'nothing else handed in'
/**
 * Changes nothing; fails where something was handed in since that many were read: it may be the very
 * paper. Commits of a district follow one another: the ledger's head is their lock.
 */
export const nothingElseHandedIn = statement<Schema, { district: string; known: number }>(
  (dialect) => ({ ...suggestionsTables(dialect), ...ledgerTables(dialect) }),
  NOTHING_ELSE,
  (b, { suggestions: s, ledgerHeads }) =>
    b
      .update(ledgerHeads)
      .set({ sequence: sql`${ledgerHeads.sequence}` })
      .where(
        and(
          eq(ledgerHeads.district, value('district')),
          sql`(${b
            .select({ n: count() })
            .from(s)
            .where(
              and(eq(s.district, value('district')), isNotNull(s.submittedAt)),
            )}) = ${value('known')}`,
        ),
      ),
  { guarded: true, quiet: true },
)
