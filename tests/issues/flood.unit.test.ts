import { HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { STANDARD_LIMITS } from '@mashang/shared/districts/limits.words.ts'
import {
  type Arrivals,
  bareWords,
  floodCause,
  mustTell,
} from '@mashang/shared/issues/flood.rules.ts'
import { describe, expect, it } from 'vitest'

const QUIET: Arrivals = { toRepresentative: 0, inDistrict: 0, sameWords: 0, addressOver: false }
const came = (more: Partial<Arrivals>, dangerous = false) =>
  floodCause({ ...QUIET, ...more }, STANDARD_LIMITS, () => dangerous)

describe('what is held', () => {
  it('given an ordinary day, then nothing, also where the words tell of a danger', () => {
    expect(came({})).toBeNull()
    expect(came({}, true)).toBeNull()
  })

  it.each([
    [{ toRepresentative: 29 }, null],
    [{ toRepresentative: 30 }, 'representative'],
    [{ inDistrict: 199 }, null],
    [{ inDistrict: 200 }, 'district'],
    [{ sameWords: 9 }, null],
    [{ sameWords: 10 }, 'words'],
    [{ addressOver: true }, 'address'],
  ] as const)('given %j, then %s', (more, cause) => {
    expect(came(more)).toBe(cause)
  })

  it('given several reasons, then by the most telling, and dangers are looked at first', () => {
    const all = { toRepresentative: 99, inDistrict: 999, sameWords: 99, addressOver: true }
    expect(came(all)).toBe('words')
    expect(came({ ...all, sameWords: 0 })).toBe('address')
    expect(came({ ...all, sameWords: 0, addressOver: false })).toBe('representative')
    expect(came(all, true)).toBe('danger')
    expect(came({ inDistrict: 999 }, true)).toBe('district-danger')
  })

  it('given a threshold of nought, then it holds nothing', () => {
    const none = { floodRepresentative: 0, floodDistrict: 0, floodWords: 0 }
    const many = { ...QUIET, toRepresentative: 1e6, inDistrict: 1e6, sameWords: 1e6 }
    expect(floodCause(many, none, () => false)).toBeNull()
  })
})

describe('words that are alike', () => {
  const bare = (text: string) => bareWords({ title: '路灯', text })
  it('given other digits, signs, blanks, width or case, then they are', () => {
    expect(bare('３号楼的灯 不亮！！ ok')).toBe(bare('17号楼的灯，不亮。（９９）OK'))
  })
  it('given another word, then they are not', () => {
    expect(bare('三号楼的灯不亮')).not.toBe(bare('三号楼的门不亮'))
  })
  it('given nothing but digits, then they are compared as they are', () => {
    const only = (text: string) => bareWords({ title: '1', text })
    expect(only('123')).not.toBe(only('124'))
  })
})

describe('telling the office', () => {
  it.each([
    ['never told', null, 5, null, 5, true],
    ['told, and the same still waits', 0, null, 1, 4 * HOUR, false],
    ['the same waits for four hours', 0, null, 1, 1 + 4 * HOUR, true],
    ['all was decided, and more came at once', null, 2, 1, 3, false],
    ['all was decided, and more came a while later', null, 2, 1, 1 + 10 * MINUTE, true],
    ['it goes on', MINUTE, 2 * MINUTE, MINUTE, 30 * MINUTE, false],
    ['one is left, and a new one comes', 0, HOUR, 1, HOUR, true],
    ['the clock was ahead when it was told', 0, null, 99 * HOUR, HOUR, true],
  ] as const)('given %s', (_, lastBefore, firstAfter, toldAt, now, tells) => {
    expect(mustTell({ lastBefore, firstAfter }, toldAt, now)).toBe(tells)
  })
})
