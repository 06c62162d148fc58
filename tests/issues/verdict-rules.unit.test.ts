import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { STANDARD_LIMITS } from '@mashang/shared/districts/limits.words.ts'
import { mayChase } from '@mashang/shared/issues/chase.rules.ts'
import { verdictUntil } from '@mashang/shared/issues/resolution.rules.ts'
import { decideVerdict, type JudgedIssue } from '@mashang/shared/issues/verdict.rules.ts'
import { describe, expect, it } from 'vitest'

const NOW = Date.parse('2026-11-25T02:00:00.000Z')
const issue = (changes: Partial<JudgedIssue> = {}): JudgedIssue => ({
  state: 'answered',
  respondedAt: NOW - HOUR,
  endedAt: null,
  redos: 0,
  acknowledgement: null,
  wordsErasedAt: null,
  suggested: false,
  ...changes,
})
const good = { answer: 'satisfied', solved: 'acceptable', onlyAcknowledged: false } as const

describe('a verdict', () => {
  it('given a voter who is satisfied, when judged, then it is closed and nothing is owed', () => {
    expect(decideVerdict(issue(), good, NOW, STANDARD_LIMITS)).toEqual({
      state: 'closed',
      next: null,
      review: false,
      stops: true,
    })
  })

  it.each(['answer', 'solved'] as const)(
    'given 不满意 with the %s, then it is done once more, and the second time it is the office’s',
    (question) => {
      const bad = { ...good, [question]: 'dissatisfied' as const }
      expect(decideVerdict(issue(), bad, NOW, STANDARD_LIMITS)).toMatchObject({
        state: 'redo',
        next: 'redo',
        stops: false,
      })
      expect(decideVerdict(issue({ redos: 1 }), bad, NOW, STANDARD_LIMITS)).toMatchObject({
        state: 'coordinating',
        next: 'coordination',
        stops: true,
      })
    },
  )

  it('given “only an acknowledgement”, then the office looks once; said again it is not satisfied', () => {
    const word = { ...good, answer: 'acceptable', onlyAcknowledged: true } as const
    expect(decideVerdict(issue(), word, NOW, STANDARD_LIMITS)).toMatchObject({
      review: true,
      next: null,
    })
    const second = issue({ redos: 1, acknowledgement: 'upheld' })
    expect(decideVerdict(second, word, NOW, STANDARD_LIMITS)).toMatchObject({
      review: false,
      next: 'coordination',
    })
  })

  it('given 满意 with an answer that was none, then it is refused', () => {
    expect(() =>
      decideVerdict(issue(), { ...good, onlyAcknowledged: true }, NOW, STANDARD_LIMITS),
    ).toThrow('issue.verdict-contradicts')
  })

  it('given words that its voter had deleted, then there is nothing left to judge', () => {
    expect(() => decideVerdict(issue({ wordsErasedAt: NOW }), good, NOW, STANDARD_LIMITS)).toThrow()
  })

  it('given that it became a suggestion without an outcome, then there is nothing to judge before it is concluded', () => {
    expect(() => decideVerdict(issue({ suggested: true }), good, NOW, STANDARD_LIMITS)).toThrow(
      'issue.suggestion-open',
    )
    const concluded = issue({ suggested: true, state: 'concluded', endedAt: NOW })
    expect(decideVerdict(concluded, good, NOW, STANDARD_LIMITS).state).toBe('closed')
  })

  it('is taken until the fifteenth day is over, and not a millisecond later', () => {
    const endedAt = NOW - 3 * DAY
    const until = verdictUntil(endedAt, STANDARD_LIMITS)
    const ended = issue({ state: 'concluded', endedAt })
    expect(decideVerdict(ended, good, until, STANDARD_LIMITS).state).toBe('closed')
    expect(() => decideVerdict(ended, good, until + 1, STANDARD_LIMITS)).toThrow(
      'issue.verdict-over',
    )
  })

  it.each(['awaiting', 'referred', 'redo', 'coordinating', 'closed', 'withdrawn'] as const)(
    'is refused while %s',
    (state) => {
      expect(() => decideVerdict(issue({ state }), good, NOW, STANDARD_LIMITS)).toThrow()
    },
  )
})

describe('chasing', () => {
  it('given the very due moment, then not yet; a millisecond later it may', () => {
    expect(mayChase([NOW], null, NOW, 24)).toBe(false)
    expect(mayChase([NOW], null, NOW + 1, 24)).toBe(true)
    expect(mayChase([], null, NOW, 24)).toBe(false)
  })

  it('given it was chased, then again after 24 hours', () => {
    expect(mayChase([NOW - DAY], NOW, NOW + DAY - 1, 24)).toBe(false)
    expect(mayChase([NOW - DAY], NOW, NOW + DAY, 24)).toBe(true)
  })
})
