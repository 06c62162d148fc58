import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { suggestionStates } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { WrittenIssues } from '@mashang/shared/suggestions/written-issues.model.ts'
import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { districtNow } from '../districts/districts.store.ts'
import { issuesTables } from '../issues/issues.table.ts'
import { lineageTables } from '../lineage/lineage.table.ts'
import { suggestionsTables } from './suggestions.table.ts'

const MOST = 200

/**
 * Voters' matters in somebody's hand that became a suggestion which was sent, and are not over: no
 * clock of theirs runs, so that the inbox has nothing to count. Newest first, each once, with the
 * suggestion that was written last.
 */
export async function writtenIssuesOf(context: Context, actor: Actor): Promise<WrittenIssues> {
  const { representativeId } = actor
  if (representativeId === null) throw new Failure(coreErrors.forbidden)
  const { db, district } = context
  const { issues: i } = db.tables(issuesTables)
  const { lineageLinks: l } = db.tables(lineageTables)
  const { suggestions: s } = db.tables(suggestionsTables)
  const rows = await db.read
    .select({
      id: i.id,
      year: i.year,
      number: i.number,
      title: i.title,
      voter: i.voter,
      suggestion: { id: s.id, title: s.title, state: s.state },
    })
    .from(i)
    .innerJoin(
      l,
      and(
        eq(l.district, i.district),
        eq(l.fromKind, 'issue'),
        eq(l.fromId, i.id),
        eq(l.toKind, 'suggestion'),
      ),
    )
    .innerJoin(s, and(eq(s.district, l.district), eq(s.id, l.toId)))
    .where(
      and(
        eq(i.district, district),
        eq(i.handlerKind, 'representative'),
        eq(i.handlerId, representativeId),
        inArray(i.state, ['answered', 'referred', 'redo']),
        isNotNull(s.submittedAt),
      ),
    )
    .orderBy(desc(i.filedAt), desc(i.id), desc(s.submittedAt))
    .limit(MOST)
  const { shortName } = await districtNow(context)
  const each = new Map(rows.toReversed().map((row) => [row.id, row]))
  return {
    items: [...each.values()]
      .toReversed()
      .map(({ year, number, suggestion: { state, ...suggestion }, ...row }) => ({
        ...row,
        number: issueNumber(shortName, year, number),
        suggestion: { ...suggestion, standing: suggestionStates[state] },
      })),
  }
}
