import { base32, keyUri, timeCode } from '@mashang/server/accounts/totp.ts'
import { isFresh, mustSetUp, stepOfCode } from '@mashang/shared/accounts/second-factor.rules.ts'
import { secondFactorLimits } from '@mashang/shared/accounts/second-factor.words.ts'
import { describe, expect, it } from 'vitest'

describe('codes of time', () => {
  const secret = Buffer.from('12345678901234567890')

  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at second %i the code is that of RFC 6238, appendix B', (second, code) => {
    expect(timeCode(secret, Math.floor(second / 30), 8)).toBe(code)
    expect(timeCode(secret, Math.floor(second / 30))).toBe(code.slice(2))
  })

  it('a secret is written as RFC 4648 does, and the address of the app holds it', () => {
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
    expect(base32(Buffer.from('fooba'))).toBe('MZXW6YTB')
    const uri = new URL(keyUri(secret, '码上代表 石拐区', '赵敏'))
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
      'otpauth:',
      'totp',
      '/码上代表 石拐区:赵敏',
    ])
    expect(uri.searchParams.get('secret')).toBe(base32(secret))
  })
})

describe('which code is taken', () => {
  const codeAt = (step: number): string => String(step).padStart(6, '0')
  const now = 1_000 * secondFactorLimits.step + 1

  it('that of now, of the step before and of the step after, no other', () => {
    const taken = [998, 999, 1000, 1001, 1002].map((step) =>
      stepOfCode(codeAt(step), codeAt, null, now),
    )
    expect(taken).toEqual([null, 999, 1000, 1001, null])
  })

  it('never one that was used, nor one before it', () => {
    expect(stepOfCode(codeAt(1000), codeAt, 1000, now)).toBeNull()
    expect(stepOfCode(codeAt(999), codeAt, 1000, now)).toBeNull()
    expect(stepOfCode(codeAt(1001), codeAt, 1000, now)).toBe(1001)
  })
})

describe('what a code opens, and when one is demanded', () => {
  it('a code is fresh for five minutes, and not before it was given', () => {
    expect(isFresh(null, 0)).toBe(false)
    expect(isFresh(1_000, 1_000 + secondFactorLimits.fresh)).toBe(true)
    expect(isFresh(1_000, 1_001 + secondFactorLimits.fresh)).toBe(false)
    expect(isFresh(1_000, 999)).toBe(false)
  })

  it('only the office must have one, from the day on that was set', () => {
    const office = { role: 'office', since: null } as const
    expect(mustSetUp(office, null, 5)).toBe(false)
    expect(mustSetUp(office, 6, 5)).toBe(false)
    expect(mustSetUp(office, 5, 5)).toBe(true)
    expect(mustSetUp({ ...office, since: 1 }, 5, 5)).toBe(false)
    expect(mustSetUp({ role: 'liaison', since: null }, 5, 5)).toBe(false)
  })
})
