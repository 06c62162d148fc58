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

/** What an objection that is upheld does to its entry; null: words only, there is nothing to turn. */
export function actOfUpheld(state: EntryState): EntryAct | null {
  switch (state) {
    case 'counted':
    case 'capped':
      return 'reverse'
    case 'reversed':
      return 'restore'
    case 'pending':
      return 'confirm'
    case 'rejected':
      return 'confirm'
    case 'void':
    case 'unruled':
      return null
  }
}
