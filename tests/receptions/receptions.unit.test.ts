import { calendarFile, daysOf, spansOf } from '@mashang/shared/receptions/receptions.rules.ts'
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
})

describe('the calendar file', () => {
  const file = calendarFile(
    [
      {
        uid: 'a@b',
        summary: '石拐街道代表之家接待：斯琴巴特尔·额尔德尼朝克图代表; 带身份证, 谢谢',
        location: null,
        startsAt: Date.parse('2026-11-24T01:00:00Z'),
        endsAt: Date.parse('2026-11-24T03:30:00Z'),
      },
    ],
    Date.parse('2026-11-23T00:00:00Z'),
  )

  it('has lines of 75 octets at most, and no character is cut', () => {
    const lines = file.split('\r\n')
    for (const line of lines) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
    expect(file).not.toContain('\uFFFD')
    expect(file.replaceAll('\r\n ', '')).toContain(
      'SUMMARY:石拐街道代表之家接待：斯琴巴特尔·额尔德尼朝克图代表\\; 带身份证\\, 谢谢',
    )
  })

  it('says the times in UTC', () => {
    expect(file).toContain('\r\nDTSTART:20261124T010000Z\r\nDTEND:20261124T033000Z\r\n')
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
  })
})
