import {
  CODE_LIFE,
  MOST_ATTEMPTS,
  mayStartAt,
  standing,
} from '@mashang/shared/verifications/verifications.rules.ts'
import { describe, expect, it } from 'vitest'

const NOW = Date.parse('2026-11-23T02:32:00.000Z')
const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const fresh = {
  attempts: 0,
  unsent: false,
  verifiedAt: null,
  usedAt: null,
  expiresAt: NOW + CODE_LIFE,
}

describe('when the next code may be sent', () => {
  it.each([
    ['none before', [], 0],
    ['one before', [NOW], NOW + MINUTE],
    ['four before', [NOW, 1, 1, 1].map((at, n) => (n ? NOW - n * MINUTE : at)), NOW + MINUTE],
    ['five before', [0, 1, 2, 3, 4].map((n) => NOW - n * MINUTE), NOW - 4 * MINUTE + DAY],
  ])('given %s', (_, earlier, expected) => {
    expect(mayStartAt(earlier)).toBe(expected)
  })
})

describe('what a verification is good for', () => {
  it.each([
    ['sent', {}, 'code'],
    ['tried often', { attempts: MOST_ATTEMPTS - 1 }, 'code'],
    ['tried too often', { attempts: MOST_ATTEMPTS }, 'over'],
    ['confirmed at the last try', { attempts: MOST_ATTEMPTS, verifiedAt: NOW }, 'verified'],
    ['used', { verifiedAt: NOW, usedAt: NOW }, 'over'],
    ['not taken by the vendor', { unsent: true }, 'unsent'],
    ['in its last millisecond', { expiresAt: NOW }, 'code'],
    ['a millisecond later', { expiresAt: NOW - 1 }, 'over'],
    ['confirmed, but long ago', { verifiedAt: NOW - DAY, expiresAt: NOW - 1 }, 'over'],
    ['not taken, but long ago', { unsent: true, expiresAt: NOW - 1 }, 'over'],
  ] as const)('%s → %s', (_, changes, expected) => {
    expect(standing({ ...fresh, ...changes }, NOW)).toBe(expected)
  })
})
