import { Failure } from '@mashang/shared/core/errors.ts'
import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import { ruleSet } from '@mashang/shared/points/rule-set.model.ts'
import {
  mustBeSound,
  mustFollow,
  shippedVersion,
  stateOfVersion,
} from '@mashang/shared/points/rule-set.rules.ts'
import { Simulated } from '@mashang/shared/points/simulation.rules.ts'
import { describe, expect, it } from 'vitest'
import { noon, rule, ruleSetOf } from './facts.ts'

const refusal = (work: () => void): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error.kind.code
    throw error
  }
  return 'fine'
}
const of = (...rules: Parameters<typeof ruleSetOf>): string =>
  refusal(() => mustBeSound(ruleSetOf(...rules)))

it('the shipped set is sound, in its shape as well', () => {
  mustBeSound(ruleSet.parse(defaultRuleSet))
  expect(defaultRuleSet.rules.length).toBe(10)
})

describe('a rule set is refused with the reason', () => {
  it('given an unknown fact, one that stands in two rules, none at all', () => {
    expect(of({ ...rule('a', {}), facts: [{ fact: 'moon.seen', points: 1 }] })).toBe(
      'points.fact-unknown',
    )
    expect(of(rule('a', { 'visit.made': 1 }), rule('b', { 'visit.made': 2 }))).toBe(
      'points.fact-twice',
    )
    expect(of(rule('a', {}))).toBe('points.rule-empty')
    expect(of(rule('a', { 'visit.made': 1 }), rule('a', { 'survey.joined': 2 }))).toBe(
      'points.rule-twice',
    )
  })

  it('given a cap below one’s points, no points, gain and loss in one', () => {
    expect(of(rule('a', { 'visit.made': 3 }, { cap: 2 }))).toBe('points.cap-too-low')
    expect(of(rule('a', { 'visit.made': 0 }))).toBe('points.zero')
    expect(of(rule('a', { 'visit.made': 1, 'answer.late': -1 }))).toBe('points.mixed')
    expect(of(rule('a', { 'visit.made': 1 }, { least: { count: 2, points: 3 } }))).toBe(
      'points.least-wrong',
    )
  })

  it('given rules within each other in a circle, in one that is not there, in one of another kind', () => {
    const a = (within: string) => rule('a', { 'visit.made': 1 }, { within })
    const b = (within: string | null, more = {}) =>
      rule('b', { 'survey.joined': 1 }, { within, ...more })
    expect(of(a('b'), b('a'))).toBe('points.cycle')
    expect(of(a('a'))).toBe('points.cycle')
    expect(of(a('c'))).toBe('points.within-unknown')
    expect(of(a('b'), b(null, { period: 'half' }))).toBe('points.within-mixed')
    expect(of(a('b'), b(null))).toBe('fine')
  })
})

it('a version must begin after the one before, and after what was signed', () => {
  const known = [shippedVersion, { ...shippedVersion, version: 1, from: '2026-07-01' }]
  const follow = (from: string, signed: number | null = null): string =>
    refusal(() => mustFollow(from, known, signed))
  expect(follow('2026-07-01')).toBe('points.overlap')
  expect(follow('2026-06-01')).toBe('points.overlap')
  expect(() => mustFollow('2026-06-01', known, null)).toThrow('从2026年7月1日起算')
  expect(follow('2026-07-02')).toBe('fine')
  expect(follow('2026-12-01', noon('2026-12-31'))).toBe('points.into-closed')
})

it('a version is planned, in force, then past', () => {
  const next = { ...shippedVersion, version: 1, from: '2026-12-01' }
  const states = (now: number) =>
    [shippedVersion, next].map((one) => stateOfVersion(one, [shippedVersion, next], now))
  expect(states(noon('2026-11-30'))).toEqual(['in-force', 'planned'])
  expect(states(noon('2026-12-01'))).toEqual(['past', 'in-force'])
})

it('a simulation says how many it moves, and whom most', () => {
  const simulated = new Simulated({ year: 2026, half: null }, false)
  for (let n = 0; n < 9; n++)
    simulated.add({
      id: `p${n}`,
      name: `代表${n}`,
      before: 60,
      after: 60 + (n % 8),
      saved: n === 4 ? 62 : 60,
    })
  const view = simulated.view()
  expect([view.people, view.affected, view.most.map(({ after }) => after)]).toEqual([
    9,
    7,
    [67, 66, 65, 64, 63],
  ])
  // All of them, in the order in which they came: nobody is ranked.
  expect(view.moved.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `代表${n}`))
  // Whom saving moves at once, and what they have then; in a file they stand first.
  expect(view.atOnce).toEqual([{ id: 'p4', name: '代表4', before: 60, after: 62 }])
  expect(simulated.rows.map(({ id }) => id)).toEqual(['p4', 'p1', 'p2', 'p3', 'p5', 'p6', 'p7'])
  // Nobody is named twice: the list says who.
  expect(view.sentence).toBe('如果 2026 年一开始就按新规则：9 位代表里有 7 位的分数会变。')
})
