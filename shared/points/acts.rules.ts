import { Failure } from '../core/errors.ts'
import { pointsErrors } from './points.errors.ts'
import type { EntryAct, EntryState } from './points.words.ts'

const from: Record<EntryAct, readonly EntryState[]> = {
  confirm: ['pending', 'rejected'],
  reject: ['pending'],
  reverse: ['counted', 'capped'],
  restore: ['reversed'],
}
const refusal = {
  confirm: pointsErrors.notToReview,
  reject: pointsErrors.notToReview,
  reverse: pointsErrors.notCounted,
  restore: pointsErrors.notReversed,
} as const

/** Refuses what cannot be done to an entry in its present state. */
export function mustAllow(act: EntryAct, state: EntryState): void {
  if (!from[act].includes(state)) throw new Failure(refusal[act])
}

/** Whoever finds that what waits is right says no more than that; whatever takes or turns round says why. */
export const needsReason = (act: EntryAct, state: EntryState): boolean =>
  !(act === 'confirm' && state === 'pending')

/**
 * Refuses what is done to an entry in another state than whoever does it has seen.
 * @param was without one: a look is a look at what waits, and turns no other look round
 */
export function mustBeSeen(act: EntryAct, state: EntryState, was: EntryState | undefined): void {
  const seen = was ?? (act === 'confirm' ? 'pending' : state)
  if (seen !== state) throw new Failure(pointsErrors.changedMeanwhile)
}

/**
 * What an objection that is upheld does to its entry: always in favour of whoever objected, so that
 * what takes points goes and what gives points counts.
 * @param entry.full what its rule says, in points
 * @returns null: upheld in words only, there is nothing to turn
 */
export function actOfUpheld({ state, full }: { state: EntryState; full: number }): EntryAct | null {
  if (full < 0) {
    if (state === 'pending') return 'reject'
    return state === 'counted' || state === 'capped' ? 'reverse' : null
  }
  if (state === 'reversed') return 'restore'
  return state === 'pending' || state === 'rejected' ? 'confirm' : null
}
