import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { SUGGESTED } from '@mashang/shared/issues/clocks.words.ts'
import { issueNumber } from '@mashang/shared/issues/issues.words.ts'
import { stateWords } from '@mashang/shared/suggestions/state-words.rules.ts'
import type { WrittenIssues } from '@mashang/shared/suggestions/written-issues.model.ts'
import {
  and,
  desc,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  notExists,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { deadlinesOfEach } from '../core/deadlines/deadlines.store.ts'
import { deadlinesTables } from '../core/deadlines/deadlines.table.ts'
import { districtNow } from '../districts/districts.store.ts'
import { issuesTables } from '../issues/issues.table.ts'
import { standsAside } from '../issues/resolution.store.ts'
import { lineageTables } from '../lineage/lineage.table.ts'
import { suggestionsTables } from './suggestions.table.ts'
import { waitedFor } from './voters-clocks.usecases.ts'

const MOST = 200

/**
 * The newest matters in somebody's hand of which no clock runs, and one stopped for a suggestion. The
 * states by themselves, and aloud: each has an index of its own, so that nobody else's are gone through.
 */
async function asideIn(context: Context, representativeId: string, most: number) {
  const { read } = context.db
  const { issues: i } = context.db.tables(issuesTables)
  const { deadlines: d } = context.db.tables(deadlinesTables)
  const clock = (which: SQL | undefined) =>
    read
      .select({ id: d.id })
      .from(d)
      .where(and(eq(d.district, i.district), eq(d.subjectId, i.id), which))
  const thatAre = (state: SQL) =>
    read
      .select({
        id: i.id,
        year: i.year,
        number: i.number,
        title: i.title,
        voter: i.voter,
        filedAt: i.filedAt,
      })
      .from(i)
      .where(
        and(
          eq(i.district, context.district),
          eq(i.handlerKind, 'representative'),
          eq(i.handlerId, representativeId),
          state,
          exists(clock(and(eq(d.clock, 'resolution'), eq(d.stoppedBy, SUGGESTED)))),
          notExists(clock(isNull(d.stoppedAt))),
        ),
      )
      .orderBy(desc(i.filedAt), desc(i.id))
      .limit(most)
  const answered = await thatAre(sql`${i.state} = 'answered'`)
  const referred = await thatAre(sql`${i.state} = 'referred'`)
  return [...answered, ...referred]
    .toSorted((a, b) => b.filedAt - a.filedAt || (a.id < b.id ? 1 : -1))
    .slice(0, most)
}

/** The suggestions that were sent from each of some matters, the one that was sent last first. */
async function sentFrom(context: Context, issueIds: readonly string[]) {
  if (issueIds.length === 0) return new Map<string, never>()
  const { lineageLinks: l } = context.db.tables(lineageTables)
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const rows = await context.db.read
    .select({
      issueId: l.fromId,
      id: s.id,
      title: s.title,
      state: s.state,
      answeredAt: s.answeredAt,
    })
    .from(l)
    .innerJoin(s, and(eq(s.district, l.district), eq(s.id, l.toId)))
    .where(
      and(
        eq(l.district, context.district),
        eq(l.fromKind, 'issue'),
        inArray(l.fromId, [...issueIds]),
        eq(l.toKind, 'suggestion'),
        isNotNull(s.submittedAt),
      ),
    )
    .orderBy(desc(s.submittedAt), desc(s.id))
  return Map.groupBy(rows, ({ issueId }) => issueId)
}

/**
 * Voters' matters in somebody's hand that stand aside for a suggestion: no clock of theirs runs, so
 * that the inbox has nothing to count. Newest first, each once, with the suggestion that was sent last
 * among those that go on.
 */
export async function writtenIssuesOf(
  context: Context,
  { representativeId }: Pick<Actor, 'representativeId'>,
  most = MOST,
): Promise<WrittenIssues> {
  if (representativeId === null) throw new Failure(coreErrors.forbidden)
  const found = await asideIn(context, representativeId, most + 1)
  const issues = found.slice(0, most)
  const ids = issues.map(({ id }) => id)
  const [sent, clocks] = [await sentFrom(context, ids), await deadlinesOfEach(context, ids)]
  const { shortName } = await districtNow(context)
  const isWaited = waitedFor(context)
  const items: WrittenIssues['items'] = []
  for (const { id, year, number, title, voter } of issues) {
    const [last, ...others] = sent.get(id) ?? []
    if (last === undefined || !standsAside(clocks.get(id) ?? [])) continue
    let shown = last
    if (others.length > 0)
      for (const one of [last, ...others])
        if (await isWaited(one.id)) {
          shown = one
          break
        }
    items.push({
      id,
      number: issueNumber(shortName, year, number),
      title,
      voter,
      suggestion: { id: shown.id, title: shown.title, standing: stateWords(shown) },
    })
  }
  return { items, cut: found.length > most }
}
