import { HOUR, SECOND } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import type { ResponseCommand } from '@mashang/shared/issues/commands.model.ts'
import {
  after,
  decideResponse,
  type IssueFacts,
  isLate,
  isOverdue,
  type Move,
  may,
  moves,
  ownDueAt,
  responseDueAt,
} from '@mashang/shared/issues/issues.rules.ts'
import { type IssueState, issueStates } from '@mashang/shared/issues/issues.words.ts'
import { describe, expect, it } from 'vitest'

const FILED = Date.parse('2026-11-23T02:32:00.000Z')
const DUE = responseDueAt(FILED)
const WORDS = '地下电缆断了，区住建局明天上午来换线。'

const issue = (changes: Partial<IssueFacts> = {}): IssueFacts => ({
  state: 'awaiting',
  dueAt: DUE,
  respondedAt: null,
  bounces: 0,
  ...changes,
})

/** The stable code of what a call refuses with. */
const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error.kind.code
    throw error
  }
  return 'none'
}

/** Decides in a district where matters are passed on twice at most. */
const decide = (facts: IssueFacts, command: ResponseCommand, now: number) =>
  decideResponse(facts, command, now, 2)

describe('the 24-hour response clock', () => {
  it('is due 24 natural hours after filing, holidays and weekends included', () => {
    const nationalDay = Date.parse('2026-10-01T00:00:00.000Z')
    expect(responseDueAt(nationalDay) - nationalDay).toBe(24 * HOUR)
  })

  it('counts an answer exactly 24:00:00.000 later as on time', () => {
    const decision = decide(issue(), { decision: 'answer', text: WORDS }, FILED + 24 * HOUR)
    expect(decision).toMatchObject({ late: false, stopsClock: true, respondedAt: DUE })
  })

  it('counts an answer one millisecond after that as late', () => {
    expect(decide(issue(), { decision: 'answer', text: WORDS }, DUE + 1)).toMatchObject({
      late: true,
      stopsClock: true,
    })
    expect([isLate(DUE, DUE), isLate(DUE, DUE + 1)]).toEqual([false, true])
  })

  it('given a late first answer, when it is answered again, then it stays late and stopped', () => {
    const late = issue({ state: 'referred', respondedAt: DUE + SECOND })
    expect(decide(late, { decision: 'answer', text: WORDS }, DUE + HOUR)).toMatchObject({
      late: true,
      stopsClock: false,
      respondedAt: DUE + SECOND,
    })
  })

  it('given an answer in time, when it is answered again after the due moment, then it stays in time', () => {
    const good = issue({ state: 'referred', respondedAt: DUE - SECOND })
    expect(decide(good, { decision: 'answer', text: WORDS }, DUE + HOUR)).toMatchObject({
      late: false,
      respondedAt: DUE - SECOND,
    })
  })

  it('gives whoever gets a matter later 24 hours of their own, never less than the voter was promised', () => {
    expect(ownDueAt({ dueAt: DUE, reachedAt: FILED })).toBe(DUE)
    expect(ownDueAt({ dueAt: DUE, reachedAt: DUE + HOUR })).toBe(DUE + 25 * HOUR)
  })

  it.each([
    ['running, at the due moment', { state: 'awaiting', respondedAt: null }, DUE, false],
    ['running, a millisecond later', { state: 'awaiting', respondedAt: null }, DUE + 1, true],
    ['answered late, long ago', { state: 'closed', respondedAt: DUE + 1 }, DUE + HOUR, true],
    ['answered in time, long ago', { state: 'closed', respondedAt: DUE }, DUE + HOUR, false],
    ['taken back before an answer', { state: 'withdrawn', respondedAt: null }, DUE + HOUR, false],
    ['taken back after a late one', { state: 'withdrawn', respondedAt: DUE + 1 }, DUE, true],
  ] as const)('overdue: %s', (_what, facts, now, expected) => {
    expect(isOverdue({ dueAt: DUE, ...facts }, now)).toBe(expected)
  })
})

