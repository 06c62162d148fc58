import type { EpochMs } from '../core/clock.ts'
import { localDay } from '../core/local-time.ts'

/** The hours of the dial. */
const HOURS = 24

/**
 * Running clocks by whole hours left: the first of 24 is less than an hour, the last 23 hours and
 * more. What is overdue (less than nothing left) has a number of its own.
 */
export function byHoursLeft(rows: readonly { hours: number; n: number }[]): number[] {
  const left = Array.from({ length: HOURS }, () => 0)
  for (const { hours, n } of rows) {
    if (hours < 0) continue
    const at = Math.min(HOURS - 1, hours)
    left[at] = (left[at] ?? 0) + n
  }
  return left
}

/** Counts of local calendar days (from 1970-01-01) as the last `length` days, today the last one. */
export function lastDays(
  rows: readonly { day: number; n: number }[],
  now: EpochMs,
  length: number,
): number[] {
  const counts = new Map(rows.map(({ day, n }) => [day, n]))
  const today = localDay(now)
  return Array.from({ length }, (_, index) => counts.get(today - length + 1 + index) ?? 0)
}
