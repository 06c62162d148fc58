import { DAY } from '@mashang/shared/core/clock.ts'
import { rightsOf } from '@mashang/shared/issues/rights.rules.ts'
import { describe, expect, it } from 'vitest'

const NOW = Date.parse('2026-11-23T02:32:00.000Z')
const kept = {
  state: 'awaiting' as const,
  filedAt: NOW - DAY,
  respondedAt: null,
  endedAt: null,
  verdictAt: null,
  contactName: 'sealed',
  contactPhone: null,
  publish: true,
  wordsErasedAt: null,
  owed: false,
}

describe('what a voter may do with their own data', () => {
  it('given a matter that somebody works on, then all but deleting the words', () => {
    expect(rightsOf(kept, 'optional', NOW)).toEqual({
      correct: true,
      eraseContact: true,
      keepPrivate: true,
      eraseWords: false,
    })
  })

  it('given one that was taken back, then the words, too', () => {
    expect(rightsOf({ ...kept, state: 'withdrawn' }, 'optional', NOW).eraseWords).toBe(true)
  })

  it('given an answer whose promise is still worked on, then the words stay until that ends', () => {
    const answered = { ...kept, state: 'answered' as const, respondedAt: NOW }
    expect(rightsOf({ ...answered, owed: true }, 'optional', NOW).eraseWords).toBe(false)
    expect(rightsOf(answered, 'optional', NOW).eraseWords).toBe(true)
  })

  it('given deleted words, then nothing is left to correct or delete', () => {
    const erased = {
      ...kept,
      state: 'closed' as const,
      contactName: null,
      publish: false,
      wordsErasedAt: NOW,
    }
    expect(Object.values(rightsOf(erased, 'optional', NOW))).toEqual([false, false, false, false])
  })

  it('given a district that asks for no contact, or one that is masked, then none is taken in', () => {
    expect(rightsOf(kept, 'none', NOW).correct).toBe(false)
    const old = { ...kept, state: 'closed' as const, verdictAt: NOW - 184 * DAY }
    expect(rightsOf(old, 'optional', NOW)).toMatchObject({ correct: false, eraseContact: true })
  })
})
