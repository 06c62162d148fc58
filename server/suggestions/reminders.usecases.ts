import { toIso } from '@mashang/shared/core/clock.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { seenBy } from './list.usecases.ts'
import { clockView } from './suggestions.rows.ts'
import { openClocks } from './suggestions.store.ts'
import { partyFor } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

type ReminderQuery = z.output<NonNullable<typeof suggestionsApi.reminders.query>>

/** What runs and is owed, the most urgent first: for 督查室, for a department, for a representative. */
export async function reminders(context: Context, query: ReminderQuery, actor: Actor) {
  const now = context.clock.now()
  const who = await partyFor(actor)
  const names = await namesOf(context)
  const seen = new Map((await seenBy(context, actor)).map((row) => [row.id, row]))
  const open = (await openClocks(context)).flatMap((clock) => {
    const row = seen.get(clock.suggestionId)
    const theirs = who.kind === 'office' || clock.ownerId === who.id
    // A right to send back is nothing that somebody owes.
    const owed = clock.clock !== 'return' && (query.clock ?? clock.clock) === clock.clock
    return row === undefined || !theirs || !owed ? [] : [{ clock, row }]
  })
  const from = (query.page - 1) * query.size
  return {
    items: open.slice(from, from + query.size).map(({ clock, row }) => ({
      ...clockView(clock, names, now),
      id: row.id,
      number: names.number(row),
      title: row.title,
    })),
    total: open.length,
    page: query.page,
    size: query.size,
    late: open.filter(({ clock }) => now > clock.dueAt).length,
    serverTime: toIso(now),
  }
}
