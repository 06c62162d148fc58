import { DAY, toIso } from '@mashang/shared/core/clock.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

test('every moment is written as Date writes it', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (date) => {
      expect(toIso(date.getTime())).toBe(date.toISOString())
    }),
  )
})

test('midnights, the moment before and the moment after', () => {
  for (const midnight of [-DAY, 0, DAY, 20_000 * DAY])
    for (const at of [midnight - 1, midnight, midnight + 1])
      expect(toIso(at)).toBe(new Date(at).toISOString())
})

test('what is no moment is refused', () => {
  expect(() => toIso(Number.NaN)).toThrow(RangeError)
})
