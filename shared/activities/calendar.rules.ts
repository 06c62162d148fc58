import type { EpochMs } from '../core/clock.ts'

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

const stamp = (at: EpochMs): string =>
  `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')

/** [RFC 5545, 3.1] Lines of at most 75 octets; what is longer goes on behind a blank. */
function folded(line: string): string {
  const lines: string[] = []
  let taken = ''
  let octets = 0
  for (const character of line) {
    const point = character.codePointAt(0) ?? 0
    const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
    if (octets + size > 75) {
      lines.push(taken)
      taken = ' '
      octets = 1
    }
    taken += character
    octets += size
  }
  return [...lines, taken].join('\r\n')
}

/** Activities as an iCalendar file (RFC 5545), with a word an hour before each. */
export function calendarFile(entries: readonly CalendarEntry[], now: EpochMs): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//mashang//activities//ZH',
    ...entries.flatMap((entry) => [
      'BEGIN:VEVENT',
      `UID:${entry.id}@mashang`,
      `DTSTAMP:${stamp(now)}`,
      `SEQUENCE:${entry.revision}`,
      `DTSTART:${stamp(entry.startsAt)}`,
      `DTEND:${stamp(entry.endsAt)}`,
      `SUMMARY:${escaped(entry.title)}`,
      `LOCATION:${escaped(entry.place)}`,
      ...(entry.text === '' ? [] : [`DESCRIPTION:${escaped(entry.text)}`]),
      `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
      ...(entry.cancelled
        ? []
        : [
            'BEGIN:VALARM',
            'ACTION:DISPLAY',
            'TRIGGER:-PT1H',
            'DESCRIPTION:一小时后',
            'END:VALARM',
          ]),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
