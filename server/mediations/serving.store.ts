import type { MediationState } from '@mashang/shared/mediations/mediations.words.ts'
import type { Context } from '../core/context.ts'
import { representativesById } from '../representatives/representatives.store.ts'
import { type MediatorRecord, mediatorsOf } from './mediations.store.ts'

/**
 * Those who were asked as they stand now: whoever has left office while it runs takes no part in it
 * any more, whether or not that was written down yet.
 */
export async function asTheyServe(
  context: Context,
  state: MediationState,
  mediators: readonly MediatorRecord[],
): Promise<readonly MediatorRecord[]> {
  if (state === 'ended') return mediators
  const people = await representativesById(context)
  return mediators.map((one) =>
    one.answer === 'recused' || people.get(one.representativeId)?.state === 'serving'
      ? one
      : { ...one, answer: 'left' },
  )
}

/** The same of some of them, by the mediation. */
export async function mediatorsNow(
  context: Context,
  records: readonly { id: string; state: MediationState }[],
): Promise<Map<string, readonly MediatorRecord[]>> {
  const asked = await mediatorsOf(
    context,
    records.map(({ id }) => id),
  )
  const now = new Map<string, readonly MediatorRecord[]>()
  for (const { id, state } of records)
    now.set(id, await asTheyServe(context, state, asked.get(id) ?? []))
  return now
}
