import { mainHandlers, overall, wordOn } from '@mashang/shared/suggestions/answers.rules.ts'
import { experienceOf, type Handled, hintFor } from '@mashang/shared/suggestions/hints.rules.ts'
import { hasObjected } from '@mashang/shared/suggestions/stage.rules.ts'
import type { supervisionApi } from '@mashang/shared/suggestions/supervision.api.ts'
import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { eachAlone } from './each-alone.ts'
import { suggestionsTables } from './suggestions.table.ts'
import { takeStep } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

type Batch = z.output<NonNullable<typeof supervisionApi.assignMany.body>>

/** For each its lead and who is beside it, or several that answer apart. */
export const assignMany = (context: Context, { items }: Batch, actor: Actor) =>
  eachAlone(items, ({ id, ...handlers }) =>
    takeStep(context, id, { act: 'assign', ...handlers }, actor),
  )

/** A department signs for many at once. */
export const receiveMany = (context: Context, ids: readonly string[], actor: Actor) =>
  eachAlone(
    [...new Set(ids)].map((id) => ({ id })),
    ({ id }) => takeStep(context, id, { act: 'receive' }, actor),
  )

/** For each that waits to be assigned: who has handled the like of it, and how. People decide. */
export async function assignmentHints(context: Context) {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const ofDistrict = eq(s.district, context.district)
  const names = await namesOf(context)
  const waiting = await context.db.read
    .select({ id: s.id, title: s.title, matter: s.matter })
    .from(s)
    .where(and(ofDistrict, inArray(s.state, ['review', 'objected'])))
  const past = await context.db.read
    .select({
      title: s.title,
      matter: s.matter,
      answeredAt: s.answeredAt,
      answerDueAt: s.answerDueAt,
    })
    .from(s)
    // What is on its way only says to whom somebody once gave it.
    .where(and(ofDistrict, isNotNull(s.answeredAt)))
  const handled = past.flatMap(({ matter, ...one }): Handled[] => {
    // Who answers apart is known by what was said of its own answer.
    return mainHandlers(matter).map(({ departmentId }) => {
      const said = wordOn(matter, departmentId)
      return { ...one, departmentId, satisfaction: said === null ? null : overall(said) }
    })
  })
  const experience = experienceOf(handled)
  return {
    items: waiting.map(({ id, title, matter }) => {
      // Whoever has just sent it back is not proposed for it.
      const open = experience.filter(({ departmentId }) => !hasObjected(matter, departmentId))
      const hint = hintFor(title, open)
      if (hint === null) return { id, department: null }
      const { departmentId, ...history } = hint
      return {
        id,
        department: { id: departmentId, name: names.department(departmentId), ...history },
      }
    }),
  }
}
