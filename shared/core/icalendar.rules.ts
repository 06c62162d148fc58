import type { EpochMs } from './clock.ts'

/** Calendar files (iCalendar, RFC 5545) that a phone takes in. */

/** A moment, in UTC to the second. */
export const icalMoment = (at: EpochMs): string =>
  `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** Words of people, on one line. */
export const icalText = (text: string): string =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')

const octetsOf = (character: string): number => new TextEncoder().encode(character).length

/** [RFC 5545, 3.1] Lines of at most 75 octets; what is longer goes on behind a blank, and no character is cut. */
function folded(line: string): string {
  let out = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > 75) {
      out += '\r\n '
      octets = 1
    }
    out += character
    octets += size
  }
  return out
}

/**
 * A whole file.
 * @param product which part of the system writes it
 * @param lines of its entries, as long as they like
 */
export const icalFile = (product: string, lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//mashang//${product}//ZH`, ...lines, 'END:VCALENDAR']
    .map((line) => `${folded(line)}\r\n`)
    .join('')
