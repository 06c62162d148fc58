import { DAY, type EpochMs, HOUR, MINUTE } from '../core/clock.ts'
import { Failure } from '../core/errors.ts'
import { icalFile, icalMoment, icalText } from '../core/icalendar.rules.ts'
import { localDayStart, localParts } from '../core/local-time.ts'
import { receptionErrors } from './receptions.errors.ts'
import type { DutyRhythm } from './receptions.words.ts'

/** Days (`2026-11-24`) as whole numbers from 1970-01-01 and back. */
const numberOf = (day: string): number => Date.parse(day) / DAY
const wordsOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** Which weekday of its month a day is (the first, second …), and which weekday. */
const placeIn = (day: number): { nth: number; weekday: number; month: number } => {
  const { day: date, weekday, month } = localParts(localDayStart(day))
  return { nth: Math.ceil(date / 7), weekday, month }
}

/**
 * The days of a rhythm from its first one on. Every month means the same weekday in the same place
 * of the month (the first Tuesday); a month without a fifth one is left out.
 */
export function daysOf(first: string, rhythm: DutyRhythm, times: number): string[] {
  const start = numberOf(first)
  if (rhythm === 'once') return [first]
  if (rhythm !== 'month') {
    const step = rhythm === 'week' ? 7 : 14
    return Array.from({ length: times }, (_, index) => wordsOf(start + index * step))
  }
  const wanted = placeIn(start)
  const days: string[] = []
  for (let day = start; days.length < times; day += 7)
    if (placeIn(day).nth === wanted.nth) days.push(wordsOf(day))
  return days
}

export interface Span {
  startsAt: EpochMs
  endsAt: EpochMs
}

const clockOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * HOUR + minutes * MINUTE
}

/** The spans of the same times on some days; refused where they run backwards or are over. */
export function spansOf(days: readonly string[], from: string, to: string, now: EpochMs): Span[] {
  if (clockOf(to) <= clockOf(from))
    throw new Failure(receptionErrors.backwards, {
      fields: [{ path: 'to', message: receptionErrors.backwards.title }],
    })
  const spans = [...new Set(days)].map((day) => {
    const start = localDayStart(numberOf(day))
    return { startsAt: start + clockOf(from), endsAt: start + clockOf(to) }
  })
  if (spans.some(({ endsAt }) => endsAt <= now))
    throw new Failure(receptionErrors.past, {
      fields: [{ path: 'days', message: receptionErrors.past.title }],
    })
  return spans
}

export const meet = (a: Span, b: Span): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt

/** One date of a calendar file. */
export interface CalendarEntry extends Span {
  uid: string
  summary: string
  location: string | null
}

/** Dates as a calendar file. */
export const calendarFile = (entries: readonly CalendarEntry[], now: EpochMs): string =>
  icalFile('reception', [
    'CALSCALE:GREGORIAN',
    ...entries.flatMap(({ uid, summary, location, startsAt, endsAt }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `DTSTAMP:${icalMoment(now)}`,
      `DTSTART:${icalMoment(startsAt)}`,
      `DTEND:${icalMoment(endsAt)}`,
      `SUMMARY:${icalText(summary)}`,
      ...(location === null ? [] : [`LOCATION:${icalText(location)}`]),
      'END:VEVENT',
    ]),
  ])
