import { HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { localParts } from '@mashang/shared/core/local-time.ts'
import { stepWords, titleOf, toldLine } from '@mashang/shared/deliveries/messages.rules.ts'
import { steps } from '@mashang/shared/deliveries/messages.words.ts'
import { isStale, occasionOf } from '@mashang/shared/deliveries/outbox.rules.ts'
import {
  type Preferences,
  topicOf,
  usualPreferences,
  wants,
} from '@mashang/shared/deliveries/preferences.rules.ts'
import {
  afterQuiet,
  leavesAt,
  MOST_ATTEMPTS,
  nextAttempt,
} from '@mashang/shared/deliveries/timing.rules.ts'
import type { NoticeKind } from '@mashang/shared/notices/notices.model.ts'
import { suggestionNotices } from '@mashang/shared/suggestions/notices.words.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/** A moment of 2026-11-23 in the district's zone. */
const at = (clock: string, day = '2026-11-23') => Date.parse(`${day}T${clock}:00.000+08:00`)
const minuteOf = (moment: number) => {
  const { hour, minute } = localParts(moment)
  return hour * 60 + minute
}
const usual = usualPreferences(false)

describe('quiet hours', () => {
  it.each([
    ['21:59', '21:59', 0],
    ['22:00', '07:00', 1],
    ['23:30', '07:00', 1],
    ['00:00', '07:00', 0],
    ['06:59', '07:00', 0],
    ['07:00', '07:00', 0],
  ])('over midnight: %s → %s', (now, then, days) => {
    expect(afterQuiet(at(now), usual)).toBe(at(then) + days * 24 * HOUR)
  })

  it('within a day, and none', () => {
    const noon = { quietFrom: 12 * 60, quietUntil: 14 * 60 }
    expect(afterQuiet(at('11:59'), noon)).toBe(at('11:59'))
    expect(afterQuiet(at('12:00'), noon)).toBe(at('14:00'))
    expect(afterQuiet(at('14:00'), noon)).toBe(at('14:00'))
    expect(afterQuiet(at('12:00'), { quietFrom: 0, quietUntil: 0 })).toBe(at('12:00'))
  })

  it('for any hours and moment: never earlier, at most a day later, never inside', () => {
    const minute = fc.integer({ min: 0, max: 1_439 })
    fc.assert(
      fc.property(minute, minute, fc.integer({ min: 0, max: 10 ** 9 }), (from, until, offset) => {
        const now = at('00:00') + offset
        const quiet = { quietFrom: from, quietUntil: until }
        const then = afterQuiet(now, quiet)
        expect(then).toBeGreaterThanOrEqual(now)
        expect(then - now).toBeLessThan(24 * HOUR)
        expect(afterQuiet(then, quiet)).toBe(then)
        if (then !== now) expect(minuteOf(then)).toBe(until)
      }),
    )
  })
})

describe('when a notice leaves', () => {
  const daily: Preferences = { ...usual, rhythm: 'daily', dailyAt: 8 * 60 }
  const half: Preferences = { ...usual, rhythm: 'half-hourly' }
  it.each([
    ['at once', 'issue.arrived', usual, '10:32', null, '10:32'],
    ['gathered after one', 'issue.arrived', usual, '10:32', '10:30', '10:35'],
    ['long after one', 'issue.arrived', usual, '10:36', '10:30', '10:36'],
    ['half an hour', 'issue.arrived', half, '10:32', null, '11:00'],
    ['on the half hour', 'issue.arrived', half, '10:30', null, '10:30'],
    ['daily, later today', 'issue.messaged', daily, '07:30', null, '08:00'],
    ['clocks do not wait', 'clock.reminded', daily, '10:32', null, '10:32'],
    ['alarms do not wait', 'system.alarm', daily, '10:32', null, '10:32'],
  ] as const)('%s', (_, kind, preferences, now, last, then) => {
    expect(leavesAt(at(now), kind, preferences, last === null ? null : at(last), 5)).toBe(at(then))
  })

  it('daily, tomorrow', () => {
    expect(leavesAt(at('08:01'), 'issue.arrived', daily, null, 5)).toBe(at('08:00', '2026-11-24'))
  })

  it('what is overdue rings at night only for whoever wants it', () => {
    const office = usualPreferences(true)
    expect(leavesAt(at('23:00'), 'clock.escalated', office, null, 5)).toBe(at('23:00'))
    expect(leavesAt(at('23:00'), 'clock.reminded', office, null, 5)).toBe(at('07:00', '2026-11-24'))
    expect(leavesAt(at('23:00'), 'clock.overdue', usual, null, 5)).toBe(at('07:00', '2026-11-24'))
  })

  it('given many within the span, then all leave at one moment', () => {
    const moments = [0, 1, 2, 3, 4].map((minutes) =>
      leavesAt(at('10:30') + minutes * MINUTE, 'issue.arrived', usual, at('10:30'), 5),
    )
    expect(new Set(moments)).toEqual(new Set([at('10:30') + 5 * MINUTE]))
  })
})

describe('trying again', () => {
  it('pauses grow, are spread, and end', () => {
    const pauses = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, i) =>
      nextAttempt(0, i + 1, 'soon', 0.5),
    ) as number[]
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(pauses[0]).toBe(30_000)
    expect(nextAttempt(0, MOST_ATTEMPTS, 'soon', 0.5)).toBeNull()
    expect(nextAttempt(0, 1, 'never', 0.5)).toBeNull()
    expect(nextAttempt(0, 1, 'later', 0.5)).toBe(10 * MINUTE)
    expect(nextAttempt(0, 1, 'soon', 0)).toBe(24_000)
    expect(nextAttempt(0, 1, 'soon', 1)).toBe(36_000)
  })
})

