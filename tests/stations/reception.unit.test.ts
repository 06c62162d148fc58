import { localParts } from '@mashang/shared/core/local-time.ts'
import { nextReception } from '@mashang/shared/stations/reception.rules.ts'
import { describe, expect, it } from 'vitest'

/** A Monday, 10:32 in the district. */
const NOW = Date.parse('2026-11-23T02:32:00.000Z')

const next = (words: string, now = NOW): string | null => {
  const at = nextReception(words, now)
  if (at === null) return null
  const { month, day, hour } = localParts(at)
  expect(hour, 'a day begins at midnight').toBe(0)
  return `${month}-${day}`
}

describe('the next reception day', () => {
  it.each([
    ['每月第一个星期二', '12-1'],
    ['每月第一个星期二 9:00–11:30', '12-1'],
    ['每月第4个周一', '11-23'],
    ['每月最后一个星期五下午', '11-27'],
    ['每周三', '11-25'],
    ['每周一上午', '11-23'],
    ['每星期二、四 9:00-17:00', '11-24'],
    ['每周二至周五', '11-24'],
    ['每周天', '11-29'],
    ['每月5日、20日上午9点', '12-5'],
    ['每月23号', '11-23'],
    ['每个月第五个星期日', '11-29'],
  ])('given “%s” on Monday 11-23, then %s', (words, expected) => {
    expect(next(words)).toBe(expected)
  })

  it('given that today’s is over, then the one after', () => {
    expect(next('每周一 9:00-10:00')).toBe('11-30')
    expect(next('每周一 9:00-11:30')).toBe('11-23')
    expect(next('每月23日上午9点', Date.parse('2026-11-23T08:00:00.000Z'))).toBe('12-23')
    expect(next('每周一下午2点半到5点', Date.parse('2026-11-23T08:00:00.000Z'))).toBe('11-23')
  })

  /** On that day of November 2026, a Sunday being the 22nd and the 29th, at that time. */
  const on = (day: number, time = '08:00'): number =>
    Date.parse(`2026-11-${String(day).padStart(2, '0')}T${time}:00+08:00`)

  it.each([
    ['每周二至周五', 25, '11-25'],
    ['每周二至五', 27, '11-27'],
    ['每周二到周五', 28, '12-1'],
    ['每周一—周三', 24, '11-24'],
    ['每周一——周三', 25, '11-25'],
    ['每周六至周日', 29, '11-29'],
    ['每周六至周日', 23, '11-28'],
    ['每周一、周三', 24, '11-25'],
    ['每周一和周五', 24, '11-27'],
    ['每星期二、星期四', 25, '11-26'],
  ])('given “%s” on 11-%i, then %s', (words, day, expected) => {
    expect(next(words, on(day))).toBe(expected)
  })

  it('given the last of a weekday, then no earlier one', () => {
    expect(next('每月最后一个星期一', on(23))).toBe('11-30')
    expect(next('每月最后一个星期日', on(23))).toBe('11-29')
  })

  it('given the first of the month, then it is a day like others', () => {
    expect(next('每月1日、15日', on(23))).toBe('12-1')
  })

  it.each([
    // No time: the whole day.
    ['每周一', '23:59', '11-23'],
    // A beginning alone says nothing of the end: the morning is over at noon, …
    ['每周一 上午9点', '11:59', '11-23'],
    ['每周一 上午9点', '12:00', '11-30'],
    // … and what begins later goes on for six hours at most.
    ['每周一 12:00', '17:59', '11-23'],
    ['每周一 12:00', '18:00', '11-30'],
    ['每周一 下午2点', '19:59', '11-23'],
    ['每周一 下午2点', '20:00', '11-30'],
    // An end is an end, and in the afternoon where the beginning was.
    ['每周一 9:00-11:30', '11:29', '11-23'],
    ['每周一 9:00-11:30', '11:30', '11-30'],
    ['每周一 9点到11点半', '11:29', '11-23'],
    ['每周一 9点到11点半', '11:30', '11-30'],
    ['每周一 上午9点到12点', '11:59', '11-23'],
    ['每周一 上午9点到12点', '12:00', '11-30'],
    ['每周一 下午2点半到5点', '16:59', '11-23'],
    ['每周一 下午2点半到5点', '17:00', '11-30'],
  ])('given “%s” at %s on that day, then %s', (words, time, expected) => {
    expect(next(words, on(23, time))).toBe(expected)
  })

  it('given words that name no day, then none', () => {
    for (const words of [
      '工作日',
      '请先打电话',
      '每月40日',
      '每月0日',
      '每月5日、40日',
      '',
      '每月',
    ])
      expect(next(words), words).toBeNull()
    expect(nextReception(null, NOW)).toBeNull()
  })

  it('given a 31st, then months without one are passed over', () => {
    expect(next('每月31日', Date.parse('2027-02-01T02:00:00.000Z'))).toBe('3-31')
  })
})
