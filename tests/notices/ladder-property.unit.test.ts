import { HOUR, SECOND } from '@mashang/shared/core/clock.ts'
import { decideReminder, type Ladder } from '@mashang/shared/districts/ladder.rules.ts'
import type { LadderLevel } from '@mashang/shared/districts/ladder.words.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const levels: fc.Arbitrary<LadderLevel[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: 720 }), { minLength: 1, maxLength: 8 })
  .map((hours) => [...hours].sort((a, b) => a - b).map((h) => ({ hours: h, to: ['handler'] })))
/** Pauses between looks, from a second to a month. */
const pauses = fc.array(fc.integer({ min: 1, max: 720 * 3600 }), { minLength: 1, maxLength: 40 })

describe('any ladder, looked at at any times', () => {
  it('has each level said or passed over once, in rising order, never before its moment', () => {
    fc.assert(
      fc.property(levels, pauses, (ladderLevels, seconds) => {
        const ladder: Ladder = { levels: ladderLevels, since: 0 }
        let now = 0
        let clock = {
          startedAt: 0,
          dueAt: 24 * HOUR,
          remindedHours: 0,
          remindAt: 0 as number | null,
        }
        const seen: number[] = []
        for (const pause of seconds) {
          now += pause * SECOND
          const reminder = decideReminder(clock, ladder, now)
          if (reminder === null) continue
          expect(now).toBeGreaterThan(reminder.hours * HOUR)
          seen.push(...reminder.skipped, reminder.hours)
          clock = { ...clock, remindedHours: reminder.hours, remindAt: reminder.nextAt }
          const next = ladderLevels.find(({ hours }) => hours > reminder.hours)
          expect(reminder.nextAt).toBe(next === undefined ? null : next.hours * HOUR)
        }
        const over = ladderLevels.map(({ hours }) => hours).filter((h) => h * HOUR < now)
        expect(seen).toEqual(over)
      }),
    )
  })
})
