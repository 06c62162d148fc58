import { shippedCalendar } from '@mashang/shared/calendars/shipped-years.ts'
import { workCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { addWorkingTime, workingTimeBetween } from '@mashang/shared/calendars/working-time.rules.ts'
import { HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { untilWords } from '@mashang/shared/core/local-time.ts'
import { STANDARD_LIMITS } from '@mashang/shared/districts/limits.words.ts'
import {
  extend,
  lengthen,
  NOT_COUNTED_YET,
  pause,
  type ResolutionClock,
  recount,
  resolutionDue,
  resume,
  startResolution,
  verdictUntil,
} from '@mashang/shared/issues/resolution.rules.ts'
import { resolutionSum } from '@mashang/shared/issues/why-sum.rules.ts'
import { describe, expect, it } from 'vitest'

const calendar = workCalendar(shippedCalendar)
const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`)
const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error.kind.code
    throw error
  }
  return 'none'
}
/** Wednesday evening; five working days end on Wednesday 2 December at 24:00. */
const START = at('2026-11-25 20:14')
const clock = startResolution(START, calendar, STANDARD_LIMITS)

describe('the clock of what was promised', () => {
  it('is due at the end of the fifth working day, the first day not counted', () => {
    expect(clock.dueAt).toBe(at('2026-12-03 00:00'))
    expect(untilWords(clock.dueAt)).toBe('12月2日 24:00')
  })

  it('given a complex matter, then ten working days, once', () => {
    const complex = lengthen(clock, START + HOUR, calendar, STANDARD_LIMITS)
    expect(complex).toMatchObject({ rule: 'resolution-10wd/1', dueAt: at('2026-12-10 00:00') })
    expect(refusal(() => lengthen(complex, START + HOUR, calendar, STANDARD_LIMITS))).toBe(
      'issue.already-complex',
    )
  })

  it('given an extension, then so many working days more, once', () => {
    const longer = extend(clock, 3, START + HOUR, calendar, STANDARD_LIMITS)
    expect(longer).toMatchObject({ extendedDays: 3, dueAt: at('2026-12-08 00:00') })
    expect(refusal(() => extend(longer, 1, START + HOUR, calendar, STANDARD_LIMITS))).toBe(
      'issue.already-extended',
    )
  })

  it('late stays late for ever: nothing moves a due moment that has passed', () => {
    const late = clock.dueAt + 1
    for (const work of [
      () => extend(clock, 10, late, calendar, STANDARD_LIMITS),
      () => lengthen(clock, late, calendar, STANDARD_LIMITS),
      () => pause(clock, late, calendar, STANDARD_LIMITS),
    ])
      expect(refusal(work)).toBe('issue.too-late-to-extend')
    expect(recount(clock, late, workCalendar({ ...shippedCalendar, years: { 2026: [] } }))).toBe(
      clock,
    )
    expect(refusal(() => extend(clock, 1, clock.dueAt, calendar, STANDARD_LIMITS))).toBe('none')
  })
})

describe('waiting for the voter', () => {
  const asked = pause(clock, at('2026-11-26 11:00'), calendar, STANDARD_LIMITS)

  it('stands still at most five working days, and is due as if it stood still so long', () => {
    expect(asked.resumeBy).toBe(at('2026-12-04 00:00'))
    // 4 hours of the 26th and five days of 6.5 hours, after the 2nd: five days and 4 hours on.
    expect(asked.dueAt).toBe(at('2026-12-10 15:00'))
  })

  it('moves the due moment by the office hours in which it stood still, no more', () => {
    const back = resume(asked, at('2026-11-27 09:30'), calendar)
    expect(back).toMatchObject({ pausedAt: null, resumeBy: null })
    // 4 hours on the 26th, one on the 27th, which begin after the 2nd: 8:30–12:00 and 14:30–16:00.
    expect(back.dueAt).toBe(at('2026-12-03 16:00'))
  })

  it('given a night and a weekend, then nothing is added', () => {
    const evening = pause(clock, at('2026-11-27 18:00'), calendar, STANDARD_LIMITS)
    expect(resume(evening, at('2026-11-30 08:00'), calendar).dueAt).toBe(clock.dueAt)
  })

  it('given a voter who speaks after the limit, then what counts is the limit', () => {
    const late = resume(asked, at('2026-12-20 09:00'), calendar)
    expect(late.pauses).toEqual([[at('2026-11-26 11:00'), asked.resumeBy]])
    expect(late.dueAt).toBe(asked.dueAt)
  })

  it('twice at most, and never two at once', () => {
    const twice = resume(
      pause(
        resume(asked, START + 24 * HOUR, calendar),
        START + 25 * HOUR,
        calendar,
        STANDARD_LIMITS,
      ),
      START + 26 * HOUR,
      calendar,
    )
    expect(refusal(() => pause(asked, START + 24 * HOUR, calendar, STANDARD_LIMITS))).toBe(
      'issue.not-now',
    )
    expect(refusal(() => pause(twice, START + 27 * HOUR, calendar, STANDARD_LIMITS))).toBe(
      'issue.too-many-waits',
    )
    expect(refusal(() => resume(twice, START + 27 * HOUR, calendar))).toBe('issue.not-now')
  })
})

describe('a year without a table', () => {
  const december = startResolution(at('2026-12-30 09:00'), calendar, STANDARD_LIMITS)

  it('lets the answer through, counts nothing, and is neither late nor to be extended', () => {
    expect(december.dueAt).toBe(NOT_COUNTED_YET)
    expect(
      refusal(() => extend(december, 1, at('2026-12-30 10:00'), calendar, STANDARD_LIMITS)),
    ).toBe('calendar.year-unknown')
    expect(resolutionSum(december, calendar).join()).toContain('不会先猜')
  })

  it('is counted as soon as the year is there', () => {
    const years = {
      ...shippedCalendar.years,
      2027: [{ date: '2027-01-01', kind: 'off' as const, name: '元旦' }],
    }
    const known = workCalendar({ ...shippedCalendar, years })
    expect(recount(december, at('2026-12-31 09:00'), known).dueAt).toBe(at('2027-01-08 00:00'))
  })
})

describe('the arithmetic that is shown', () => {
  it('names every day that counts and every one that does not', () => {
    expect(resolutionSum(clock, calendar)).toEqual([
      '11月25日 20:14 起算，当天不算',
      '第 1 个工作日 11月26日 周四',
      '第 2 个工作日 11月27日 周五',
      '11月28日到11月29日 周末，不算',
      '第 3 个工作日 11月30日 周一',
      '第 4 个工作日 12月1日 周二',
      '第 5 个工作日 12月2日 周三',
      '最后一天算到 24 点 → 12月2日 24:00',
    ])
  })

  it('names holidays and weekends that are worked', () => {
    const lines = resolutionSum(
      startResolution(at('2026-09-30 09:00'), calendar, STANDARD_LIMITS),
      calendar,
    )
    expect(lines).toContain('10月1日到10月7日 国庆节，不算')
    expect(lines).toContain('第 3 个工作日 10月10日 周六 国庆节调休，上班')
  })

  it('ends with the moment at which it is due, whatever happened (1000 seeded histories)', () => {
    let state = 42
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
      return state % below
    }
    for (let n = 0; n < 1000; n++) {
      let now = at('2026-01-05 00:00') + random(280 * 24 * 60) * MINUTE
      let one: ResolutionClock = startResolution(now, calendar, STANDARD_LIMITS)
      const steps = [
        () => extend(one, 1 + random(10), now, calendar, STANDARD_LIMITS),
        () => lengthen(one, now, calendar, STANDARD_LIMITS),
        () => pause(one, now, calendar, STANDARD_LIMITS),
        () => resume(one, now, calendar),
      ]
      for (let move = 0; move < 6; move++) {
        now += random(30 * 60) * MINUTE
        const before = one
        try {
          one = (steps[random(4)] as () => ResolutionClock)()
        } catch (error) {
          if (!(error instanceof Failure)) throw error
        }
        // Going on earlier than at the limit is the only step that brings the end nearer.
        if (before.pausedAt === null) expect(one.dueAt).toBeGreaterThanOrEqual(before.dueAt)
        expect(one.dueAt).toBe(resolutionDue(one, calendar))
      }
      const stood = one.pauses.reduce((sum, [a, b]) => sum + workingTimeBetween(a, b, calendar), 0)
      if (one.pausedAt === null) {
        const plain = resolutionDue({ ...one, pauses: [] }, calendar)
        expect(one.dueAt).toBe(addWorkingTime(plain, stood, calendar))
      }
      expect(resolutionSum(one, calendar).findLast((line) => line.includes('→'))).toContain(
        `→ ${untilWords(one.dueAt)}`,
      )
    }
  })
})

describe('the verdict', () => {
  it('may be given until 24:00 of the fifteenth day after the end', () => {
    expect(verdictUntil(at('2026-11-25 08:00'), STANDARD_LIMITS)).toBe(at('2026-12-11 00:00'))
  })
})
