import { DAY, HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import {
  calendarDayStart,
  calendarDaysBetween,
  countdownWords,
  dayWords,
  fullMomentWords,
  localParts,
  momentDigits,
  momentWords,
  nearMomentWords,
  spanWords,
  untilFarWords,
} from '@mashang/shared/core/local-time.ts'
import { describe, expect, it } from 'vitest'

const at = (iso: string): number => Date.parse(iso)

describe('moments in the district’s zone', () => {
  it('turns the day at 16:00 UTC', () => {
    expect(dayWords(at('2026-11-23T15:59:59.999Z'))).toBe('11月23日')
    expect(dayWords(at('2026-11-23T16:00:00.000Z'))).toBe('11月24日')
    expect(localParts(at('2026-12-31T16:00:00.000Z'))).toMatchObject({
      year: 2027,
      month: 1,
      day: 1,
    })
  })

  it('writes moments for people and for tables', () => {
    expect(momentWords(at('2026-11-23T02:05:00.000Z'))).toBe('11月23日 10:05')
    expect(momentDigits(at('2026-02-28T16:00:00.000Z'))).toBe('2026-03-01 00:00')
  })

  it('says the year of what ends in another one, and not of the end of this one', () => {
    const now = at('2026-11-28T02:00:00.000Z')
    expect(untilFarWords(at('2027-04-01T16:00:00.000Z'), now)).toBe('2027年4月1日 24:00')
    expect(untilFarWords(at('2026-12-31T16:00:00.000Z'), now)).toBe('12月31日 24:00')
    expect(untilFarWords(at('2026-12-05T02:00:00.000Z'), now)).toBe('12月5日 10:00')
  })

  it('agrees with Intl through a whole year', () => {
    const format = new Intl.DateTimeFormat('en-CA', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'short',
    })
    for (let moment = at('2026-01-01T00:30:00.000Z'); moment < at('2027-01-02'); moment += 7 * HOUR)
      expect(momentDigits(moment).slice(0, 10)).toBe(format.format(moment))
  })

  it('says today, tomorrow, yesterday by the local calendar', () => {
    const now = at('2026-11-23T15:30:00.000Z')
    expect(nearMomentWords(now + 20 * MINUTE, now)).toBe('今天 23:50')
    expect(nearMomentWords(now + 31 * MINUTE, now)).toBe('明天 00:01')
    expect(nearMomentWords(now - DAY, now)).toBe('昨天 23:30')
    expect(nearMomentWords(now + 2 * DAY, now)).toBe('11月25日 23:30')
    expect(calendarDaysBetween(now, now + 31 * MINUTE)).toBe(1)
  })

  it('knows when the local day began', () => {
    const midnight = at('2026-11-22T16:00:00.000Z')
    expect(calendarDayStart(midnight)).toBe(midnight)
    expect(calendarDayStart(midnight + DAY - 1)).toBe(midnight)
    expect(calendarDayStart(midnight - 1)).toBe(midnight - DAY)
  })
})

describe('spans and countdowns', () => {
  it.each([
    [0, '不到 1 分钟'],
    [59_999, '不到 1 分钟'],
    [MINUTE, '1 分钟'],
    [HOUR - 1, '59 分钟'],
    [HOUR, '1 小时'],
    [5 * HOUR + 12 * MINUTE, '5 小时 12 分'],
    [48 * HOUR, '2 天'],
    [51 * HOUR, '2 天 3 小时'],
    [-5, '不到 1 分钟'],
  ])('%i ms → %s', (ms, words) => expect(spanWords(ms)).toBe(words))

  it('is not overdue at the due moment itself', () => {
    expect(countdownWords(1_000_000, 1_000_000)).toBe('还剩 不到 1 分钟')
    expect(countdownWords(1_000_000, 1_000_001)).toBe('超期 不到 1 分钟')
    expect(countdownWords(56 * MINUTE, 0)).toBe('还剩 56 分钟')
  })
})

it('the whole moment, with its year', () => {
  expect(fullMomentWords(Date.parse('2026-12-31T16:05:00.000Z'))).toBe('2027年1月1日 00:05')
})
