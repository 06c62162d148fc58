import type { Failure } from '@mashang/shared/core/errors.ts'
import { calendarFile, daysOf, meet, spansOf } from '@mashang/shared/receptions/receptions.rules.ts'
import { describe, expect, it } from 'vitest'

describe('the days of a rhythm', () => {
  it.each([
    ['once', 5, ['2026-11-24']],
    ['week', 3, ['2026-11-24', '2026-12-01', '2026-12-08']],
    ['fortnight', 3, ['2026-11-24', '2026-12-08', '2026-12-22']],
    // The fourth Tuesday.
    ['month', 3, ['2026-11-24', '2026-12-22', '2027-01-26']],
  ] as const)('%s', (rhythm, times, expected) => {
    expect(daysOf('2026-11-24', rhythm, times)).toEqual(expected)
  })

  it('given the fifth of a weekday, then months that have none are left out', () => {
    expect(daysOf('2026-11-30', 'month', 2)).toEqual(['2026-11-30', '2027-03-29'])
  })
})

describe('the times of a duty', () => {
  const now = Date.parse('2026-11-24T02:00:00Z')
  it('are those of the district, ten o’clock being two in UTC', () => {
    expect(spansOf(['2026-11-24'], '09:00', '11:30', now)).toEqual([
      {
        startsAt: Date.parse('2026-11-24T01:00:00Z'),
        endsAt: Date.parse('2026-11-24T03:30:00Z'),
      },
    ])
  })

  it('given the same day twice, then once', () => {
    expect(spansOf(['2026-11-25', '2026-11-25'], '09:00', '10:00', now)).toHaveLength(1)
  })

  it.each([
    [['2026-11-25'], '10:00', '10:00', '要晚于开始'],
    [['2026-11-24'], '08:00', '10:00', '已经过去'],
  ])('given %s from %s to %s, then it is refused: %s', (days, from, to, words) => {
    expect(() => spansOf(days, from, to, now)).toThrow(words)
  })

  it('given several days of which one is over, then all are refused, and the field is named', () => {
    const fieldsOf = (days: string[], to: string) => {
      try {
        return spansOf(days, '08:00', to, now).length
      } catch (error) {
        return (error as Failure).details.fields?.map(({ path }) => path)
      }
    }
    expect(fieldsOf(['2026-11-24', '2026-11-25'], '10:00')).toEqual(['days'])
    expect(fieldsOf(['2026-11-25'], '07:00')).toEqual(['to'])
    expect(fieldsOf(['2026-11-24', '2026-11-25'], '10:01')).toBe(2)
  })
})

describe('two duties', () => {
  const span = (startsAt: number, endsAt: number) => ({ startsAt, endsAt })
  it.each([
    [span(1, 3), span(2, 4), true],
    [span(2, 4), span(1, 3), true],
    [span(1, 4), span(2, 3), true],
    [span(2, 3), span(1, 4), true],
    // One begins when the other ends.
    [span(1, 2), span(2, 3), false],
    [span(2, 3), span(1, 2), false],
    [span(1, 2), span(3, 4), false],
    [span(3, 4), span(1, 2), false],
  ])('%o and %o meet: %s', (a, b, expected) => {
    expect(meet(a, b)).toBe(expected)
  })
})

describe('the calendar file', () => {
  const linesOf = (location: string | null): string[] =>
    calendarFile(
      [
        {
          uid: 'a@b',
          summary: '石拐街道代表之家接待; 带证',
          location,
          startsAt: Date.parse('2026-11-24T01:00:00Z'),
          endsAt: Date.parse('2026-11-24T03:30:00Z'),
        },
      ],
      Date.parse('2026-11-23T00:00:00Z'),
    ).split('\r\n')

  it('says what, when in UTC, and where', () => {
    expect(linesOf('振兴路, 5 号')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//mashang//reception//ZH',
      'CALSCALE:GREGORIAN',
      'BEGIN:VEVENT',
      'UID:a@b',
      'DTSTAMP:20261123T000000Z',
      'DTSTART:20261124T010000Z',
      'DTEND:20261124T033000Z',
      'SUMMARY:石拐街道代表之家接待\\; 带证',
      'LOCATION:振兴路\\, 5 号',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })

  it('given no place, then it names none', () => {
    expect(linesOf(null).some((line) => line.startsWith('LOCATION'))).toBe(false)
  })
})
