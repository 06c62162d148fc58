import type { activitiesApi } from '@mashang/shared/activities/activities.api.ts'
import { activityLimits } from '@mashang/shared/activities/activities.words.ts'
import type { z } from 'zod'
import { type Actor, seesDistrict, stationsOf } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { kept } from '../core/db/kept.ts'
import { answersTo } from '../core/pinyin.ts'
import {
  allRepresentatives,
  type RepresentativeRecord,
  representativesAt,
} from '../representatives/representatives.store.ts'
import { stationNames } from '../stations/stations.store.ts'

type Query = z.output<NonNullable<typeof activitiesApi.groups.query>>
type Reply = z.input<NonNullable<typeof activitiesApi.groups.reply>>
type Groups = { all: number } & Record<Query['by'], Reply['items']>

const counted = (
  people: readonly RepresentativeRecord[],
  of: 'area' | 'electoralUnit' | 'stationId',
) => {
  const counts = new Map<string, number>()
  for (const { [of]: key } of people) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].map(([key, count]) => ({ key, people: count }))
}

/** Those who serve, group by group. */
const grouped = (everyone: readonly RepresentativeRecord[]) => {
  const people = everyone.filter(({ state }) => state === 'serving')
  return {
    all: people.length,
    areas: counted(people, 'area'),
    units: counted(people, 'electoralUnit'),
    stations: counted(people, 'stationId'),
  }
}

/** Whom somebody may invite: groups of one kind with how many serve in each, as many as a list holds. */
export async function invitableGroups(
  context: Context,
  { by, q }: Query,
  actor: Actor,
): Promise<Reply> {
  const { all, [by]: groups } = await groupsFor(context, actor)
  const found = q
    ? groups.filter(({ name }) => answersTo(q, { name, places: [] }, 'place'))
    : groups
  return { all, items: found.slice(0, activityLimits.groups), total: found.length }
}

async function groupsFor(context: Context, actor: Actor): Promise<Groups> {
  if (seesDistrict(actor)) return await everyGroup(context)
  const of = stationsOf(actor).map((id) => representativesAt(context, id))
  return await groupsOf(context, (await Promise.all(of)).flat())
}

const everyGroup = kept(['representatives', 'stations'], async (context) =>
  groupsOf(context, await allRepresentatives(context)),
)

async function groupsOf(
  context: Context,
  people: readonly RepresentativeRecord[],
): Promise<Groups> {
  const { all, areas, units, stations } = grouped(people)
  const names = await stationNames(context)
  const named = ({ key, people }: { key: string; people: number }) => ({ key, name: key, people })
  return {
    all,
    areas: areas.map(named),
    units: units.map(named),
    stations: stations.flatMap(({ key, people }) => {
      const name = names.get(key)
      return name === undefined ? [] : [{ key, name, people }]
    }),
  }
}
