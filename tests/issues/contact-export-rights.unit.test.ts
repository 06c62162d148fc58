import {
  contactExportExpiry,
  contactExportRights,
  contactExportStateAt,
} from '@mashang/shared/issues/contact-exports.rules.ts'
import { contactExportLimits } from '@mashang/shared/issues/contact-exports.words.ts'
import { describe, expect, it } from 'vitest'

const one = (state: Parameters<typeof contactExportStateAt>[0]['state']) => ({
  state,
  askedBy: 'a',
  expiresAt: 1_000,
})
const rights = (decide: boolean, withdraw: boolean, download: boolean) => ({
  decide,
  withdraw,
  download,
})

describe('a request to take contacts out', () => {
  it('is over after its last moment, unless it was decided or taken', () => {
    expect(contactExportStateAt(one('asked'), 1_000)).toBe('asked')
    expect(contactExportStateAt(one('asked'), 1_001)).toBe('expired')
    expect(contactExportStateAt(one('approved'), 1_001)).toBe('expired')
    expect(contactExportStateAt(one('declined'), 1_001)).toBe('declined')
    expect(contactExportExpiry(5)).toBe(5 + contactExportLimits.hours * 3_600_000)
  })

  it.each([
    ['asked', 'a', true, rights(false, true, false)],
    ['asked', 'b', true, rights(true, false, false)],
    ['asked', 'b', false, rights(false, false, false)],
    ['approved', 'a', true, rights(false, true, true)],
    ['approved', 'b', true, rights(false, false, false)],
    ['declined', 'a', true, rights(false, false, false)],
  ] as const)(
    'given that it is %s, then %s (independent: %s) may …',
    (state, who, independent, may) => {
      expect(contactExportRights(one(state), who, 1_000, independent)).toEqual(may)
    },
  )

  it('given that it is over, then nobody may anything', () => {
    for (const who of ['a', 'b'])
      expect(contactExportRights(one('approved'), who, 1_001, true)).toEqual(
        rights(false, false, false),
      )
  })
})
