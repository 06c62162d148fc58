import type { EpochMs } from '../core/clock.ts'
import { localDay, localDayStart } from '../core/local-time.ts'
import { dayOfIso, isoOfDay, type WorkCalendar } from './work-calendar.rules.ts'

/**
 * How time is counted. 民法典 200–203: a count of days does not count its first day, a month ends on
 * the corresponding day or its last, a last day that is a day off moves on to the next working day,
 * and a day ends at 24:00. Every function throws `calendar.year-unknown` where it would have to know
 * a year without a table. All moments are epoch milliseconds.
 */

/** 24:00 of a day, which is 0:00 of the next one. */
export const endOfDay = (day: number): EpochMs => localDayStart(day + 1)

/** The day itself if it is worked, else the next one that is. */
function workingFrom(day: number, calendar: WorkCalendar): number {
  let next = day
  while (!calendar.isWorking(next)) next++
  return next
}

/** The days that count: the first `count` working days after the day of `at`. */
export function workingDaysAfter(at: EpochMs, count: number, calendar: WorkCalendar): number[] {
  const counted: number[] = []
  let day = localDay(at)
  while (counted.length < count) {
    day = workingFrom(day + 1, calendar)
    counted.push(day)
  }
  return counted
}

/** The end of the `count`-th working day after `at`; `count` is 1 or more. */
export function addWorkingDays(at: EpochMs, count: number, calendar: WorkCalendar): EpochMs {
  const last = workingDaysAfter(at, count, calendar).at(-1)
  return endOfDay(last ?? workingFrom(localDay(at), calendar))
}

/** The end of the `count`-th day after `at`, moved on where it is a day off. */
export const addDays = (at: EpochMs, count: number, calendar: WorkCalendar): EpochMs =>
  endOfDay(workingFrom(localDay(at) + count, calendar))

/** The corresponding day `count` months later, or the last one of that month. */
function dayMonthsOn(at: EpochMs, count: number): number {
  const [year, month, day] = isoOfDay(localDay(at)).split('-').map(Number) as [
    number,
    number,
    number,
  ]
  const first = new Date(Date.UTC(year, month - 1 + count, 1))
  const lastOfMonth = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  const month1 = dayOfIso(first.toISOString().slice(0, 10))
  return month1 + Math.min(day, lastOfMonth) - 1
}

/** The end of the corresponding day `count` months later, or of the month's last; moved on likewise. */
export const addMonths = (at: EpochMs, count: number, calendar: WorkCalendar): EpochMs =>
  endOfDay(workingFrom(dayMonthsOn(at, count), calendar))

/** The same before holidays move it on: it ends no earlier. */
export const monthsAtLeast = (at: EpochMs, count: number): EpochMs =>
  endOfDay(dayMonthsOn(at, count))

/** The moment at which `ms` of office hours have passed since `at`; `at` itself for 0. */
export function addWorkingTime(at: EpochMs, ms: number, calendar: WorkCalendar): EpochMs {
  if (ms <= 0) return at
  let left = ms
  for (let day = localDay(at); ; day++)
    for (const { from, to } of calendar.hoursOf(day)) {
      const start = Math.max(from, at)
      if (start >= to) continue
      if (left <= to - start) return start + left
      left -= to - start
    }
}

/** How much of the time from `from` to `to` lies inside office hours, in milliseconds. */
export function workingTimeBetween(from: EpochMs, to: EpochMs, calendar: WorkCalendar): number {
  let sum = 0
  for (let day = localDay(from); localDayStart(day) < to; day++)
    for (const hours of calendar.hoursOf(day))
      sum += Math.max(0, Math.min(hours.to, to) - Math.max(hours.from, from))
  return sum
}
