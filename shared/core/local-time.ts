import { DAY, type EpochMs, HOUR, MINUTE } from './clock.ts'

/**
 * Chinese wording of moments and spans, in the district's zone. China has one zone without
 * summer time (UTC+8), so plain arithmetic is exact, and identical on the server and on old phones
 * whose Intl data is missing.
 */
const ZONE_OFFSET = 8 * HOUR

export interface LocalParts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  /** 0 = Sunday */
  weekday: number
}

export function localParts(at: EpochMs): LocalParts {
  const d = new Date(at + ZONE_OFFSET)
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    weekday: d.getUTCDay(),
  }
}

const two = (n: number): string => String(n).padStart(2, '0')

/** "11月24日" */
export function dayWords(at: EpochMs): string {
  const p = localParts(at)
  return `${p.month}月${p.day}日`
}

/** "10:32" */
export function timeWords(at: EpochMs): string {
  const p = localParts(at)
  return `${two(p.hour)}:${two(p.minute)}`
}

/** "11月24日 10:32" */
export const momentWords = (at: EpochMs): string => `${dayWords(at)} ${timeWords(at)}`

/** "2026年11月24日 10:32", where the year must be said. */
export const fullMomentWords = (at: EpochMs): string => `${localParts(at).year}年${momentWords(at)}`

/** "2026年11月24日", a day where the year must be said. */
export const fullDayWords = (at: EpochMs): string => `${localParts(at).year}年${dayWords(at)}`

/** "2026-11-24 10:32", for tables and exports. */
export function momentDigits(at: EpochMs): string {
  const p = localParts(at)
  return `${p.year}-${two(p.month)}-${two(p.day)} ${two(p.hour)}:${two(p.minute)}`
}

/** When a day like "2026-11-24" begins. */
export const dayStartOf = (day: string): EpochMs => Date.parse(`${day}T00:00:00Z`) - ZONE_OFFSET

/** The local calendar day of a moment, counted from 1970-01-01. */
export const localDay = (at: EpochMs): number => Math.floor((at + ZONE_OFFSET) / DAY)

/** The moment at which a local calendar day begins; the day before ends at it (24:00). */
export const localDayStart = (day: number): EpochMs => day * DAY - ZONE_OFFSET

/** Whole days between the local calendar days of two moments (b − a). */
export const calendarDaysBetween = (a: EpochMs, b: EpochMs): number => localDay(b) - localDay(a)

/** "今天 15:16", "明天 10:32", "昨天 08:00", else "11月24日 10:32". */
export function nearMomentWords(at: EpochMs, now: EpochMs): string {
  const days = calendarDaysBetween(now, at)
  const day = days === 0 ? '今天' : days === 1 ? '明天' : days === -1 ? '昨天' : dayWords(at)
  return `${day} ${timeWords(at)}`
}

/** "5 小时 12 分", "38 分", "2 天 3 小时"; never negative, rounded down to the minute. */
export function spanWords(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / MINUTE)
  if (minutes < 1) return '不到 1 分钟'
  if (minutes < 60) return `${minutes} 分钟`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes % 60} 分`
  return hours % 24 === 0
    ? `${Math.floor(hours / 24)} 天`
    : `${Math.floor(hours / 24)} 天 ${hours % 24} 小时`
}

/** "还剩 5 小时 12 分" or "超期 56 分". Exactly at the due moment nothing is overdue yet. */
export const countdownWords = (dueAt: EpochMs, now: EpochMs): string =>
  now <= dueAt ? `还剩 ${spanWords(dueAt - now)}` : `超期 ${spanWords(now - dueAt)}`

/** The moment at which the local calendar day of `at` begins. */
export const calendarDayStart = (at: EpochMs): EpochMs => localDayStart(localDay(at))

/** A moment up to which something is due: midnight is the end of the day before, "11月30日 24:00". */
export const untilWords = (at: EpochMs): string =>
  calendarDayStart(at) === at ? `${dayWords(at - 1)} 24:00` : momentWords(at)

/** "2027年" where a moment lies in another year than `now`, else nothing. */
const otherYear = (at: EpochMs, now: EpochMs): string => {
  const { year } = localParts(at)
  return year === localParts(now).year ? '' : `${year}年`
}

/**
 * The same where it may lie in another year than now's, which is said then: "2027年4月1日 24:00".
 * Midnight is the end of the day before, also of the year before.
 */
export const untilFarWords = (at: EpochMs, now: EpochMs): string =>
  otherYear(at - 1, now) + untilWords(at)

/** "11月24日 10:32", with its year where that is not now's. */
export const farMomentWords = (at: EpochMs, now: EpochMs): string =>
  otherYear(at, now) + momentWords(at)
