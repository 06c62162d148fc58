import { HOUR } from '@mashang/shared/core/clock.ts'
import { localDay } from '@mashang/shared/core/local-time.ts'
import { byHoursLeft, lastDays } from '@mashang/shared/wall/wall.rules.ts'
import { describe, expect, it } from 'vitest'

describe('the dial of the wall screen', () => {
  it('given clocks, then each stands at its whole hours, and a long one at the last tick', () => {
    const left = byHoursLeft([
      { hours: 0, n: 2 },
      { hours: 23, n: 1 },
      { hours: 40, n: 3 },
      { hours: -1, n: 9 },
    ])
    expect(left).toHaveLength(24)
    expect(left[0]).toBe(2)
    expect(left[23]).toBe(4)
    expect(
      left.reduce((sum, n) => sum + n, 0),
      'overdue is elsewhere',
    ).toBe(6)
  })
})

describe('the days of the wall screen', () => {
  it('given a few days with filings, then the others are nought and today is the last', () => {
    // 00:30 on 24 November in China, still the 23rd in UTC.
    const now = Date.parse('2026-11-23T16:30:00Z')
    const today = localDay(now)
    expect(
      lastDays(
        [
          { day: today, n: 3 },
          { day: today - 2, n: 1 },
          { day: today - 3, n: 7 },
        ],
        now,
        3,
      ),
    ).toEqual([1, 0, 3])
    expect(lastDays([{ day: today, n: 3 }], now - HOUR, 2)).toEqual([0, 0])
  })
})
