import { shippedCalendar } from '@mashang/shared/calendars/shipped-years.ts'
import { workCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { NOT_COUNTED_YET, type ResolutionClock } from '@mashang/shared/issues/resolution.rules.ts'
import { hoursSum, resolutionSum } from '@mashang/shared/issues/why-sum.rules.ts'
import { describe, expect, it } from 'vitest'

const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`)
const calendar = workCalendar(shippedCalendar)
const sumOf = (start: string, workingDays: number, more: Partial<ResolutionClock> = {}) =>
  resolutionSum(
    {
      startedAt: at(start),
      dueAt: at('2026-12-31 00:00'),
      rule: 'resolution/1',
      workingDays,
      extendedDays: 0,
      pauses: [],
      pausedAt: null,
      resumeBy: null,
      ...more,
    },
    calendar,
  )

describe('the sum of a clock of hours', () => {
  it('says from when, how many, and until when, over a weekend too', () => {
    expect(hoursSum(at('2026-11-28 20:14'))).toEqual([
      '从 11月28日 20:14 起算 24 小时，节假日不停 → 11月29日 20:14',
    ])
  })
})

describe('the sum of a clock of working days', () => {
  it('given a weekend and an extension, then each day is counted or said not to count', () => {
    expect(sumOf('2026-11-25 09:00', 5, { extendedDays: 1 })).toEqual([
      '11月25日 09:00 起算，当天不算',
      '第 1 个工作日 11月26日 周四',
      '第 2 个工作日 11月27日 周五',
      '11月28日到11月29日 周末，不算',
      '第 3 个工作日 11月30日 周一',
      '第 4 个工作日 12月1日 周二',
      '第 5 个工作日 12月2日 周三',
      '第 6 个工作日（延期） 12月3日 周四',
      '最后一天算到 24 点 → 12月3日 24:00',
    ])
  })

  it('given a holiday and a Sunday that is worked for it, then both are called by their names', () => {
    expect(sumOf('2025-12-30 09:00', 2).slice(1, 4)).toEqual([
      '第 1 个工作日 12月31日 周三',
      '1月1日到1月3日 元旦，不算',
      '第 2 个工作日 1月4日 周日 元旦调休，上班',
    ])
  })

  it('given a holiday of one day, then it is no span', () => {
    expect(sumOf('2024-12-31 09:00', 1).slice(1, 3)).toEqual([
      '1月1日 元旦，不算',
      '第 1 个工作日 1月2日 周四',
    ])
  })

  it('given a year without a table, then all days that were promised are named, and no date', () => {
    const [first = '', ...rest] = sumOf('2026-12-30 09:00', 5, {
      dueAt: NOT_COUNTED_YET,
      extendedDays: 2,
    })
    expect(first).toBe('12月30日 09:00 起算 7 个工作日，当天不算')
    expect(rest.join()).toMatch(/^中间要用到的年份还没有放假安排/)
  })
})

describe('what stood still', () => {
  /** Thursday: an hour of work, and an hour of the night. */
  const pauses = [
    [at('2026-11-26 10:00'), at('2026-11-26 11:00')],
    [at('2026-11-26 20:00'), at('2026-11-26 21:00')],
  ] as const

  it('given that it is over, then its hours of work are put behind the end', () => {
    expect(sumOf('2026-11-25 09:00', 1, { pauses }).slice(3)).toEqual([
      '停表 11月26日 10:00 到 11月26日 11:00，其中上班时间 1 小时',
      '停表 11月26日 20:00 到 11月26日 21:00，其中上班时间 0 分钟',
      '把停掉的上班时间 1 小时，接在 11月26日 24:00 后面 → 11月27日 09:30',
    ])
  })

  it('given that no hour of work was in it, then the end stays', () => {
    const night = pauses.slice(1)
    expect(sumOf('2026-11-25 09:00', 1, { pauses: night }).slice(3)).toEqual([
      '停表 11月26日 20:00 到 11月26日 21:00，其中上班时间 0 分钟',
    ])
  })

  it('given that it still stands, then until when at the latest is said, and counted', () => {
    const open = { pausedAt: at('2026-11-26 10:00'), resumeBy: at('2026-11-26 12:00') }
    expect(sumOf('2026-11-25 09:00', 1, open).slice(3)).toEqual([
      '停表 11月26日 10:00 到最迟 11月26日 12:00（还停着），其中上班时间 2 小时',
      '把停掉的上班时间 2 小时，接在 11月26日 24:00 后面 → 11月27日 10:30',
    ])
  })

  it('given that it stood still without an end, then nothing is counted of it', () => {
    expect(sumOf('2026-11-25 09:00', 1, { pausedAt: at('2026-11-26 10:00') })).toHaveLength(3)
    expect(sumOf('2026-11-25 09:00', 1, { resumeBy: at('2026-11-26 10:00') })).toHaveLength(3)
  })
})
