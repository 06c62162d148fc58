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

  it('given words that name no day, then none', () => {
    for (const words of ['工作日', '请先打电话', '每月40日', '', '每月'])
      expect(next(words), words).toBeNull()
    expect(nextReception(null, NOW)).toBeNull()
  })

  it('given a 31st, then months without one are passed over', () => {
    expect(next('每月31日', Date.parse('2027-02-01T02:00:00.000Z'))).toBe('3-31')
  })
})
