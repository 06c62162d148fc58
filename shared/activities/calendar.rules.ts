import type { EpochMs } from '../core/clock.ts'
import { icalFile, icalMoment, icalText } from '../core/icalendar.rules.ts'

/** One entry of a calendar file. */
export interface CalendarEntry {
  id: string
  title: string
  place: string
  text: string
  startsAt: EpochMs
  endsAt: EpochMs
  cancelled: boolean
  /** Grows with every change, so that a calendar takes the newer one. */
  revision: number
}

const AN_HOUR_BEFORE = [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'TRIGGER:-PT1H',
  'DESCRIPTION:一小时后',
  'END:VALARM',
]

/** Activities as an iCalendar file (RFC 5545), with a word an hour before each. */
export const calendarFile = (entries: readonly CalendarEntry[], now: EpochMs): string =>
  icalFile(
    'activities',
    entries.flatMap((entry) => [
      'BEGIN:VEVENT',
      `UID:${entry.id}@mashang`,
      `DTSTAMP:${icalMoment(now)}`,
      `SEQUENCE:${entry.revision}`,
      `DTSTART:${icalMoment(entry.startsAt)}`,
      `DTEND:${icalMoment(entry.endsAt)}`,
      `SUMMARY:${icalText(entry.title)}`,
      `LOCATION:${icalText(entry.place)}`,
      ...(entry.text === '' ? [] : [`DESCRIPTION:${icalText(entry.text)}`]),
      `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
      ...(entry.cancelled ? [] : AN_HOUR_BEFORE),
      'END:VEVENT',
    ]),
  )
