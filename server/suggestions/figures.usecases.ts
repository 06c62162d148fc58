import { toIso } from '@mashang/shared/core/clock.ts'
import { type Figure, figures, isToldOf, sumOf } from '@mashang/shared/suggestions/figures.rules.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { kept } from '../core/db/kept.ts'
import { standingDepartment } from '../departments/departments.store.ts'
import { inTheirPlace, partOfIt, seenBy } from './list.usecases.ts'
import { suggestionsTables } from './suggestions.table.ts'

type FiguresQuery = z.output<NonNullable<typeof suggestionsApi.figures.query>>

/** The years that suggestions were handed in, the newest first. */
const yearsOf = kept(['suggestions'], async (context): Promise<number[]> => {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const rows = await context.db.read
    .selectDistinct({ year: s.year })
    .from(s)
    .where(and(eq(s.district, context.district), isNotNull(s.year)))
    .orderBy(desc(s.year))
  return rows.flatMap(({ year }) => year ?? [])
})

/**
 * The rates of a year, or of all; of one department each suggestion as its own answer stands, of 重点督办
 * alone: as the list is narrowed.
 */
export async function figuresOf(
  context: Context,
  actor: Actor,
  { year, key, department: asked }: FiguresQuery,
) {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const now = context.clock.now()
  const department = await standingDepartment(context, asked)
  const seen = await seenBy(
    context,
    actor,
    and(
      year === undefined ? undefined : eq(s.year, year),
      key === undefined ? undefined : key ? isNotNull(s.keyAt) : isNull(s.keyAt),
      department === undefined ? undefined : partOfIt(context, 'department', department),
    ),
  )
  const told = seen.filter((row) => isToldOf(row, year))
  const all = department === undefined ? told : await inTheirPlace(context, told, department)
  return {
    items: (Object.keys(figures) as Figure[]).map((key) => ({
      key,
      ...figures[key],
      ...sumOf(key, all, now),
    })),
    years: await yearsOf(context),
    serverTime: toIso(now),
  }
}
