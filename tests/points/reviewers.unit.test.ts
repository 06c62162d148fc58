import { Failure } from '@mashang/shared/core/errors.ts'
import type { EntryAct } from '@mashang/shared/points/points.words.ts'
import {
  isForReviewer,
  mustBeForReviewer,
  type Reviewed,
  type Reviewer,
  stationLooks,
} from '@mashang/shared/points/reviewer.rules.ts'
import { shippedVersion } from '@mashang/shared/points/rule-set.rules.ts'
import { describe, expect, it } from 'vitest'
import { noon, rule, ruleSetOf } from './facts.ts'

/** Who looks at a fact before it scores is the rule's to say. */

const office: Reviewer = { kind: 'office' }
const station: Reviewer = { kind: 'station', stationIds: ['a', 'b'] }
const of = (stationId: string | null, review?: 'none' | 'office' | 'station'): Reviewed => ({
  stationId,
  rule: review === undefined ? null : { review },
})
const outcome = (by: Reviewer, it: Reviewed, act: EntryAct = 'confirm'): string => {
  try {
    mustBeForReviewer(by, it, act)
    return 'done'
  } catch (error) {
    if (error instanceof Failure) return error.kind.code
    throw error
  }
}

describe('given a rule that names the station', () => {
  it('then it is for the account of the representative’s own station, and for the office', () => {
    const own = of('b', 'station')
    expect([isForReviewer(station, own), isForReviewer(office, own)]).toEqual([true, true])
    expect([outcome(station, own), outcome(station, own, 'reject')]).toEqual(['done', 'done'])
  })

  it('then another station’s looks absent, and so does whoever has none', () => {
    for (const foreign of [of('c', 'station'), of(null, 'station')]) {
      expect(isForReviewer(station, foreign)).toBe(false)
      expect(outcome(station, foreign)).toBe('points.not-found')
      expect(outcome(office, foreign)).toBe('done')
    }
  })

  it('then turning it round later is the office’s', () => {
    const own = of('a', 'station')
    expect(outcome(station, own, 'reverse')).toBe('points.office-reviews')
    expect(outcome(station, own, 'restore')).toBe('points.office-reviews')
    expect(outcome(office, own, 'reverse')).toBe('done')
  })
})

it('given a rule that names the office, or nobody, then a station has no word in it', () => {
  for (const own of [of('a', 'office'), of('a', 'none'), of('a')]) {
    expect(isForReviewer(station, own)).toBe(false)
    expect(outcome(station, own)).toBe('points.office-reviews')
  }
})

it('given versions, then a station looks at facts of a time that one with such a rule covers', () => {
  const version = (from: string, review: 'none' | 'station') => ({
    ...shippedVersion,
    from,
    set: ruleSetOf(rule('visits', { 'visit.made': 1 }, { review })),
  })
  const versions = [
    version('2000-01-01', 'none'),
    version('2026-03-01', 'station'),
    version('2026-09-01', 'none'),
  ]
  const looks = (from: string, to: string) =>
    stationLooks({ from: noon(from), to: noon(to) }, versions)
  expect(looks('2025-01-01', '2026-01-01')).toBe(false)
  expect(looks('2026-01-01', '2026-05-01')).toBe(true)
  expect(looks('2026-05-01', '2026-06-01')).toBe(true)
  expect(looks('2026-10-01', '2027-01-01')).toBe(false)
})
