import { shippedCalendar } from '@mashang/shared/calendars/shipped-years.ts'
import { workCalendar } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import {
  type Clocked,
  confirmBy,
  dueAfter,
  dueOf,
  extendable,
} from '@mashang/shared/mediations/clock.rules.ts'
import { describe, expect, it } from 'vitest'

const calendar = workCalendar(shippedCalendar)
/** A Monday. */
const START = Date.parse('2026-03-02T02:00:00Z')
const one = (more: Partial<Clocked>): Clocked => ({
  state: 'registered',
  createdAt: START,
  acceptedAt: null,
  extendedTo: null,
  ...more,
})
const due = (more: Partial<Clocked>): string | null => {
  const at = dueOf(one(more), calendar)
  return at === null ? null : new Date(at).toISOString()
}
const accepted = START + 7 * DAY
const localDayOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY

describe('until when a step of a mediation is to be done', () => {
  it.each<[string, Partial<Clocked>, string | null]>([
    ['accepted within three working days', {}, '2026-03-05T16:00:00.000Z'],
    [
      'both asked within three more',
      { state: 'accepted', acceptedAt: accepted },
      '2026-03-12T16:00:00.000Z',
    ],
    [
      'mediated within thirty days',
      { state: 'mediating', acceptedAt: accepted },
      '2026-04-08T16:00:00.000Z',
    ],
    [
      'longer where both agree',
      { state: 'mediating', acceptedAt: accepted, extendedTo: '2026-05-01' },
      '2026-05-01T16:00:00.000Z',
    ],
    ['no more once it has ended', { state: 'ended', acceptedAt: accepted }, null],
    ['not yet where it was never accepted', { state: 'mediating' }, null],
    [
      'nobody knows in a year without a calendar',
      { createdAt: Date.parse('2090-03-02T02:00:00Z') },
      null,
    ],
  ])('%s', (_, more, at) => {
    expect(due(more)).toBe(at)
  })
  it('throws what is no missing year', () => {
    expect(() => dueOf(one({}), null as never)).toThrow(TypeError)
  })
  it('moves with the step, and when both agree to more time', () => {
    const was = { ...one({ state: 'accepted', acceptedAt: accepted }), dueAt: 7 }
    expect(dueAfter(was, was, calendar)).toBe(7)
    const mediating = { ...was, state: 'mediating' as const }
    expect(dueAfter(was, mediating, calendar)).toBe(dueOf(mediating, calendar))
    const longer = { ...mediating, extendedTo: '2026-05-01' }
    expect(dueAfter({ ...mediating, dueAt: 7 }, longer, calendar)).toBe(dueOf(longer, calendar))
  })
})

describe('which days both may agree to', () => {
  const now = accepted
  it('are later than what there is, at most a month on', () => {
    const dueAt = Date.parse('2026-04-08T16:00:00Z')
    const last = localDayOf('2026-04-08')
    expect(extendable({ dueAt, acceptedAt: accepted }, now)).toEqual({
      first: last + 1,
      last: last + 30,
    })
  })
  it('begin today where that is over', () => {
    const dueAt = Date.parse('2026-03-04T16:00:00Z')
    const today = localDayOf('2026-03-09')
    expect(extendable({ dueAt, acceptedAt: accepted }, now)).toEqual({
      first: today,
      last: today + 30,
    })
  })
  it('are counted from the law’s where nobody knows the day yet', () => {
    const today = localDayOf('2026-03-09')
    const first = today + 31
    expect(extendable({ dueAt: null, acceptedAt: null }, now)).toEqual({ first, last: first + 29 })
    expect(extendable({ dueAt: null, acceptedAt: START }, now)).toEqual({
      first: first - 7,
      last: first + 22,
    })
  })
  it('and an agreement goes to the court within thirty days', () => {
    expect(confirmBy('2026-03-02')).toBe('2026-04-01')
  })
})
