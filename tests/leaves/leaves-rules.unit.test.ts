import { DAY } from '@mashang/shared/core/clock.ts'
import {
  awayWords,
  inForce,
  type Leave,
  mustFit,
  spanOf,
} from '@mashang/shared/leaves/leaves.rules.ts'
import { describe, expect, it } from 'vitest'

const NOW = Date.parse('2026-11-25T02:00:00.000Z')
const leave = (from: string, to: string, changes: Partial<Leave> = {}): Leave => ({
  representativeId: 'li',
  standIn: { kind: 'representative', id: 'zhang' },
  ...spanOf(from, to),
  ...changes,
})

describe('days away', () => {
  it('begin at 0:00 and end at 24:00 of the last day, in the district’s zone', () => {
    const span = spanOf('2026-11-25', '2026-11-26')
    expect(new Date(span.startsAt).toISOString()).toBe('2026-11-24T16:00:00.000Z')
    expect(span.endsAt - span.startsAt).toBe(2 * DAY)
    expect(
      [span.startsAt - 1, span.startsAt, span.endsAt - 1, span.endsAt].map((at) =>
        inForce(span, at),
      ),
    ).toEqual([false, true, true, false])
    expect(awayWords('李婺', span, '张建平代表')).toBe(
      '李婺代表休假到 11月26日，由张建平代表代看。',
    )
  })

  it('given today, then it may begin; given yesterday, then not', () => {
    expect(() => mustFit(leave('2026-11-25', '2026-11-25'), [], NOW)).not.toThrow()
    expect(() => mustFit(leave('2026-11-24', '2026-11-26'), [], NOW)).toThrow('已经过去')
    expect(() => mustFit(leave('2026-11-27', '2026-11-26'), [], NOW)).toThrow('不能早于')
    expect(() => mustFit(leave('2026-11-25', '2027-11-25'), [], NOW)).toThrow('180 天')
  })

  it('given another leave on one of the days, then it is refused; on the day after it is fine', () => {
    const known = [leave('2026-11-26', '2026-11-28')]
    expect(() => mustFit(leave('2026-11-28', '2026-11-30'), known, NOW)).toThrow('已经请过假')
    expect(() => mustFit(leave('2026-11-29', '2026-11-30'), known, NOW)).not.toThrow()
  })

  it('given a stand-in who is away meanwhile, or oneself, then it is refused', () => {
    const known = [
      leave('2026-11-26', '2026-11-28', {
        representativeId: 'zhang',
        standIn: { kind: 'station', id: 's' },
      }),
    ]
    expect(() => mustFit(leave('2026-11-27', '2026-11-27'), known, NOW)).toThrow('也休假')
    const self = leave('2026-11-27', '2026-11-27', {
      standIn: { kind: 'representative', id: 'li' },
    })
    expect(() => mustFit(self, [], NOW)).toThrow('自己')
  })

  it('given somebody who stands in for another meanwhile, then they cannot go themselves', () => {
    const known = [
      leave('2026-11-26', '2026-11-28', {
        representativeId: 'wang',
        standIn: { kind: 'representative', id: 'li' },
      }),
    ]
    expect(() => mustFit(leave('2026-11-28', '2026-11-30'), known, NOW)).toThrow('代看')
    expect(() => mustFit(leave('2026-11-29', '2026-11-30'), known, NOW)).not.toThrow()
  })
})
