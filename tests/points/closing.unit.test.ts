import { Failure } from '@mashang/shared/core/errors.ts'
import {
  type Closing,
  isAppraised,
  mayBeAppraised,
  mayClose,
  mayObject,
  maySign,
  mustBeOver,
  noticeEnd,
} from '@mashang/shared/points/closing.rules.ts'
import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import {
  boundsOf,
  bucketOf,
  periodKey,
  periodOf,
  periodWords,
  yearBefore,
} from '@mashang/shared/points/periods.rules.ts'
import { describe, expect, it } from 'vitest'

const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+08:00`)
const UNTIL = at('2027-01-16 00:00')
const closing = (given: Partial<Closing> = {}): Closing => ({
  period: { year: 2026, half: null },
  state: 'notice',
  noticeUntil: UNTIL,
  ...given,
})
function refusal(work: () => void): { code: string; detail: string | undefined } | null {
  try {
    work()
    return null
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { code: error.kind.code, detail: error.details.detail }
  }
}
const code = (work: () => void) => refusal(work)?.code ?? null

describe('a period', () => {
  it.each([
    ['2026', '2026 年', '2026-01-01 00:00', '2027-01-01 00:00', '2025'],
    ['2026-1', '2026 年上半年', '2026-01-01 00:00', '2026-07-01 00:00', '2025-1'],
    ['2026-2', '2026 年下半年', '2026-07-01 00:00', '2027-01-01 00:00', '2025-2'],
  ])('given %s, then it is %s, from %s to %s', (key, words, from, to, before) => {
    const period = periodOf(key)
    expect(periodKey(period)).toBe(key)
    expect(periodWords(period)).toBe(words)
    expect(boundsOf(period)).toEqual({ from: at(from), to: at(to) })
    expect(periodKey(yearBefore(period))).toBe(before)
  })

  it('given a moment, then its cap is that of its year or half', () => {
    expect(bucketOf(at('2026-06-30 23:59'), 'year')).toBe('2026')
    expect(bucketOf(at('2026-06-30 23:59'), 'half')).toBe('2026-1')
    expect(bucketOf(at('2026-07-01 00:00'), 'half')).toBe('2026-2')
  })

  it('is drawn up when it is over, not a moment before', () => {
    const end = at('2027-01-01 00:00')
    expect(code(() => mustBeOver({ year: 2026, half: null }, end - 1))).toBe('points.period-runs')
    expect(code(() => mustBeOver({ year: 2026, half: null }, end))).toBeNull()
  })
})

describe('closing a period', () => {
  it('appraises farmers, herders and residents, at the end of a year', () => {
    const sectors = defaultRuleSet
    expect(isAppraised('农民', sectors)).toBe(true)
    expect(isAppraised('干部', sectors)).toBe(false)
    expect(isAppraised(null, sectors)).toBe(false)
    // Which ones is the office's choice; what is written down otherwise comes first.
    expect(isAppraised('社区工作者', sectors)).toBe(true)
    expect(isAppraised('社区工作者', { ...sectors, notAppraised: ['工作者'] })).toBe(false)
    expect(isAppraised('居民', { appraised: ['工人'], notAppraised: [] })).toBe(false)
    expect(isAppraised('居民', { appraised: [], notAppraised: [] })).toBe(false)
    expect(mayBeAppraised(closing(), '牧民代表', sectors)).toBe(true)
    expect(mayBeAppraised(closing(), '干部', sectors)).toBe(false)
    expect(mayBeAppraised(closing({ period: { year: 2026, half: 2 } }), '牧民代表', sectors)).toBe(
      false,
    )
  })

  it('makes it public for so many whole days after the signature as the rules say', () => {
    expect(noticeEnd(at('2027-01-10 09:00'), 5)).toBe(at('2027-01-16 00:00'))
    expect(noticeEnd(at('2027-01-10 09:00'), 7)).toBe(at('2027-01-18 00:00'))
  })

  it('is signed as a draft in which nothing is open', () => {
    const draft = closing({ state: 'draft' })
    expect(
      code(() => maySign(draft, { people: 2, reviews: 0, appraisals: 0, leftOut: 0 }, 0)),
    ).toBeNull()
    expect(
      code(() => maySign(closing(), { people: 2, reviews: 0, appraisals: 0, leftOut: 0 }, 0)),
    ).toBe('points.closing-moved')
    expect(
      code(() => maySign(draft, { people: 0, reviews: 0, appraisals: 0, leftOut: 0 }, 0)),
    ).toBe('points.nobody')
    // Somebody is not in it: whoever signs says how many, as they were told.
    const open = { people: 2, reviews: 0, appraisals: 0, leftOut: 86 }
    expect(code(() => maySign(draft, open, 86))).toBeNull()
    for (const seen of [0, 85])
      expect(code(() => maySign(draft, open, seen))).toBe('points.people-left-out')
    const reviews = refusal(() =>
      maySign(draft, { people: 2, reviews: 1, appraisals: 0, leftOut: 0 }, 0),
    )
    expect(reviews?.detail).toContain('1 件没核对')
    const appraisals = refusal(() =>
      maySign(draft, { people: 2, reviews: 0, appraisals: 2, leftOut: 0 }, 0),
    )
    expect(appraisals?.detail).toContain('2 位代表没有作年终核定')
  })

  it('ends after the notice, when every objection was answered', () => {
    expect(code(() => mayClose(closing(), 0, UNTIL))).toBeNull()
    expect(code(() => mayClose(closing({ state: 'draft' }), 0, UNTIL))).toBe('points.closing-moved')
    expect(code(() => mayClose(closing(), 0, UNTIL - 1))).toBe('points.notice-runs')
    expect(code(() => mayClose(closing({ noticeUntil: null }), 0, UNTIL))).toBe(
      'points.notice-runs',
    )
    expect(refusal(() => mayClose(closing(), 1, UNTIL))?.detail).toContain('1 条代表的意见')
  })

  it('may be objected to while the notice runs', () => {
    expect(mayObject(closing(), UNTIL - 1)).toBe(true)
    expect(mayObject(closing(), UNTIL)).toBe(false)
    expect(mayObject(closing({ noticeUntil: null }), 0)).toBe(false)
    expect(mayObject(closing({ state: 'draft' }), UNTIL - 1)).toBe(false)
  })
})
