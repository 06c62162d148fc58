import { handlerWords } from '@mashang/client/suggestions/handler-words.ts'
import { isPromised, standingWords } from '@mashang/client/suggestions/work/over.ts'
import { describe, expect, it } from 'vitest'

describe('how a suggestion stands, for whoever wrote it', () => {
  it('given an open promise, then its end is told with the day', () => {
    const row = { state: 'closed', promisedFor: '2027-04-30T16:00:00.000Z' } as const
    expect([isPromised(row), standingWords(row)]).toEqual([
      true,
      '已答复，答应 2027年4月30日前办成',
    ])
  })

  it('given that nothing is promised, or it is still under way, then its state alone', () => {
    const over = { state: 'closed', promisedFor: null } as const
    const open = { state: 'answered', promisedFor: '2027-04-30T16:00:00.000Z' } as const
    expect([isPromised(over), standingWords(over)]).toEqual([false, '办结'])
    expect(isPromised(open)).toBe(false)
  })
})

describe('how far a department is', () => {
  const housing = { id: 'housing', name: '住建局', part: 'lead', received: true } as const
  const letters = [{ department: { id: 'housing' }, signedAt: '2026-03-02T00:00:00.000Z' }]
  const owes = [{ clock: 'answer', ownerId: 'housing', stoppedAt: null }]
  const words = (given: object, one: object = housing): string =>
    handlerWords(one as never, { letters: [], opinions: [], clocks: [], ...given } as never)

  it('received, answered, asked once more', () => {
    expect(words({})).toBe('已签收')
    expect(words({}, { ...housing, received: false })).toBe('待签收')
    expect(words({ letters })).toBe('已答复')
    expect(words({ letters, clocks: owes })).toBe('已签收')
    expect(words({ letters: [{ ...letters[0], signedAt: null }] })).toBe('已签收')
  })

  it('a co-handler that has spoken', () => {
    const opinions = [{ department: { id: 'housing' } }]
    expect(words({ opinions }, { ...housing, part: 'co' })).toBe('已提意见')
  })
})
