import { mayChangeOrigins, whyNoOrigin } from '@mashang/shared/suggestions/origins.rules.ts'
import { expect, it } from 'vitest'

it.each([
  ['merged', /并入/],
  ['withdrawn', /撤回/],
  ['declined', /没有立案/],
] as const)(
  'given a suggestion that is %s, then no further voter’s matter joins, and why',
  (state, words) => {
    expect(whyNoOrigin({ state })).toMatch(words)
  },
)

it.each(['draft', 'review'] as const)('given one that is %s, then it may', (state) => {
  expect(whyNoOrigin({ state })).toBeNull()
})

it('a matter may be taken out again until its voter was told', () => {
  expect(mayChangeOrigins({ submittedAt: null })).toBe(true)
  expect(mayChangeOrigins({ submittedAt: 0 })).toBe(false)
})
