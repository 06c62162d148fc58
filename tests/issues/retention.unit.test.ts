import { DAY } from '@mashang/shared/core/clock.ts'
import {
  ERASE_AFTER,
  endedAt,
  isMasked,
  MASK_AFTER,
} from '@mashang/shared/issues/retention.rules.ts'
import { describe, expect, it } from 'vitest'

const FILED = Date.parse('2026-01-05T02:00:00Z')
type Issue = Parameters<typeof endedAt>[0]
const issue = (change: Partial<Issue> = {}): Issue => ({
  state: 'concluded',
  filedAt: FILED,
  respondedAt: null,
  endedAt: null,
  verdictAt: null,
  ...change,
})

describe('when a matter ended', () => {
  it('is the last thing that happened to it', () => {
    const [respondedAt, ended, verdictAt] = [FILED + DAY, FILED + 2 * DAY, FILED + 3 * DAY]
    expect(endedAt(issue())).toBe(FILED)
    expect(endedAt(issue({ respondedAt }))).toBe(respondedAt)
    expect(endedAt(issue({ respondedAt, endedAt: ended }))).toBe(ended)
    expect(endedAt(issue({ respondedAt, endedAt: ended, verdictAt }))).toBe(verdictAt)
  })

  it('given that somebody still works on it, then it has not', () => {
    expect(endedAt(issue({ state: 'awaiting', respondedAt: FILED }))).toBeNull()
  })
})

describe('a contact', () => {
  it('is kept open for half a year of days after the end, and not a moment longer', () => {
    const end = FILED + 3 * DAY
    const one = issue({ endedAt: end })
    expect(isMasked(one, end)).toBe(false)
    expect(isMasked(one, end + 183 * DAY)).toBe(false)
    expect(isMasked(one, end + 183 * DAY + 1)).toBe(true)
  })

  it('given that somebody still works on it, then it is never masked', () => {
    expect(isMasked(issue({ state: 'awaiting' }), FILED + 9_999 * DAY)).toBe(false)
  })

  it('is kept three years at most, a leap day and the day of the end included', () => {
    expect([MASK_AFTER, ERASE_AFTER]).toEqual([183 * DAY, 1096 * DAY])
  })
})
