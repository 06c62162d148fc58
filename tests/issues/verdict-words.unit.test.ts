import { answeredBy, followsWords, stillPromised } from '@mashang/client/issues/verdict-words.ts'
import { describe, expect, it } from 'vitest'

const clock = { stoppedAt: null, overdue: false, dueAt: '2026-12-04T16:00:00.000Z' }
const seen = (given: object = {}) =>
  ({
    state: 'answered',
    representative: { name: '李婺' },
    earlierVerdicts: [],
    resolution: clock,
    ...given,
  }) as never

describe('whose answer is judged', () => {
  const by = (...said: [kind: string, authorName: string][]): string =>
    answeredBy(seen({ messages: said.map(([kind, authorName]) => ({ kind, authorName })) }))

  it('given that another answered the last time, then that one; what is no answer does not count', () => {
    expect(by(['answer', '李婺代表'])).toBe('李婺代表')
    expect(by(['answer', '李婺代表'], ['answer', '张建平代表'], ['message', '匿名'])).toBe(
      '张建平代表',
    )
    expect(by(['conclusion', '代表工委'])).toBe('李婺代表')
  })
})

describe('before a word is sent', () => {
  it('given 不满意, then what it leads to is said', () => {
    const again = '交了以后，会请李婺代表重新办一次，24 小时内再答复您。'
    expect(followsWords(seen(), ['dissatisfied', ''])).toBe(again)
    expect(followsWords(seen(), ['satisfied', 'dissatisfied'])).toBe(again)
    expect(followsWords(seen({ earlierVerdicts: [{}] }), ['dissatisfied', 'dissatisfied'])).toBe(
      '交了以后，由代表工委出面协调。',
    )
    expect(followsWords(seen(), ['satisfied', 'acceptable'])).toBeNull()
    expect(followsWords(seen(), ['', ''])).toBeNull()
  })

  it('given that what was promised has time left, then that is said; late or over, it is not', () => {
    expect(stillPromised(seen())).toBe('这件事还在办，答应 12月4日 24:00 前办结。')
    for (const resolution of [
      null,
      { ...clock, overdue: true },
      { ...clock, stoppedAt: '2026-12-01T00:00:00.000Z' },
      { ...clock, dueAt: null },
    ])
      expect(stillPromised(seen({ resolution }))).toBeNull()
    expect(stillPromised(seen({ state: 'concluded' }))).toBeNull()
  })
})
