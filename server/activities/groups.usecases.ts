import type { activitiesApi } from '@mashang/shared/activities/activities.api.ts'
import type { z } from 'zod'
import { type Actor, isOfStation } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { allRepresentatives } from '../representatives/representatives.store.ts'
import { stationNames } from './activities.views.ts'

type Groups = z.input<NonNullable<typeof activitiesApi.groups.reply>>

/** Whom somebody may invite, group by group, with how many serve in each. */
export async function invitableGroups(context: Context, actor: Actor): Promise<Groups> {
  const people = (await allRepresentatives(context)).filter(
    ({ state, stationId }) =>
      state === 'serving' && (actor.role === 'office' || isOfStation(actor, stationId)),
  )
  const stations = await stationNames(context)
  const grouped = (
    keyOf: (one: (typeof people)[number]) => string | null,
    nameOf = (key: string): string | undefined => key,
  ): Groups['areas'] => {
    const counts = new Map<string, number>()
    for (const one of people) {
      const key = keyOf(one)
      if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return [...counts].flatMap(([key, count]) => {
      const name = nameOf(key)
      return name === undefined ? [] : [{ key, name, people: count }]
    })
  }
  return {
    all: people.length,
    areas: grouped((one) => one.area),
    units: grouped((one) => one.electoralUnit),
    stations: grouped(
      (one) => one.stationId,
      (id) => stations.get(id),
    ),
  }
}
