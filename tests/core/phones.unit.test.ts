import { maskPhone } from '@mashang/server/core/phones.ts'
import { describe, expect, it } from 'vitest'

describe('a masked phone', () => {
  it.each([
    ['13900000137', '139****0137'],
    ['04725660000', '047****0000'],
    ['5660000', '56****'],
  ])('%s is shown as %s', (phone, shown) => {
    expect(maskPhone(phone)).toBe(shown)
  })
})
