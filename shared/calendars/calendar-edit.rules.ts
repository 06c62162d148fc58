import { DAY, type EpochMs } from '../core/clock.ts'
import { localDayStart, localParts } from '../core/local-time.ts'
import { type DayKind, dayKinds, weekdays } from './calendars.words.ts'
import {
  type CalendarContent,
  dayOfIso,
  type Hours,
  type SpecialDay,
  weekdayOf,
} from './work-calendar.rules.ts'

/** A calendar as an office keeps it: with how many weeks ahead it wants to be told. */
export interface OfficeCalendar extends CalendarContent {
  warnWeeks: number
}

/** How many weeks ahead an office is told of a year without a table. [default] */
export const WARN_WEEKS = 8

const clockWords = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

/** "8:30–12:00、14:30–17:30", or that nobody works. */
export const hoursWords = (hours: readonly Hours[]): string =>
  hours.length === 0
    ? '不上班'
    : hours.map(({ from, to }) => `${clockWords(from)}–${clockWords(to)}`).join('、')

/** "2026年10月8日（周四）" */
const dateWords = (date: string): string => {
  const { month, day } = localParts(localDayStart(dayOfIso(date)))
  return `${date.slice(0, 4)}年${month}月${day}日（${weekdays[weekdayOf(dayOfIso(date))]}）`
}

const kindWords = (day: SpecialDay | undefined): string =>
  day === undefined ? '平常日子' : `${dayKinds[day.kind]}（${day.name}）`

/** What an edit changes, one sentence for each year, day, weekday and setting. */
export function changesOf(before: OfficeCalendar, after: OfficeCalendar): string[] {
  const changes: string[] = []
  for (const year of [
    ...new Set([...Object.keys(before.years), ...Object.keys(after.years)]),
  ].sort()) {
    const [was, now] = [before.years[year], after.years[year]]
    if (was === undefined) {
      changes.push(
        now?.length
          ? `加上 ${year} 年的放假安排，${now.length} 天`
          : `加上 ${year} 年，但一个放假的日子都没有，请先核对`,
      )
      continue
    }
    if (now === undefined) {
      changes.push(`去掉 ${year} 年的放假安排`)
      continue
    }
    changes.push(...changedDays(was, now))
  }
  for (const [weekday, words] of weekdays.entries()) {
    const [was, now] = [
      hoursWords(before.hours[weekday] ?? []),
      hoursWords(after.hours[weekday] ?? []),
    ]
    if (was !== now) changes.push(`${words}上班时间：${was} → ${now}`)
  }
  if (before.warnWeeks !== after.warnWeeks)
    changes.push(`提前提醒：${before.warnWeeks} 周 → ${after.warnWeeks} 周`)
  return changes
}

function changedDays(was: readonly SpecialDay[], now: readonly SpecialDay[]): string[] {
  const [a, b] = [was, now].map((days) => new Map(days.map((day) => [day.date, day]))) as [
    Map<string, SpecialDay>,
    Map<string, SpecialDay>,
  ]
  return [...new Set([...a.keys(), ...b.keys()])].sort().flatMap((date) => {
    const [from, to] = [kindWords(a.get(date)), kindWords(b.get(date))]
    return from === to ? [] : [`${dateWords(date)}：${from} → ${to}`]
  })
}

/** The first year without a table that begins, or is, within `warnWeeks` weeks; null: all is well. */
export function missingYear(
  calendar: OfficeCalendar,
  now: EpochMs,
): { year: number; from: EpochMs; weeks: number } | null {
  const last = localParts(now + calendar.warnWeeks * 7 * DAY).year
  for (let year = localParts(now).year; year <= last; year++) {
    if (calendar.years[year] !== undefined) continue
    const from = localDayStart(dayOfIso(`${year}-01-01`))
    return { year, from, weeks: Math.max(0, Math.floor((from - now) / (7 * DAY))) }
  }
  return null
}

/** What a tap makes of a day: an ordinary one becomes 休 or 班, whichever differs; then back again. */
export function tapped(
  days: readonly SpecialDay[],
  date: string,
  worked: boolean,
  name: string,
): SpecialDay[] {
  const others = days.filter((day) => day.date !== date)
  if (others.length < days.length) return others
  const kind: DayKind = worked ? 'off' : 'on'
  return [...others, { date, kind, name }].sort((a, b) => (a.date < b.date ? -1 : 1))
}