describe('what need not be told any more', () => {
  const running = { running: true, owners: ['rep'] }
  const over = { running: false, owners: [] }
  it.each([
    ['clock.reminded', null, running, ['rep'], false],
    ['clock.reminded', null, over, ['rep'], true],
    ['clock.overdue', null, running, [], false],
    ['issue.arrived', null, running, ['rep'], false],
    ['issue.arrived', null, running, ['other'], true],
    ['issue.arrived', null, running, [], false],
    ['issue.arrived', null, over, [], true],
    ['issue.messaged', null, over, ['rep'], false],
    ['issue.messaged', 5, running, ['rep'], true],
    ['issue.answered', null, over, [], false],
    ['system.alarm', null, null, [], false],
    // Whoever has no part in a suggestion any more; the office always has one.
    ['suggestion.arrived', null, running, ['rep'], false],
    ['suggestion.arrived', null, running, ['other'], true],
    ['suggestion.answered', null, over, [], false],
    ['suggestion.for-office', null, running, ['other'], false],
  ] as const)('%s, read %j, %j for %j → %j', (kind, readAt, standing, ids, stale) => {
    expect(isStale({ kind, readAt, data: {} }, ids, standing)).toBe(stale)
  })

  it.each([
    ['issue.arrived', 'rep', running, ['stand-in'], false],
    ['issue.redo', 'rep', running, ['station'], false],
    ['issue.redo', 'rep', running, [], false],
    ['issue.arrived', 'other', running, ['rep'], true],
    ['issue.arrived', 'other', running, [], true],
    ['issue.redo', 'rep', over, ['stand-in'], true],
    ['issue.messaged', 'other', running, ['rep'], false],
  ] as const)(
    '%s of a matter that lay with %s, %j, for %j → %j',
    (kind, handler, standing, ids, stale) => {
      expect(isStale({ kind, readAt: null, data: { handler } }, ids, standing)).toBe(stale)
    },
  )
})

describe('what is said', () => {
  const told = {
    kind: 'issue.arrived',
    number: '石拐〔2026〕0213 号',
    dueAt: at('10:32', '2026-11-24'),
    data: {},
  } as const
  it('of one, of many', () => {
    expect(toldLine(told, at('11:32'))).toBe(
      '石拐〔2026〕0213 号：新来一件反映，还剩 23 小时（11月24日 10:32 前）',
    )
    expect(titleOf([told], at('11:32'))).toBe('新来一件反映（石拐〔2026〕0213 号）')
    const late = { ...told, dueAt: at('10:00') }
    const soon = { ...told, dueAt: at('13:00') }
    expect(titleOf([told, late, soon], at('11:00'))).toBe(
      '码上代表：3 条提醒，1 件超期，1 件 4 小时内到期',
    )
  })

  it('fits a template whatever it is', () => {
    const kinds = [...Object.keys(steps), ...Object.keys(suggestionNotices)] as NoticeKind[]
    expect(kinds.length).toBeGreaterThan(20)
    for (const kind of kinds) {
      const words = stepWords({ ...told, kind, data: { hours: 48 } })
      expect([...words].length, words).toBeLessThanOrEqual(20)
      expect(words).not.toBe('')
    }
  })

  it('a voter’s own news cannot be muted by topic; the rest can', () => {
    expect(topicOf('issue.answered')).toBeNull()
    expect(wants({ muted: ['mail:clock'] }, 'mail', 'clock.overdue')).toBe(false)
    expect(wants({ muted: ['mail:clock'] }, 'sms', 'clock.overdue')).toBe(true)
    expect(wants({ muted: ['mail:clock'] }, 'mail', 'issue.answered')).toBe(true)
  })

  it('what many were told at one moment is one occasion', () => {
    const notice = {
      id: '1',
      recipient: { kind: 'account', id: 'a' },
      kind: 'clock.overdue',
      subjectKind: 'issue',
      subjectId: 'i',
      data: { level: 3 },
      at: 7,
    } as const
    expect(occasionOf({ ...notice, id: '2', recipient: { kind: 'account', id: 'b' } })).toBe(
      occasionOf(notice),
    )
    expect(occasionOf({ ...notice, data: { level: 4 } })).not.toBe(occasionOf(notice))
    expect(occasionOf({ ...notice, at: 8 })).not.toBe(occasionOf(notice))
  })
})
