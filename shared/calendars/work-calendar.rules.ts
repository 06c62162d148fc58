import { DAY, type EpochMs, MINUTE } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import { localDayStart } from '../core/local-time.ts'
import { calendarErrors } from './calendars.errors.ts'
import type { DayKind } from './calendars.words.ts'

/** One day that differs from its weekday: a legal holiday (休), or a weekend that is worked (班). */
export interface SpecialDay {
  /** 2026-10-01 */
  date: string
  kind: DayKind
  name: string
}

/** A stretch of office hours in minutes after midnight; the end is not part of it. */
export interface Hours {
  from: number
  to: number
}

/** What a calendar says. Years without an entry are unknown; nothing is guessed about them. */
export interface CalendarContent {
  /** By year, in the order of the dates. */
  years: Readonly<Record<string, readonly SpecialDay[]>>
  /** Seven, Sunday first; empty where nobody works on that weekday. */
  hours: readonly (readonly Hours[])[]
}

/** Tells working days and office hours apart; every question about an unknown year is a Failure. */
export interface WorkCalendar {
  /** Days are counted from 1970-01-01 in the district's zone, see `localDay`. */
  isWorking(day: number): boolean
  /** Office hours of a day in order, as moments; none on a day off. */
  hoursOf(day: number): readonly { from: EpochMs; to: EpochMs }[]
  nameOf(day: number): string | null
}

export const isoOfDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

export const dayOfIso = (date: string): number => Date.parse(`${date}T00:00:00.000Z`) / DAY

/** 0 is Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7

/** The calendar with its days looked up by number. Throws where nobody ever works. */
export function workCalendar(content: CalendarContent): WorkCalendar {
  const usual = usualHours(content.hours)
  const known = new Set(Object.keys(content.years))
  const special = new Map(
    Object.values(content.years)
      .flat()
      .map((one) => [dayOfIso(one.date), one]),
  )
  const mustKnow = (day: number): void => {
    const year = isoOfDay(day).slice(0, 4)
    if (known.has(year)) return
    throw new Failure(calendarErrors.yearUnknown, {
      detail: `工作日历里还没有 ${year} 年的放假安排，算不出工作日；请代表工委在“设置 → 工作日历”里补上 ${year} 年。`,
    })
  }
  const isWorking = (day: number): boolean => {
    mustKnow(day)
    const kind = special.get(day)?.kind
    if (kind !== undefined) return kind === 'on'
    return (content.hours[weekdayOf(day)] ?? []).length > 0
  }
  return {
    isWorking,
    hoursOf(day) {
      if (!isWorking(day)) return []
      const own = content.hours[weekdayOf(day)] ?? []
      const start = localDayStart(day)
      // A weekend that is worked in exchange follows the hours of an ordinary day.
      return (own.length > 0 ? own : usual).map(({ from, to }) => ({
        from: start + from * MINUTE,
        to: start + to * MINUTE,
      }))
    },
    nameOf(day) {
      return special.get(day)?.name ?? null
    },
  }
}

/** The hours of the first weekday of the week, Monday first, that has any. */
function usualHours(hours: CalendarContent['hours']): readonly Hours[] {
  for (const weekday of [1, 2, 3, 4, 5, 6, 0]) {
    const found = hours[weekday] ?? []
    if (found.some(({ from, to }) => to > from)) return found
  }
  throw new Failure(calendarErrors.noOfficeHours)
}
