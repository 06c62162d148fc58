import { limitsAt, limitsNow } from '@mashang/shared/districts/limits.rules.ts'
import { STANDARD_LIMITS } from '@mashang/shared/districts/limits.words.ts'
import { complexRule, resolutionRule, wordsOfRule } from '@mashang/shared/issues/clocks.words.ts'
import { describe, expect, it } from 'vitest'

const history = [
  { ...STANDARD_LIMITS, days: 7, since: 100 },
  { ...STANDARD_LIMITS, days: 3, since: 200 },
]

describe('时限与次数', () => {
  it('given none was ever set, then the standard ones hold, since ever', () => {
    expect(limitsNow(null)).toEqual({ limits: STANDARD_LIMITS, version: 1, since: null })
    expect(limitsAt(null, 5)).toEqual(limitsNow(null))
  })

  it.each([
    [99, 1, 5],
    [100, 2, 7],
    [199, 2, 7],
    [200, 3, 3],
  ])('given a clock that started at %i, then version %i with %i days', (at, version, days) => {
    const found = limitsAt(history, at)
    expect([found.version, found.limits.days]).toEqual([version, days])
  })

  it('now is the newest', () => {
    expect(limitsNow(history)).toMatchObject({ version: 3, since: 200, limits: { days: 3 } })
  })

  it('given any days, then an ordinary and a complex rule never have one name', () => {
    const names = Array.from({ length: 90 }, (_, n) => [resolutionRule(n), complexRule(n)]).flat()
    expect(new Set(names).size).toBe(180)
    expect(wordsOfRule(resolutionRule(10))).toMatch(/^答复之后 10 个工作日/)
    expect(wordsOfRule(complexRule(10))).toMatch(/^事情复杂，答复之后 10 个工作日/)
    expect(wordsOfRule(complexRule(12))).toMatch(/^事情复杂，答复之后 12 个工作日/)
    expect(wordsOfRule('redo-24h/1')).toContain('重办')
  })
})
