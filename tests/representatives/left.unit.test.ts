import {
  hadLeftBefore,
  leftWords,
  servedUntil,
} from '@mashang/shared/representatives/left.rules.ts'
import { describe, expect, it } from 'vitest'

describe('somebody who left office', () => {
  it.each([
    ['2026-03-15', '2026-03-15T16:00:00.000Z'],
    ['2026-03', '2026-03-31T16:00:00.000Z'],
    ['2026-11', '2026-11-30T16:00:00.000Z'],
    ['2026-12', '2026-12-31T16:00:00.000Z'],
    ['2026', '2026-12-31T16:00:00.000Z'],
  ])('on %s served until its end', (on, until) => {
    expect(new Date(servedUntil(on)).toISOString()).toBe(until)
  })
  it.each([
    [null, '已离任'],
    ['2026', '2026年离任'],
    ['2026-03', '2026年3月离任'],
    ['2026-03-15', '2026年3月15日离任'],
  ])('on %s is said to have left as far as it is known', (on, words) => {
    expect(leftWords(on)).toBe(words)
  })
  it('was known only as one who had left where that was before', () => {
    const known = (until: number | null) => hadLeftBefore({ since: 5, until })
    expect([known(null), known(4), known(5), known(6)]).toEqual([false, true, true, false])
  })
})
