import { readsMatters } from '@mashang/shared/accounts/duties.rules.ts'
import { sinceAsked } from '@mashang/shared/suggestions/asked.rules.ts'
import { and, eq, inArray } from 'drizzle-orm'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { inChunks } from '../core/db/chunks.ts'
import type { Seen } from '../core/matter.ts'
import { seenBy } from './list.usecases.ts'
import { goneOf } from './suggestions.rows.ts'
import { withMatter } from './suggestions.store.ts'
import { suggestionsTables } from './suggestions.table.ts'
import { partyOf } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

/** Those among some that somebody may see, and what became of what they were asked for. */
export async function suggestionsSeen(
  context: Context,
  ids: readonly string[],
  actor: Actor,
): Promise<Map<string, Seen>> {
  // Told while the duties were others.
  const reads = actor.role !== 'office' || readsMatters(actor.duties ?? null)
  const who = partyOf(actor)
  if (ids.length === 0 || !reads || who === null) return new Map()
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const names = await namesOf(context)
  const rows = await seenBy(context, actor, inArray(s.id, [...new Set(ids)]))
  const now = context.clock.now()
  return new Map(
    (await withMatter(context, rows)).map(({ matter, ...row }) => [
      row.id,
      {
        title: row.title,
        number: names.number(row),
        sinceAsked: (kind) => sinceAsked(kind, matter, who, { now, gone: goneOf(matter, names) }),
      },
    ]),
  )
}

/** Numbers alone, of those that have one. */
export async function numbersOfSuggestions(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const names = await namesOf(context)
  const rows = await inChunks(ids, (some) =>
    context.db.read
      .select({ id: s.id, year: s.year, number: s.number })
      .from(s)
      .where(and(eq(s.district, context.district), inArray(s.id, some))),
  )
  return new Map(
    rows.flatMap((row) => {
      const number = names.number(row)
      return number === null ? [] : [[row.id, number]]
    }),
  )
}

/** Titles alone, of those that are no secret. */
export async function titlesOfSuggestions(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const rows = await context.db.read
    .select({ id: s.id, title: s.title, matter: s.matter })
    .from(s)
    .where(and(eq(s.district, context.district), inArray(s.id, [...new Set(ids)])))
  return new Map(rows.flatMap(({ id, title, matter }) => (matter.secret ? [] : [[id, title]])))
}
