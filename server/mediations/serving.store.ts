import type { MediationState } from '@mashang/shared/mediations/mediations.words.ts'
import type { Context } from '../core/context.ts'
import { representativesById } from '../representatives/representatives.store.ts'
import { type MediatorRecord, mediatorsOf } from './mediations.store.ts'

/**
 * Who was asked to some of them, by the mediation, as they stand now: whoever has left office while
 * it runs takes no part in it any more, whether or not that was written down yet.
 */
export async function mediatorsNow(
  context: Context,
  records: readonly { id: string; state: MediationState }[],
): Promise<Map<string, readonly MediatorRecord[]>> {
  const people = await representativesById(context)
  const asked = await mediatorsOf(
    context,
    records.map(({ id }) => id),
  )
  const now = (one: MediatorRecord): MediatorRecord =>
    one.answer === 'recused' || people.get(one.representativeId)?.state === 'serving'
      ? one
      : { ...one, answer: 'left' }
  return new Map(
    records.map(({ id, state }) => {
      const mediators = asked.get(id) ?? []
      return [id, state === 'ended' ? mediators : mediators.map(now)]
    }),
  )
}
