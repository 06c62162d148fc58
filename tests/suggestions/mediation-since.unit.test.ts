import { mediationSince } from '@mashang/shared/suggestions/after-rating.rules.ts'
import { expect, it } from 'vitest'

const word = (result: string, at: string) => ({ attitude: 'satisfied', result, at })
const since = (state: string, ...feedbacks: object[]) =>
  mediationSince({ state, feedbacks } as never)

it('given a second 不满意, then it waits for the office since that was said', () => {
  const bad = [word('dissatisfied', '2026-04-01'), word('dissatisfied', '2026-06-01')]
  expect(since('mediation', ...bad, word('fair', '2026-06-02'))).toBe('2026-06-01')
  expect(since('redo', ...bad)).toBeNull()
})
