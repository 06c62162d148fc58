import { Failure } from '@mashang/shared/core/errors.ts'
import {
  assignSpan,
  defaultPeriods,
  earliestEnd,
  handedInAt,
  months,
  mustBeLawful,
  type Periods,
  spanEnd,
  workingDays,
} from '@mashang/shared/suggestions/periods.rules.ts'
import { describe, expect, it } from 'vitest'
import { around } from './deciding.ts'

const { calendar } = around()
const noon = (day: string) => Date.parse(`${day}T04:00:00Z`)
const session = (sessionFrom: string | null, sessionTo: string | null): Periods => ({
  ...defaultPeriods,
  sessionFrom,
  sessionTo,
})
const february = session('2026-02-03', '2026-02-06')

describe('what the law lets a district choose', () => {
  const refused = (more: Partial<Periods>): unknown => {
    try {
      mustBeLawful({ ...defaultPeriods, ...more })
      return 'lawful'
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return [error.kind.code, error.details.fields?.map(({ path }) => path)]
    }
  }
  it.each([
    [{}, 'lawful'],
    [{ answerMonths: 1, extendedMonths: 2 }, 'lawful'],
    [{ answerMonths: 4 }, ['suggestion.periods-too-long', ['answerMonths']]],
    [{ extendedMonths: 7 }, ['suggestion.periods-too-long', ['extendedMonths']]],
    [{ extendedMonths: 3 }, ['suggestion.periods-too-long', ['extendedMonths']]],
    [
      { answerMonths: 8, extendedMonths: 7 },
      ['suggestion.periods-too-long', ['answerMonths', 'extendedMonths']],
    ],
    [{ sessionFrom: '2026-02-03', sessionTo: '2026-02-03' }, 'lawful'],
    [
      { sessionFrom: '2026-02-04', sessionTo: '2026-02-03' },
      ['suggestion.session-days', ['sessionTo']],
    ],
    [{ sessionFrom: '2026-02-03' }, ['suggestion.session-days', ['sessionTo']]],
    [{ sessionTo: '2026-02-03' }, ['suggestion.session-days', ['sessionTo']]],
  ] as const)('given %j, then %j', (more, what) => {
    expect(refused(more)).toEqual(what)
  })
})

describe('what is handed in', () => {
  const end = Date.parse('2026-02-16T16:00:00Z')
  it.each([
    ['2026-02-02', { unit: 'working-day', count: 7 }],
    ['2026-02-03', { unit: 'date', count: end }],
    ['2026-02-06', { unit: 'date', count: end }],
    ['2026-02-07', { unit: 'working-day', count: 7 }],
  ])('on %s of a session from the 3rd to the 6th is assigned in %j', (day, span) => {
    expect(assignSpan(february, noon(day))).toEqual(span)
  })
  it('where no session is set is assigned in days of work', () => {
    for (const open of [
      session(null, null),
      session('2026-02-03', null),
      session(null, '2026-02-06'),
    ])
      expect(assignSpan(open, noon('2026-02-04'))).toEqual(workingDays(7))
  })
  it.each([
    ['2026-02-02', null],
    ['2026-02-03', { at: 'session', year: 2026 }],
    ['2026-02-06', { at: 'session', year: 2026 }],
    ['2026-02-07', { at: 'between', year: 2026 }],
    ['2026-12-31', { at: 'between', year: 2026 }],
    ['2027-01-04', null],
  ])('on %s is handed in as %j', (day, at) => {
    expect(handedInAt(february, noon(day))).toEqual(at)
  })
  it('in a session over the turn of a year is of the year in which that began', () => {
    const winter = session('2026-12-29', '2027-01-02')
    expect(handedInAt(winter, noon('2027-01-01'))).toEqual({ at: 'session', year: 2026 })
    expect(handedInAt(winter, noon('2027-01-03'))).toEqual({ at: 'between', year: 2027 })
    for (const open of [
      session(null, null),
      session('2026-02-03', null),
      session(null, '2026-02-06'),
    ])
      expect(handedInAt(open, noon('2026-02-04'))).toBeNull()
  })
})

describe('the end of a span', () => {
  const from = noon('2026-03-02')
  it('is a date’s own moment, and counted of days and months', () => {
    expect(spanEnd(from, { unit: 'date', count: 7 }, calendar)).toBe(7)
    expect(spanEnd(from, workingDays(1), calendar)).toBe(Date.parse('2026-03-03T16:00:00Z'))
    expect(spanEnd(from, months(3), calendar)).toBe(Date.parse('2026-06-02T16:00:00Z'))
  })
  it('is known of months alone where a year has no table yet', () => {
    const far = noon('2090-03-02')
    expect(spanEnd(far, workingDays(1), calendar)).toBeGreaterThan(Date.parse('2200-01-01'))
    expect(earliestEnd(far, workingDays(1))).toBeNull()
    expect(earliestEnd(far, months(1))).toBeGreaterThan(far)
    const broken = () => spanEnd(from, workingDays(1), null as never)
    expect(broken).toThrow(TypeError)
  })
})
