import { commonHand, handlingsSince } from '@mashang/shared/accounts/independence.rules.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { expect, it } from 'vitest'

it('given hands that both went through, then the first of them is named, else nobody', () => {
  expect(commonHand(new Set(['a', 'x', 'y']), new Set(['b', 'y', 'x']))).toBe('x')
  expect(commonHand(new Set(['a']), new Set(['b', 'a']))).toBe('a')
  expect(commonHand(new Set(['a']), new Set(['b']))).toBeNull()
})

it('given a handling of thirty days ago, then it counts, and an earlier one does not', () => {
  const now = Date.parse('2026-11-26T02:00:00Z')
  expect(handlingsSince(now)).toBe(now - 30 * DAY)
})
