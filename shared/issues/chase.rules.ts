import { DAY, type EpochMs } from '../core/clock.ts'
import { isLate } from './issues.rules.ts'

/** How long the station has before it is told again. [default] */
export const CHASE_EVERY = DAY

/**
 * Whether the voter may chase: somebody owes an answer for longer than promised, and the last time
 * is a day ago.
 * @param owed due moments of the running clocks that wait for words
 */
export const mayChase = (
  owed: readonly EpochMs[],
  chasedAt: EpochMs | null,
  now: EpochMs,
): boolean =>
  owed.some((dueAt) => isLate(dueAt, now)) && (chasedAt === null || now >= chasedAt + CHASE_EVERY)
