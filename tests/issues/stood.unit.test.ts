import { answerStoodAt } from '@mashang/shared/issues/stood.rules.ts'
import { describe, expect, it } from 'vitest'

const at = Date.parse('2026-03-02T02:00:00Z')
const fact = (n: number, type: string, data: Record<string, unknown> = {}) => ({
  at: at + n,
  type: `issue.${type}`,
  data,
})
const life = [
  fact(0, 'answered', { first: true }),
  fact(1, 'rated', { answer: 'dissatisfied', solved: 'dissatisfied' }),
  fact(1, 'redo'),
  fact(2, 'rated', { answer: 'satisfied', solved: 'acceptable' }),
  fact(3, 'acknowledgement-upheld'),
]
const now = { hollow: true, redone: true, verdict: 'satisfied', solved: 'acceptable' } as const

describe('what had come of an answer at a moment', () => {
  it.each([
    ['answered only', 1, { hollow: false, redone: false, verdict: null, solved: null }],
    ['opened once more', 2, { hollow: false, redone: true, verdict: null, solved: null }],
    [
      'judged again',
      3,
      { hollow: false, redone: true, verdict: 'satisfied', solved: 'acceptable' },
    ],
  ] as const)('given one that was %s by then, then nothing of later is told', (_, until, stood) => {
    expect(answerStoodAt(now, life, at + until)).toEqual(stood)
  })

  it('given that nothing came later, then it stands as it does, also where its facts are unknown', () => {
    expect(answerStoodAt(now, life, at + 4)).toBe(now)
    expect(answerStoodAt(now, [], at)).toBe(now)
  })
})
