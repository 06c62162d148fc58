import { handlerWords } from '@mashang/client/suggestions/handler-words.ts'
import { isPromiseLate, standingWords } from '@mashang/client/suggestions/over.ts'
import { isPromised } from '@mashang/shared/suggestions/state-words.rules.ts'
import { describe, expect, it } from 'vitest'

const answeredAt = '2026-03-02T00:00:00.000Z'
const NOW = Date.parse(answeredAt)
const withdrawing = false
const promiseAgreed = false

describe('how a suggestion stands, for whoever wrote it', () => {
  it('given an open promise, then its end is told with the day', () => {
    const row = {
      state: 'closed',
      answeredAt,
      withdrawing,
      promiseAgreed,
      promisedFor: '2027-04-30T16:00:00.000Z',
    } as const
    expect([isPromised(row), standingWords(row, NOW)]).toEqual([
      true,
      '已答复，答应 2027年4月30日前办成',
    ])
    expect(standingWords({ ...row, promiseAgreed: true }, NOW)).toBe(
      '已答复，协调商定 2027年4月30日前办成',
    )
  })

  it('given that the promised day has passed, then nobody has answered again yet', () => {
    const row = {
      state: 'closed',
      answeredAt,
      withdrawing,
      promiseAgreed,
      promisedFor: '2026-04-30T16:00:00.000Z',
    } as const
    const end = Date.parse(row.promisedFor)
    expect([isPromiseLate(row, end - 1), isPromiseLate(row, end)]).toEqual([false, true])
    expect(standingWords(row, end)).toBe('已答复，答应 2026年4月30日前办成，过了还没再答复')
  })

  it('given that nothing is promised, or it is still under way, then its state alone', () => {
    const over = {
      state: 'closed',
      answeredAt,
      withdrawing,
      promiseAgreed,
      promisedFor: null,
    } as const
    const open = { ...over, state: 'answered', promisedFor: '2027-04-30T16:00:00.000Z' } as const
    expect([isPromised(over), standingWords(over, NOW)]).toEqual([false, '办结'])
    expect(isPromised(open)).toBe(false)
  })

  it('given that its lead wants it back, then that beside its state', () => {
    const row = { state: 'handling', answeredAt: null, promiseAgreed, promisedFor: null } as const
    expect(standingWords({ ...row, withdrawing: true }, NOW)).toBe('办理中，撤回待同意')
    expect(standingWords({ ...row, withdrawing }, NOW)).toBe('办理中')
  })

  it('given a list of an earlier year that says no answer, then that, and not that it was ended', () => {
    const left = {
      state: 'closed',
      answeredAt: null,
      withdrawing,
      promiseAgreed,
      promisedFor: null,
    } as const
    expect(standingWords(left, NOW)).toBe('没有答复')
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

  it('of an earlier year without an answer nothing is said that nobody did', () => {
    const left = { state: 'closed', answeredAt: null }
    expect(words(left)).toBe('没有答复')
    expect(words(left, { ...housing, part: 'co' })).toBe('没有记录')
  })

  it('a co-handler that has spoken', () => {
    const opinions = [{ department: { id: 'housing' } }]
    expect(words({ opinions }, { ...housing, part: 'co' })).toBe('已提意见')
  })
})
