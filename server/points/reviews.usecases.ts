import { toIso } from '@mashang/shared/core/clock.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import type { Entry } from '@mashang/shared/points/catalogue.rules.ts'
import { entryKey } from '@mashang/shared/points/collect.rules.ts'
import { accountOf, type Scored } from '@mashang/shared/points/fold.rules.ts'
import { boundsOf, type Period } from '@mashang/shared/points/periods.rules.ts'
import { plainEntryOf } from '@mashang/shared/points/plain.rules.ts'
import type { ReviewRow } from '@mashang/shared/points/points.api.ts'
import { entryActs } from '@mashang/shared/points/points.words.ts'
import { factOf } from '@mashang/shared/points/rule-set.model.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { lookUpRepresentative } from '../representatives/representatives.store.ts'
import { entriesOfKinds, entriesOfSome } from './entries.store.ts'
import { followLedger } from './follow.usecases.ts'
import { namesOf } from './matters.ts'
import { actsOf, doneTo, isClosedAt, versionsNow } from './points.store.ts'

/** What waits for the office, oldest first; in what is closed nothing waits any more. */
async function pending(context: Context): Promise<Scored[]> {
  await followLedger(context)
  const versions = await versionsNow(context)
  const kinds = new Set(
    versions.flatMap(({ set }) =>
      set.rules.flatMap((rule) =>
        rule.review === 'none' ? [] : rule.facts.map(({ fact }) => factOf(fact)),
      ),
    ),
  )
  const entries = await entriesOfKinds(context, [...kinds])
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
    if (scored?.state === 'pending' && !(await isClosedAt(context, entry.at))) waiting.push(scored)
  }
  return waiting
}

const yearOf = ({ at }: Entry): number => localParts(at).year

/** How many facts of a period still want a review. */
export async function pendingIn(context: Context, period: Period): Promise<number> {
  const { from, to } = boundsOf(period)
  return (await pending(context)).filter(({ entry }) => entry.at >= from && entry.at < to).length
}

export async function listReviews(
  context: Context,
  { page, size }: { page: number; size: number },
  actor: Actor,
): Promise<{ items: ReviewRow[]; total: number; page: number; size: number }> {
  const waiting = await pending(context)
  const shown = waiting.slice((page - 1) * size, page * size)
  const names = await namesOf(
    context,
    shown.map(({ entry }) => entry),
    actor,
  )
  const acts = await actsOf(context, [...new Set(shown.map(({ entry }) => entry.representativeId))])
  const items: ReviewRow[] = []
  for (const scored of shown) {
    const { representativeId: id, matterId } = scored.entry
    const own = (acts.get(id) ?? []).filter((act) => entryKey(act) === entryKey(scored.entry))
    items.push({
      representative: { id, name: (await lookUpRepresentative(context, id))?.name ?? '一位代表' },
      entry: {
        ...plainEntryOf(scored),
        title: names.get(matterId) ?? null,
        visible: names.has(matterId),
        acts: own.map(({ act, reason, at }) => ({ words: entryActs[act], reason, at: toIso(at) })),
        appealable: false,
      },
    })
  }
  return { items, total: waiting.length, page, size }
}
