import { placeFrom, placeOf } from '@mashang/client/roster/place.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'

it('a row of a file survives being a key, whatever its sheet is called', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 20_000 }), (sheet, row) => {
      expect(placeFrom(placeOf({ sheet, row }))).toEqual({ sheet, row })
    }),
  )
})
