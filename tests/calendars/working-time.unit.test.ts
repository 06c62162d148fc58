import { calendarErrors } from '@mashang/shared/calendars/calendars.errors.ts'
import { shippedCalendar } from '@mashang/shared/calendars/shipped-years.ts'
import {
  type CalendarContent,
  dayOfIso,
  type Hours,
  isoOfDay,
  workCalendar,
} from '@mashang/shared/calendars/work-calendar.rules.ts'
import {
  addDays,
  addMonths,
  addWorkingDays,
  addWorkingTime,
  workingTimeBetween,
} from '@mashang/shared/calendars/working-time.rules.ts'
import { DAY, HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { describe, expect, it } from 'vitest'

const calendar = workCalendar(shippedCalendar)
/** A moment in the district's zone. */
const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}+08:00`)
const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error.kind.code
    throw error
  }
  return 'none'
}

describe('the State Council’s table of 2026', () => {
  it('has 33 days off and 6 working weekends, as published', () => {
    const days = shippedCalendar.years['2026'] ?? []
    expect(days.filter((day) => day.kind === 'off')).toHaveLength(3 + 9 + 3 + 5 + 3 + 3 + 7)
    expect(days.filter((day) => day.kind === 'on').map((day) => day.date)).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
  })

  it('works in exchange on weekends only', () => {
    for (const { date, kind } of Object.values(shippedCalendar.years).flat())
      if (kind === 'on') expect([0, 6]).toContain(new Date(date).getUTCDay())
  })

  it('has no day twice, and every day in its own year', () => {
    for (const [year, days] of Object.entries(shippedCalendar.years)) {
      expect(new Set(days.map((day) => day.date)).size).toBe(days.length)
      for (const { date } of days) expect(date.startsWith(year)).toBe(true)
    }
  })
})

describe('counting working days', () => {
  it.each([
    ['an ordinary week', '2026-11-25 20:14', 5, '2026-12-03 00:00'],
    ['from a Saturday', '2026-11-28 09:00', 1, '2026-12-01 00:00'],
    ['over the national day, with its worked Saturday', '2026-09-30 09:00', 3, '2026-10-11 00:00'],
    ['over the spring festival, with a worked Saturday', '2026-02-13 17:00', 2, '2026-02-25 00:00'],
  ])('%s', (_what, from, count, due) => {
    expect(addWorkingDays(at(from), count, calendar)).toBe(at(due))
  })

  it('does not count the first day, whatever the hour', () => {
    expect(addWorkingDays(at('2026-11-25 00:00'), 1, calendar)).toBe(at('2026-11-27 00:00'))
    expect(addWorkingDays(at('2026-11-25 23:59'), 1, calendar)).toBe(at('2026-11-27 00:00'))
  })

  it('given a count of days that ends on a holiday, then it ends with the next working day', () => {
    expect(addDays(at('2026-09-21 10:00'), 10, calendar)).toBe(at('2026-10-09 00:00'))
    expect(addDays(at('2026-09-20 10:00'), 1, calendar)).toBe(at('2026-09-22 00:00'))
  })

  it.each([
    ['2026-01-31 08:00', 1, '2026-03-01 00:00', 'the month’s last, which is worked'],
    ['2026-03-15 08:00', 3, '2026-06-16 00:00', 'the corresponding day'],
    ['2026-07-01 08:00', 3, '2026-10-09 00:00', 'moved on over the holiday'],
    ['2025-12-31 08:00', 2, '2026-03-01 00:00', 'over the end of a year'],
  ])('%s + %i months: %s (%s)', (from, count, due) => {
    expect(addMonths(at(from), count, calendar)).toBe(at(due))
  })
})

describe('office hours', () => {
  it('leaves out lunch, nights, weekends', () => {
    expect(addWorkingTime(at('2026-11-27 11:00'), 2 * HOUR, calendar)).toBe(at('2026-11-27 15:30'))
    expect(addWorkingTime(at('2026-11-27 17:00'), HOUR, calendar)).toBe(at('2026-11-30 09:00'))
    expect(workingTimeBetween(at('2026-11-27 11:00'), at('2026-11-30 09:00'), calendar)).toBe(
      4.5 * HOUR,
    )
  })

  it('ends at the very end of a stretch, not at the beginning of the next', () => {
    expect(addWorkingTime(at('2026-11-27 08:30'), 3.5 * HOUR, calendar)).toBe(
      at('2026-11-27 12:00'),
    )
    expect(addWorkingTime(at('2026-11-27 20:00'), 0, calendar)).toBe(at('2026-11-27 20:00'))
  })

  it('counts a worked Saturday by the hours of an ordinary day', () => {
    expect(workingTimeBetween(at('2026-10-10 00:00'), at('2026-10-11 00:00'), calendar)).toBe(
      6.5 * HOUR,
    )
  })
})

describe('a year without a table', () => {
  it.each([
    ['working days', () => addWorkingDays(at('2026-12-30 10:00'), 5, calendar)],
    ['days', () => addDays(at('2026-12-30 10:00'), 5, calendar)],
    ['months', () => addMonths(at('2026-12-30 10:00'), 1, calendar)],
    ['working time', () => addWorkingTime(at('2026-12-31 17:00'), HOUR, calendar)],
    ['a span', () => workingTimeBetween(at('2026-12-31 17:00'), at('2027-01-02 00:00'), calendar)],
    ['a day before the first', () => addWorkingDays(at('2019-03-01 10:00'), 1, calendar)],
  ])('is a named failure for %s, never a guess', (_what, work) => {
    expect(refusal(work)).toBe(calendarErrors.yearUnknown.code)
  })

  it('is not asked about before it is needed', () => {
    expect(addWorkingDays(at('2026-12-30 10:00'), 1, calendar)).toBe(at('2027-01-01 00:00'))
  })

  it('refuses a calendar in which nobody ever works', () => {
    expect(
      refusal(() => workCalendar({ ...shippedCalendar, hours: [[], [], [], [], [], [], []] })),
    ).toBe(calendarErrors.noOfficeHours.code)
  })
})

/** A generator with a seed, so that a failure can be seen again (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

/** Slow and obviously right: asks of every minute and every day what the words of the rule say. */
function reference(content: CalendarContent) {
  const special = new Map(
    Object.values(content.years)
      .flat()
      .map((one) => [one.date, one.kind]),
  )
  const ordinary = [1, 2, 3, 4, 5, 6, 0]
    .map((w) => content.hours[w] ?? [])
    .find((h) => h.length > 0)
  const local = (moment: number): Date => new Date(moment + 8 * HOUR)
  const dateOf = (moment: number): string => local(moment).toISOString().slice(0, 10)
  const asked = new Map<number, { works: boolean; hours: readonly Hours[] }>()
  /** What the words of the calendar say of a day; looked up once, for there are many minutes. */
  const dayAt = (moment: number) => {
    const key = Math.floor((moment + 8 * HOUR) / DAY)
    const known = asked.get(key)
    if (known !== undefined) return known
    const own = content.hours[local(moment).getUTCDay()] ?? []
    const kind = special.get(dateOf(moment))
    const works = kind === undefined ? own.length > 0 : kind === 'on'
    const found = { works, hours: own.length > 0 ? own : (ordinary ?? []) }
    asked.set(key, found)
    return found
  }
  const works = (moment: number): boolean => dayAt(moment).works
  const inOffice = (moment: number): boolean => {
    const minute = Math.floor((moment + 8 * HOUR) / MINUTE) % 1440
    const { works: worked, hours } = dayAt(moment)
    return worked && hours.some(({ from, to }) => minute >= from && minute < to)
  }
  const midnight = (moment: number): number => Date.parse(`${dateOf(moment)}T00:00:00+08:00`)
  const movedOn = (start: number): number => {
    let day = start
    while (!works(day)) day += DAY
    return day + DAY
  }
  return {
    workingDays(from: number, count: number): number {
      let day = midnight(from)
      for (let found = 0; found < count; ) {
        day += DAY
        if (works(day)) found++
      }
      return day + DAY
    },
    days: (from: number, count: number): number => movedOn(midnight(from) + count * DAY),
    months(from: number, count: number): number {
      const start = local(from)
      const target = new Date(start)
      target.setUTCDate(1)
      target.setUTCMonth(start.getUTCMonth() + count)
      const month = target.getUTCMonth()
      // Day by day up to the corresponding one, never into the next month.
      while (target.getUTCDate() < start.getUTCDate()) {
        const next = new Date(target.getTime() + DAY)
        if (next.getUTCMonth() !== month) break
        target.setTime(next.getTime())
      }
      return movedOn(midnight(target.getTime() - 8 * HOUR))
    },
    minutesBetween(from: number, to: number): number {
      let minutes = 0
      for (let moment = from; moment < to; moment += MINUTE) if (inOffice(moment)) minutes++
      return minutes
    },
    afterMinutes(from: number, minutes: number): number {
      let left = minutes
      let moment = from
      while (left > 0) {
        if (inOffice(moment)) left--
        moment += MINUTE
      }
      return moment
    },
  }
}

/** An arbitrary calendar: strange weeks, holidays and worked weekends strewn over two years. */
function anyCalendar(random: (below: number) => number): CalendarContent {
  const hours = Array.from({ length: 7 }, (_, weekday) => {
    if (weekday !== 3 && random(3) === 0) return []
    const from = random(11 * 60)
    const to = from + 1 + random(120)
    const again = to + 1 + random(90)
    return random(2) === 0
      ? [{ from, to }]
      : [
          { from, to },
          { from: again, to: again + 1 + random(150) },
        ]
  })
  const years: Record<string, { date: string; kind: 'off' | 'on'; name: string }[]> = {
    2025: [],
    2026: [],
    2027: [],
  }
  for (let day = dayOfIso('2025-01-01'); day <= dayOfIso('2027-12-31'); day++)
    if (random(12) === 0) {
      const date = isoOfDay(day)
      years[date.slice(0, 4)]?.push({ date, kind: random(2) === 0 ? 'off' : 'on', name: '某节' })
    }
  return { years, hours }
}

describe('against a reference that asks of every minute and every day', () => {
  const CALENDARS = 60
  const EACH = 60
  it(`gives the same in ${CALENDARS * EACH} seeded cases of each kind`, () => {
    for (let seed = 1; seed <= CALENDARS; seed++) {
      const random = randomFrom(seed)
      const content =
        seed === 1
          ? { ...shippedCalendar, years: { ...shippedCalendar.years, 2027: [] } }
          : anyCalendar(random)
      const fast = workCalendar(content)
      const slow = reference(content)
      for (let n = 0; n < EACH; n++) {
        const from = at('2025-01-01 00:00') + random(600 * 24 * 60) * MINUTE
        const count = 1 + random(25)
        const to = from + random(5 * 24 * 60) * MINUTE
        const minutes = random(900)
        expect(
          [
            addWorkingDays(from, count, fast),
            addDays(from, count, fast),
            addMonths(from, 1 + (count % 9), fast),
            workingTimeBetween(from, to, fast),
            addWorkingTime(from, minutes * MINUTE, fast),
          ],
          `seed ${seed}, case ${n}`,
        ).toEqual([
          slow.workingDays(from, count),
          slow.days(from, count),
          slow.months(from, 1 + (count % 9)),
          slow.minutesBetween(from, to) * MINUTE,
          slow.afterMinutes(from, minutes),
        ])
      }
    }
  }, 60_000)

  it('adds back what lies between: moving on by the span of office hours ends where the span ended', () => {
    const random = randomFrom(77)
    for (let n = 0; n < 3000; n++) {
      const from = at('2025-02-01 00:00') + random(600 * 24 * 3600) * 1000
      const to = from + random(20 * 24 * 3600) * 1000
      const span = workingTimeBetween(from, to, calendar)
      const end = addWorkingTime(from, span, calendar)
      expect(end).toBeLessThanOrEqual(to)
      expect(workingTimeBetween(from, end, calendar)).toBe(span)
    }
  })
})
