import { asked, type Matter, type Party } from '@mashang/shared/suggestions/matter.rules.ts'
import type { supervisionApi } from '@mashang/shared/suggestions/supervision.api.ts'
import { toldKey } from '@mashang/shared/suggestions/tellings.rules.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { saidOf } from './each-alone.ts'
import { decided, suggestionFor } from './suggestions.usecases.ts'

type Batch = z.output<NonNullable<typeof supervisionApi.goOnMany.body>>

const partiesOf = (matter: Matter): string[] => {
  const people = [
    matter.representativeId,
    ...asked(matter).map(({ representativeId }) => representativeId),
  ].map((id): Party => ({ kind: 'representative', id }))
  const departments = matter.handlers.map(
    ({ departmentId: id }): Party => ({ kind: 'department', id }),
  )
  return [...people, ...departments].map(toldKey)
}

/**
 * Lets many go on that lists of earlier years say no answer of. They may be late by months: each
 * department and representative is told once, by the first of theirs.
 */
export async function goOnMany(context: Context, { ids, ...said }: Batch, actor: Actor) {
  const told = new Set<string>()
  const items: { id: string; done: boolean; message: string | null }[] = []
  // One after the other, so that who was told is known.
  for (const id of new Set(ids)) {
    try {
      const { record, who } = await suggestionFor(context, id, actor)
      const taken = await decided(context, record, { act: 'go-on', ...said }, who, actor)
      const parties = partiesOf(taken.record.matter).filter((one) => !told.has(one))
      const facts = taken.facts.map((fact) =>
        fact.type === 'suggestion.go-on'
          ? { ...fact, data: { ...fact.data, tells: parties.join(' ') } }
          : fact,
      )
      await context.db.commit(context.district, taken.writes, facts)
      for (const one of parties) told.add(one)
      items.push({ id, done: true, message: null })
    } catch (error) {
      items.push({ id, done: false, message: saidOf(error) })
    }
  }
  return { items }
}
