import { localParts } from '@mashang/shared/core/local-time.ts'
import type { Entry } from '@mashang/shared/points/catalogue.rules.ts'
import { entryKey } from '@mashang/shared/points/collect.rules.ts'
import { accountOf, type Scored } from '@mashang/shared/points/fold.rules.ts'
import { boundsOf, type Period, periodOf } from '@mashang/shared/points/periods.rules.ts'
import { plainEntryOf } from '@mashang/shared/points/plain.rules.ts'
import type { ReviewRow } from '@mashang/shared/points/points.api.ts'
import { isForReviewer, type Reviewer } from '@mashang/shared/points/reviewer.rules.ts'
import { factOf } from '@mashang/shared/points/rule-set.model.ts'
import { type Actor, stationsOf } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import {
  lookUpRepresentative,
  representativesById,
} from '../representatives/representatives.store.ts'
import { stationNames } from '../stations/stations.store.ts'
import { actViews } from './act.views.ts'
import { entriesOfKinds, entriesOfSome } from './entries.store.ts'
import { followLedger } from './follow.usecases.ts'
import { nameIn, namesToReview } from './matters.ts'
import { actsOf, doneTo, isClosedAt, versionsNow } from './points.store.ts'

/** Who somebody is to facts that want a look. */
export const reviewerOf = (actor: Actor): Reviewer =>
  actor.role === 'office' ? { kind: 'office' } : { kind: 'station', stationIds: stationsOf(actor) }

/** What waits for somebody, oldest first; in what is closed nothing waits any more. */
async function pending(context: Context, by: Reviewer): Promise<Scored[]> {
  await followLedger(context)
  const versions = await versionsNow(context)
  const kinds = new Set(
    versions.flatMap(({ set }) =>
      set.rules.flatMap((rule) =>
        rule.review === 'none' ? [] : rule.facts.map(({ fact }) => factOf(fact)),
      ),
    ),
  )
  const people = await representativesById(context)
  const stationIdOf = (id: string): string | null => people.get(id)?.stationId ?? null
  const entries = (await entriesOfKinds(context, [...kinds])).filter(({ representativeId }) =>
    isForReviewer(by, { stationId: stationIdOf(representativeId), rule: { review: 'station' } }),
  )
  const ids = [...new Set(entries.map(({ representativeId }) => representativeId))]
  const all = await entriesOfSome(context, ids)
  const acts = await actsOf(context, ids)
  const accounts = new Map<string, Map<string, Scored>>()
  const scoredIn = (id: string, year: number): Map<string, Scored> => {
    const key = `${id} ${year}`
    const known = accounts.get(key)
    if (known !== undefined) return known
    const { items } = accountOf(
      { year, half: null },
      all.get(id) ?? [],
      doneTo(acts.get(id) ?? []),
      versions,
      context.clock.now(),
    )
    const made = new Map(
      items.flatMap(({ scored }) => scored).map((one) => [entryKey(one.entry), one]),
    )
    accounts.set(key, made)
    return made
  }
  const waiting: Scored[] = []
  for (const entry of entries) {
    const scored = scoredIn(entry.representativeId, yearOf(entry)).get(entryKey(entry))
    if (scored?.state !== 'pending' || (await isClosedAt(context, entry.at))) continue
    const of = { stationId: stationIdOf(entry.representativeId), rule: scored.rule }
    if (isForReviewer(by, of)) waiting.push(scored)
  }
  return waiting
}

const yearOf = ({ at }: Entry): number => localParts(at).year

function within(scored: readonly Scored[], period: Period): Scored[] {
  const { from, to } = boundsOf(period)
  return scored.filter(({ entry }) => entry.at >= from && entry.at < to)
}

/** How many facts of a period still want a review. */
export const pendingIn = async (context: Context, period: Period): Promise<number> =>
  within(await pending(context, { kind: 'office' }), period).length

export async function listReviews(
  context: Context,
  { page, size, period }: { page: number; size: number; period?: string | undefined },
  actor: Actor,
): Promise<{ items: ReviewRow[]; total: number; page: number; size: number }> {
  const all = await pending(context, reviewerOf(actor))
  const waiting = period === undefined ? all : within(all, periodOf(period))
  const shown = waiting.slice((page - 1) * size, page * size)
  const names = await namesToReview(
    context,
    shown.map(({ entry }) => entry),
    actor,
  )
  const acts = await actsOf(context, [...new Set(shown.map(({ entry }) => entry.representativeId))])
  const viewsOf = await actViews(context, [...acts.values()].flat())
  const stations = await stationNames(context)
  const items: ReviewRow[] = []
  for (const scored of shown) {
    const { representativeId: id, matterId } = scored.entry
    const own = (acts.get(id) ?? []).filter((act) => entryKey(act) === entryKey(scored.entry))
    const person = await lookUpRepresentative(context, id)
    items.push({
      representative: { id, name: person?.name ?? '一位代表' },
      reviewer: scored.rule?.review === 'station' ? 'station' : 'office',
      station: stations.get(person?.stationId ?? '') ?? null,
      entry: {
        ...plainEntryOf(scored),
        ...nameIn(names, matterId),
        acts: viewsOf(own),
        appealable: false,
      },
    })
  }
  return { items, total: waiting.length, page, size }
}
