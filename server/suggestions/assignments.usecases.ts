import { Failure } from '@mashang/shared/core/errors.ts'
import { alike } from '@mashang/shared/issues/similarity.rules.ts'
import type { suggestionsApi } from '@mashang/shared/suggestions/suggestions.api.ts'
import { and, eq, isNotNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { suggestionsTables } from './suggestions.table.ts'
import { actOn } from './suggestions.usecases.ts'
import { namesOf } from './suggestions.views.ts'

type Batch = z.output<NonNullable<typeof suggestionsApi.assignMany.body>>

/** 分办: each on its own, so that one that somebody has just decided holds nobody else up. */
export async function assignMany(context: Context, { items }: Batch, actor: Actor) {
  const done: { id: string; done: boolean; message: string | null }[] = []
  for (const { id, lead, co } of items) {
    try {
      await actOn(context, id, { act: 'assign', lead, co, separate: [] }, actor)
      done.push({ id, done: true, message: null })
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      done.push({ id, done: false, message: error.details.detail ?? error.kind.title })
    }
  }
  return { items: done }
}

/** From this likeness of titles on, who had the earlier one is worth a hint. [default] */
const LIKE_ENOUGH = 0.25

/** For each that waits to be assigned: who has handled the one most like it. People decide. */
export async function assignmentHints(context: Context) {
  const { suggestions: s } = context.db.tables(suggestionsTables)
  const ofDistrict = eq(s.district, context.district)
  const names = await namesOf(context)
  const waiting = await context.db.read
    .select({ id: s.id, title: s.title })
    .from(s)
    .where(and(ofDistrict, eq(s.state, 'review')))
  const past = await context.db.read
    .select({ title: s.title, matter: s.matter })
    .from(s)
    .where(and(ofDistrict, isNotNull(s.firstAssignedAt)))
  return {
    items: waiting.map(({ id, title }) => {
      let best = { score: LIKE_ENOUGH, department: '', because: '' }
      for (const one of past) {
        const lead = one.matter.handlers.find(({ part }) => part !== 'co')
        const score = lead === undefined ? 0 : alike(title, one.title)
        if (lead !== undefined && score > best.score)
          best = { score, department: lead.departmentId, because: one.title }
      }
      return {
        id,
        department:
          best.department === ''
            ? null
            : {
                id: best.department,
                name: names.department(best.department),
                because: best.because,
              },
      }
    }),
  }
}
