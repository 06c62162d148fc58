import { DAY, type EpochMs } from '../core/clock.ts'
import { dayStartOf } from '../core/local-time.ts'

/** The moment after the last of a day, month or year in which somebody left: it is served to its end. */
export function servedUntil(leftOn: string): EpochMs {
  const [year = 0, month, day] = leftOn.split('-').map(Number)
  if (day !== undefined) return dayStartOf(leftOn) + DAY
  const next = month === undefined ? [year + 1, 1] : month < 12 ? [year, month + 1] : [year + 1, 1]
  return dayStartOf(`${next[0]}-${String(next[1]).padStart(2, '0')}-01`)
}

/** "2026年3月离任", as far as it is known. */
export function leftWords(leftOn: string | null): string {
  if (leftOn === null) return '已离任'
  const [year, month, day] = leftOn.split('-').map(Number)
  const parts = [`${year}年`, month && `${month}月`, day && `${day}日`]
  return `${parts.filter(Boolean).join('')}离任`
}

/** Whether the roster has known somebody only as one who had left. */
export const hadLeftBefore = ({
  since,
  until,
}: {
  since: EpochMs
  until: EpochMs | null
}): boolean => until !== null && until <= since
