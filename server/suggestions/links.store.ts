import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { suggestionsTables } from './suggestions.table.ts'

type Schema = ReturnType<typeof suggestionsTables>
export type LinkRecord = Schema['suggestionLinks']['$inferSelect']

export const insertLink = insertInto(suggestionsTables, 'suggestionLinks')

/** Guarded, so that it works exactly once. */
export const useLink = statement<Schema, { district: string; tokenHash: string; usedAt: number }>(
  suggestionsTables,
  'use suggestion link',
  (b, { suggestionLinks: l }) =>
    b
      .update(l)
      .set({ usedAt: value('usedAt') })
      .where(
        and(
          eq(l.district, value('district')),
          eq(l.tokenHash, value('tokenHash')),
          isNull(l.usedAt),
          isNull(l.replacedAt),
        ),
      ),
  { guarded: true },
)

export const replaceLinks = statement<
  Schema,
  { district: string; suggestionId: string; departmentId: string; replacedAt: number }
>(suggestionsTables, 'replace suggestion links', (b, { suggestionLinks: l }) =>
  b
    .update(l)
    .set({ replacedAt: value('replacedAt') })
    .where(
      and(
        eq(l.district, value('district')),
        eq(l.suggestionId, value('suggestionId')),
        eq(l.departmentId, value('departmentId')),
        isNull(l.usedAt),
        isNull(l.replacedAt),
      ),
    ),
)

export async function findLink(context: Context, tokenHash: string): Promise<LinkRecord | null> {
  const { suggestionLinks: l } = context.db.tables(suggestionsTables)
  const rows = await context.db.read
    .select()
    .from(l)
    .where(and(eq(l.district, context.district), eq(l.tokenHash, tokenHash)))
  return rows[0] ?? null
}
