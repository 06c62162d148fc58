import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { statement, value } from '../core/db/statement.ts'
import { suggestionsTables } from './suggestions.table.ts'

type Schema = ReturnType<typeof suggestionsTables>

/** Guarded, so that two processes tell once, and nobody of an end that has moved. */
export const claimTelling = statement<
  Schema,
  { district: string; id: string; dueAt: number; askedAt: number; since: number }
>(
  suggestionsTables,
  'tell of an end',
  (b, { suggestionClocks: s }) =>
    b
      .update(s)
      .set({ askedAt: value('askedAt') })
      .where(
        and(
          eq(s.district, value('district')),
          eq(s.id, value('id')),
          eq(s.dueAt, value('dueAt')),
          or(isNull(s.askedAt), lt(s.askedAt, value('since'))),
          isNull(s.stoppedAt),
        ),
      ),
  { guarded: true },
)
