import { type DutyMatter, isOfYear, standsIn } from '@mashang/shared/issues/duty.rules.ts'
import { remindedToday } from '@mashang/shared/issues/station.rules.ts'
import { describe, expect, it } from 'vitest'

const HOUR = 3_600_000
const FILED = Date.parse('2026-11-25T01:00:00Z')
const matter = (given: Partial<DutyMatter> = {}): DutyMatter => ({
  dueAt: FILED + 24 * HOUR,
  reachedAt: FILED,
  respondedAt: FILED + HOUR,
  acknowledgement: null,
  verdictAnswer: null,
  verdictSolved: null,
  redos: 0,
  ...given,
})
const lists = (given: Partial<DutyMatter>): string[] =>
  Object.entries(standsIn).flatMap(([name, holds]) => (holds(matter(given)) ? [name] : []))

describe('the lists of one’s duty', () => {
  it.each<[string, Partial<DutyMatter>, string[]]>([
    ['answered in time', {}, ['answered', 'inTime', 'unrated']],
    [
      'answered at the last moment',
      { respondedAt: FILED + 24 * HOUR },
      ['answered', 'inTime', 'unrated'],
    ],
    ['answered late', { respondedAt: FILED + 24 * HOUR + 1 }, ['answered', 'late', 'unrated']],
    ['a mere acknowledgement', { acknowledgement: 'upheld' }, ['answered', 'late', 'unrated']],
    ['not answered', { respondedAt: null }, ['unanswered']],
    ['judged well', { verdictAnswer: 'satisfied' }, ['answered', 'inTime', 'satisfied']],
    [
      'answered well, and not solved',
      { verdictAnswer: 'satisfied', verdictSolved: 'dissatisfied' },
      ['answered', 'inTime', 'satisfied', 'solvedBadly'],
    ],
    ['judged fairly', { verdictAnswer: 'acceptable' }, ['answered', 'inTime', 'acceptable']],
    [
      'judged badly, and done again',
      { verdictAnswer: 'dissatisfied', redos: 1 },
      ['answered', 'inTime', 'dissatisfied', 'redone'],
    ],
  ])('given one that was %s', (_, given, expected) => {
    expect(lists(given)).toEqual(expected)
  })

  it('are of the year of the answer; what is owed is of every year', () => {
    expect(isOfYear(matter(), 2026)).toBe(true)
    expect(isOfYear(matter(), 2025)).toBe(false)
    expect(isOfYear(matter(), undefined)).toBe(true)
    expect(isOfYear(matter({ respondedAt: null }), 2025)).toBe(true)
  })
})

describe('a station’s reminder', () => {
  it('goes out once a day', () => {
    expect(remindedToday(null, FILED)).toBe(false)
    expect(remindedToday(FILED, FILED + HOUR)).toBe(true)
    expect(remindedToday(FILED, FILED + 15 * HOUR)).toBe(false)
  })
})
