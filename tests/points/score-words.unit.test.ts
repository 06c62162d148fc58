import { madeOfWords } from '@mashang/client/points/score-words.ts'
import { expect, it } from 'vitest'

const item = (points: number, ...entries: number[]) => ({
  points,
  entries: entries.map((one) => ({ points: one })),
})
const words = (items: ReturnType<typeof item>[], appraisal: number | null = null): string =>
  madeOfWords({ items, appraisal: appraisal === null ? null : { points: appraisal } })

it('says what a total is made of, each part where there is one, as many as are listed', () => {
  expect(words([])).toBe('只有基础分')
  expect(words([item(0, 0)], 0)).toBe('只有基础分')
  expect(words([item(2.3, 2, 0.3, 0), item(-1, -1)])).toBe('由基础分和 2 项加减分算出')
})

it('what is missing in a year and what was appraised are parts of it, too', () => {
  expect(words([item(-3)])).toBe('由基础分和全年不够的 −3 算出')
  expect(words([], 5)).toBe('由基础分和年终核定 +5 算出')
  expect(words([item(-1.9, 0.1, 1), item(2, 2)], -0.5)).toBe(
    '由基础分、2 项加减分、全年不够的 −3 和年终核定 −0.5 算出',
  )
})