describe('the table of moves', () => {
  const states = Object.keys(issueStates) as IssueState[]
  const all: Move[] = [
    'answer',
    'refer',
    'decline',
    'note',
    'reassign',
    'message',
    'withdraw',
    'verdict',
    'conclude',
    'extend',
    'wait',
  ]

  it('knows every state', () => {
    expect(Object.keys(moves).sort()).toEqual([...states].sort())
  })

  it.each(states.flatMap((state) => all.map((move) => [state, move] as const)))(
    '%s × %s: follows the table or refuses with 409',
    (state, move) => {
      const next = moves[state][move]
      expect(may(state, move)).toBe(next !== undefined)
      if (next === undefined) expect(refusal(() => after(state, move))).toBe('issue.not-now')
      else expect(states).toContain(after(state, move))
    },
  )

  it('lets nothing be answered twice, and nothing happen after a withdrawal', () => {
    for (const state of ['answered', 'concluded', 'declined', 'closed', 'withdrawn'] as const)
      for (const move of ['answer', 'refer', 'decline'] as const)
        expect(may(state, move)).toBe(false)
    for (const move of all) expect(may('withdrawn', move)).toBe(false)
  })

  it('declines only what nobody has answered yet', () => {
    expect(states.filter((state) => may(state, 'decline'))).toEqual(['held', 'awaiting'])
  })

  it('asks for a verdict only after an answer or a refusal, never while it is passed on', () => {
    expect(states.filter((state) => may(state, 'verdict'))).toEqual([
      'answered',
      'concluded',
      'declined',
    ])
  })
})

describe('passing on', () => {
  const toStation = { decision: 'refer', text: WORDS, to: { kind: 'station', id: 's2' } } as const

  it('hands the matter over and counts the bounce', () => {
    expect(decide(issue(), toStation, FILED)).toMatchObject({
      state: 'referred',
      messageKind: 'referral',
      handTo: { kind: 'station', id: 's2' },
      bounces: 1,
    })
  })

  it('given two bounces, when it is passed on inside once more, then the office must decide', () => {
    const tired = issue({ state: 'referred', bounces: 2 })
    expect(refusal(() => decide(tired, toStation, FILED))).toBe('issue.too-many-bounces')
  })

  it('given two bounces, a department may still be named, and it stays with who answers', () => {
    const tired = issue({ state: 'referred', bounces: 2 })
    const to = { kind: 'department', name: '区住建局' } as const
    expect(decide(tired, { decision: 'refer', text: WORDS, to }, FILED)).toMatchObject({
      handTo: null,
      bounces: 2,
    })
  })

  it.each([
    ['nowhere', undefined],
    ['a station without id', { kind: 'station' }],
    ['a representative without id', { kind: 'representative' }],
    ['a department without name', { kind: 'department' }],
  ] as const)('refuses to pass on to %s', (_what, to) => {
    expect(refusal(() => decide(issue(), { decision: 'refer', text: WORDS, to }, FILED))).toBe(
      'issue.target-required',
    )
  })

  it('to the hotline needs no name', () => {
    expect(
      decide(issue(), { decision: 'refer', text: WORDS, to: { kind: 'hotline' } }, FILED),
    ).toMatchObject({ state: 'referred', handTo: null, stopsClock: true })
  })

  it('to somewhere else, where the voter goes alone, is no referral', () => {
    const to = { kind: 'elsewhere', name: '法院' } as const
    expect(refusal(() => decide(issue(), { decision: 'refer', text: WORDS, to }, FILED))).toBe(
      'issue.target-required',
    )
  })
})

describe('declining', () => {
  const text = '这是法院在审的案子，代表不能过问。'
  const court = { kind: 'elsewhere', name: '法院' } as const

  it('needs words, and a place to go to instead', () => {
    expect(
      refusal(() => decide(issue(), { decision: 'decline', text: '收到', to: court }, FILED)),
    ).toBe('issue.answer-not-substantive')
    expect(decide(issue(), { decision: 'decline', text, to: court }, FILED)).toMatchObject({
      state: 'declined',
      messageKind: 'decline',
      handTo: null,
      stopsClock: true,
    })
  })

  it.each([
    ['nothing', undefined],
    ['a place without a name', { kind: 'elsewhere' }],
    ['a department, which would be a referral', { kind: 'department', name: '区医保局' }],
    ['a station', { kind: 'station', id: 'one' }],
  ] as const)('is refused with %s', (_what, to) => {
    expect(refusal(() => decide(issue(), { decision: 'decline', text, to }, FILED))).toBe(
      'issue.place-required',
    )
  })
})
