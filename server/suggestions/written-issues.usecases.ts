import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { isWaitedFor } from '@mashang/shared/suggestions/origins.rules.ts'
import { suggestionStates } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { WrittenIssues } from '@mashang/shared/suggestions/written-issues.model.ts'
import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { type DeadlineRecord, deadlinesOfEach } from '../core/deadlines/deadlines.store.ts'
import { districtNow } from '../districts/districts.store.ts'
import { issuesTables } from '../issues/issues.table.ts'
import { standsAside } from '../issues/resolution.store.ts'
import { lineageTables } from '../lineage/lineage.table.ts'
import { suggestionsTables } from './suggestions.table.ts'

const MOST = 200

/**
 * Voters' matters in somebody's hand that stand aside for a suggestion: no clock of theirs runs, so
 * that the inbox has nothing to count. Newest first, each once, with the suggestion that was sent last
 * among those that go on.
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
      suggestion: { id: s.id, title: s.title, state: s.state, matter: s.matter },
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
        inArray(i.state, ['answered', 'referred']),
        isNotNull(s.submittedAt),
      ),
    )
    .orderBy(desc(i.filedAt), desc(i.id), desc(s.submittedAt))
  const { shortName } = await districtNow(context)
  const clocks = await deadlinesOfEach(context, [...new Set(rows.map(({ id }) => id))])
  const isAside = (of: readonly DeadlineRecord[] = []): boolean =>
    standsAside(of) && of.every(({ stoppedAt }) => stoppedAt !== null)
  const each = Map.groupBy(
    rows.filter(({ id }) => isAside(clocks.get(id))),
    ({ id }) => id,
  )
  const goesOn = ({ suggestion: { matter } }: (typeof rows)[number]): boolean =>
    matter.state === 'merged' || isWaitedFor(matter)
  return {
    items: [...each.values()].slice(0, MOST).flatMap((of) => {
      const row = of.find(goesOn) ?? of[0]
      if (row === undefined) return []
      const { id, title, voter, year, number, suggestion } = row
      return {
        id,
        number: issueNumber(shortName, year, number),
        title,
        voter,
        suggestion: {
          id: suggestion.id,
          title: suggestion.title,
          standing: suggestionStates[suggestion.state],
        },
      }
    }),
  }
}
