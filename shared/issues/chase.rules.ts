import { type EpochMs, HOUR } from '../core/clock.ts'
import { isLate } from './issues.rules.ts'

/**
 * Whether the voter may chase: somebody owes an answer for longer than promised, and the last time
 * is long enough ago.
 * @param owed due moments of the running clocks that wait for words
 * @param everyHours how long the station has before it is told again
 */
export const mayChase = (
  owed: readonly EpochMs[],
  chasedAt: EpochMs | null,
  now: EpochMs,
  everyHours: number,
): boolean =>
  owed.some((dueAt) => isLate(dueAt, now)) &&
  (chasedAt === null || now >= chasedAt + everyHours * HOUR)
