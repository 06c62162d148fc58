import { clockOfMinutes, minutesOfClock } from '@mashang/shared/deliveries/time-of-day.rules.ts'
import { expect, it } from 'vitest'

it.each([
  [0, '00:00'],
  [450, '07:30'],
  [1_439, '23:59'],
])('%i minutes since midnight are %s, and back', (minutes, clock) => {
  expect(clockOfMinutes(minutes)).toBe(clock)
  expect(minutesOfClock(clock)).toBe(minutes)
})
