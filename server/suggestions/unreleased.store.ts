import { awaitsRelease } from '@mashang/shared/suggestions/publishing.rules.ts'
import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { type SuggestionRecord, withMatter } from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'

type Light = Pick<
  SuggestionRecord,
  'id' | 'state' | 'answeredAt' | 'publishedAt' | 'importedAt' | 'satisfaction'
>

/**
 * Which of some wait to be released. Their columns say of most that they do not; of what is public
 * only those are read in which something may have been signed since: that stops a clock; or brought
 * about by the office: that follows 不满意, and stops none.
 */
export async function awaitingRelease(
  context: Context,
  rows: readonly Light[],
): Promise<Set<string>> {
  const { suggestions: s, suggestionClocks: c } = context.db.tables(suggestionsTables)
  const since = await context.db.read
    .selectDistinct({ id: c.suggestionId })
    .from(c)
    .innerJoin(s, and(eq(s.district, c.district), eq(s.id, c.suggestionId)))
    .where(
      and(
        eq(c.district, context.district),
        inArray(c.clock, ['answer', 'promise']),
        gt(c.stoppedAt, s.publishedAt),
      ),
    )
  const signed = new Set(since.map(({ id }) => id))
  const maybe = rows.filter(
    ({ id, answeredAt, publishedAt, importedAt, ...row }) =>
      (row.state === 'answered' || row.state === 'closed') &&
      answeredAt !== null &&
      // An answer out of a list stops no clock.
      (publishedAt === null ||
        importedAt !== null ||
        signed.has(id) ||
        (row.state === 'closed' && row.satisfaction === 'dissatisfied')),
  )
  const read = await withMatter(context, maybe)
  return new Set(read.filter(({ matter }) => awaitsRelease(matter)).map(({ id }) => id))
}
