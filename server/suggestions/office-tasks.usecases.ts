import { toIso } from '@mashang/shared/core/clock.ts'
import {
  type OfficeSuggestionTask,
  officeSuggestionTasks,
  type SuggestionState,
} from '@mashang/shared/suggestions/suggestions.words.ts'
import { and, eq, inArray } from 'drizzle-orm'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { kept } from '../core/db/kept.ts'
import { openBySuggestion, owedAnswers, seenBy } from './list.usecases.ts'
import { officeTasksIn } from './suggestions.rows.ts'
import { withMatter } from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'
import { namesOf } from './suggestions.views.ts'
import { awaitingRelease } from './unreleased.store.ts'

/** Where something may wait for the office, or be answered too late. */
const OPEN: readonly SuggestionState[] = [
  'review',
  'returned',
  'assigned',
  'objected',
  'handling',
  'signing',
  'answered',
  'redo',
  'mediation',
]

/** How many are answered and still to be made public, as the law wants of all that are not 不公开. */
const unpublished = kept(
  ['suggestions', 'suggestion_parties', 'suggestion_clocks'],
  async (context) => {
    const { suggestions: s } = context.db.tables(suggestionsTables)
    const answered = await context.db.read
      .select({
        id: s.id,
        state: s.state,
        answeredAt: s.answeredAt,
        publishedAt: s.publishedAt,
        importedAt: s.importedAt,
        satisfaction: s.satisfaction,
      })
      .from(s)
      .where(and(eq(s.district, context.district), inArray(s.state, ['answered', 'closed'])))
    return (await awaitingRelease(context, answered)).size
  },
)

/** How many wait for the office, by what it has to do, and how many answers are late. */
export async function officeTaskCounts(context: Context, actor: Actor) {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const now = context.clock.now()
  const names = await namesOf(context)
  const open = await openBySuggestion(context)
  const counts = Object.fromEntries(
    Object.keys(officeSuggestionTasks).map((task) => [task, 0]),
  ) as Record<OfficeSuggestionTask, number>
  const seen = await seenBy(context, actor, inArray(s.state, [...OPEN]))
  for (const record of await withMatter(context, seen))
    for (const task of officeTasksIn(record, open.get(record.id) ?? [], names, now)) counts[task]++
  const due = owedAnswers(open, { kind: 'office' })
  const overdue = seen.filter(({ id }) => now > (due.get(id) ?? now)).length
  return { counts, overdue, unpublished: await unpublished(context), serverTime: toIso(now) }
}
