import {
  mayChangeOrigins,
  mayTakeBack,
  whyNoOrigin,
} from '@mashang/shared/suggestions/origins.rules.ts'
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

it('one that was joined may be taken out of what was sent until something comes of it', () => {
  const told = (type: string, at: number) => ({ type: `issue.suggestion-${type}`, at })
  const sent = [told('submitted', 1), told('assigned', 1)]
  const handling = { state: 'handling' } as const
  expect(mayTakeBack(handling, sent, false)).toBe(true)
  expect(mayTakeBack(handling, sent, true)).toBe(false)
  expect(mayTakeBack(handling, [], false)).toBe(false)
  expect(mayTakeBack({ state: 'declined' }, sent, false)).toBe(false)
  for (const came of ['answered', 'settled', 'declined'])
    expect(mayTakeBack(handling, [...sent, told(came, 2)], false)).toBe(false)
  // What was there when it was joined is no news.
  expect(mayTakeBack(handling, [...sent, told('answered', 1)], false)).toBe(true)
})
