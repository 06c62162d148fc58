import { fitsAny, manyWays, mayBeLinked } from '@mashang/client/suggestions/office/many-ways.ts'
import type { SuggestionList } from '@mashang/client/suggestions/suggestions.query.ts'
import { describe, expect, it } from 'vitest'

type Row = SuggestionList['items'][number]
const row = (given: object): Row =>
  ({
    state: 'assigned',
    answeredAt: null,
    published: false,
    secret: false,
    promisedFor: null,
    handlers: [{ id: 'housing', received: false }],
    ...given,
  }) as never

describe('what can be done with many', () => {
  it('given one of an earlier year without an answer, then nobody is to sign for it any more', () => {
    const { whyNot } = manyWays.receive
    expect(whyNot(row({}), 'housing')).toBeNull()
    expect(whyNot(row({ state: 'closed' }), 'housing')).toBe('往年的，已经过去')
    expect(whyNot(row({ state: 'withdrawn' }), 'housing')).toBe('已经结束')
    expect(whyNot(row({ handlers: [{ id: 'housing', received: true }] }), 'housing')).toBe(
      '已经签收',
    )
  })

  it('given rows to which an act would do nothing, then it does not fit, and fits as soon as one is there', () => {
    const answered = row({ state: 'answered', answeredAt: '2026-03-02T00:00:00Z' })
    const out = row({ state: 'answered', answeredAt: '2026-03-02T00:00:00Z', published: true })
    expect(fitsAny(manyWays.publish, [row({}), out], null)).toBe(false)
    expect(fitsAny(manyWays.publish, [row({}), answered], null)).toBe(true)
    expect(fitsAny(manyWays.unpublish, [row({}), answered], null)).toBe(false)
    expect(fitsAny(manyWays.unpublish, [out], null)).toBe(true)
  })

  it('given one that waits for an answer, or for what came of a promise, then a link may be asked for', () => {
    expect(
      ['review', 'assigned', 'redo', 'closed'].map((state) => mayBeLinked(row({ state }))),
    ).toEqual([false, true, true, false])
    expect(mayBeLinked(row({ state: 'closed', promisedFor: '2027-04-30T16:00:00Z' }))).toBe(true)
  })
})
