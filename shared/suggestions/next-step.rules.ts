import { DAY, type EpochMs } from '../core/clock.ts'
import type { Matter, Party, Surroundings } from './matter.rules.ts'
import { canNow } from './open-steps.rules.ts'
import { hasObjected, hasTalked, opinionsOwed } from './stage.rules.ts'
import { SOON_DAYS, type SuggestionClock, suggestionActs } from './suggestions.words.ts'

/** A clock that somebody owes a step by. */
interface Running {
  clock: SuggestionClock
  ownerId: string
  dueAt: EpochMs
}

/**
 * The first moment by which a department has to do something; null: nothing now. A right to send back
 * is nothing that it owes, and a promise waits for its day: until shortly before, it is only tracked.
 */
export function pressingOf<T extends Running>(
  running: readonly T[],
  own: string,
  now: EpochMs,
): T | null {
  const owed = running.filter(
    ({ clock, ownerId, dueAt }) =>
      ownerId === own &&
      clock !== 'return' &&
      (clock !== 'promise' || dueAt - now <= SOON_DAYS * DAY),
  )
  return owed.reduce<T | null>(
    (first, one) => (first === null || one.dueAt < first.dueAt ? one : first),
    null,
  )
}

/** On the way to an answer. */
function towardsAnswer(matter: Matter, own: string): string {
  const drafted = matter.letters.some(
    ({ departmentId, signedAt }) => departmentId === own && signedAt === null,
  )
  if (!hasTalked(matter, own)) return '和代表沟通，再记下来'
  if (opinionsOwed(matter).length > 0) return '等会办意见'
  return drafted ? '签发答复' : suggestionActs.propose
}

/** What a department does next of what presses, in words. */
export function nextStepWords(
  matter: Matter,
  pressing: Running,
  around: Pick<Surroundings, 'now' | 'gone' | 'running' | 'feedbackDueAt'>,
): string {
  const own = pressing.ownerId
  const who: Party = { kind: 'department', id: own }
  if (hasObjected(matter, own)) return '等代表工委定退回申请'
  if (canNow(matter, 'receive', who, around)) return suggestionActs.receive
  if (pressing.clock === 'opinion') return suggestionActs.opine
  if (pressing.clock === 'promise') return suggestionActs.redeem
  return towardsAnswer(matter, own)
}
