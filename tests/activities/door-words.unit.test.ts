import { doorWords } from '@mashang/client/activities/door-words.ts'
import { isMarkable } from '@mashang/client/activities/when.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import { expect, it } from 'vitest'

const start = Date.parse('2026-11-24T01:00:00Z')
const activity = (state: 'open' | 'closed' | 'cancelled') => ({
  state,
  startsAt: new Date(start).toISOString(),
  endsAt: new Date(start + 2 * HOUR).toISOString(),
})

it('says at the door in one sentence why there is no button, and nothing while there is one', () => {
  const said = (at: number, state: Parameters<typeof activity>[0] = 'open') =>
    doorWords(activity(state), at)
  expect(said(start - HOUR - 1)).toContain('11月24日 08:00 起可以签到')
  expect([start - HOUR, start, start + 3 * HOUR].map((at) => said(at))).toEqual(['', '', ''])
  expect(said(start + 3 * HOUR + 1)).toContain('签到的时间过了')
  expect(said(start, 'closed')).toContain('这项活动结束了')
  expect(said(start, 'cancelled')).toContain('这项活动取消了')
})

it('lets a list be ticked once the hour has come, on a page that was opened before', () => {
  const before = activity('open')
  expect(isMarkable(before, start - HOUR - 1)).toBe(false)
  expect(isMarkable(before, start - HOUR)).toBe(true)
  expect(isMarkable(activity('closed'), start)).toBe(false)
})
