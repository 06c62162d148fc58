import type { EpochMs } from '../core/clock.ts'
import { calendarDaysBetween } from '../core/local-time.ts'

/** Once per matter and day: whoever is reminded every hour stops listening. [default] */
export const remindedToday = (remindedAt: EpochMs | null, now: EpochMs): boolean =>
  remindedAt !== null && calendarDaysBetween(remindedAt, now) <= 0
