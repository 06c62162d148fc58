import { guessLimits } from '@mashang/server/accounts/guesses.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { outcome } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { accountSteps, PASSWORD } from './steps.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const { signIn, invited, firstSignIn, active } = accountSteps(() => t)

describe('guessing', () => {
  it('after five wrong guesses waits, for this login at this address only', async () => {
    await active('sun1')
    await active('sun2')
    const from = (address: string, login: string, password?: string) =>
      t.app.inject({
        method: 'POST',
        url: '/api/sessions',
        remoteAddress: address,
        payload: { login, password: password ?? PASSWORD },
      })
    for (let n = 0; n < 5; n++)
      expect((await from('10.0.0.1', 'sun1', `wrong-${n}`)).statusCode).toBe(401)
    const slowed = await from('10.0.0.1', 'sun1')
    expect(outcome(slowed)).toBe('429 account.slow-down')
    expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0)
    expect((await from('10.0.0.1', 'sun2')).statusCode).toBe(201)
    expect((await from('10.0.0.2', 'sun1')).statusCode).toBe(201)
  })

  describe('behind a proxy', () => {
    const wrongFive = async (app: TestApp, login: string) => {
      const from = (address: string, password = PASSWORD) =>
        app.app.inject({
          method: 'POST',
          url: '/api/sessions',
          headers: { 'x-forwarded-for': address },
          payload: { login, password },
        })
      for (let n = 0; n < 5; n++) await from('198.51.100.1', `wrong-${n}`)
      return [(await from('198.51.100.1')).statusCode, (await from('198.51.100.2')).statusCode]
    }

    it('that is trusted, the owner is not locked out by a stranger elsewhere', async () => {
      const behind = await startApp({ config: { trustedProxies: ['127.0.0.1'] } })
      expect(await wrongFive(behind, 'behind1')).toEqual([429, 401])
      await behind.close()
    })

    it('that is not, what it says about the address is not believed', async () => {
      expect(await wrongFive(t, 'behind2')).toEqual([429, 429])
    })
  })

  it('guesses from very many addresses keep the owner out for some minutes at most', async () => {
    const limits = guessLimits(true)
    vi.useFakeTimers()
    for (let n = 0; n < 60; n++) await limits.count('hash', `10.0.${n}.1`)
    const kept = await limits.count('hash', '10.9.9.9').catch((failure: unknown) => failure)
    expect(kept).toMatchObject({ kind: { code: 'account.slow-down' } })
    await vi.advanceTimersByTimeAsync(10 * 60_000 + 1_000)
    await expect(limits.count('hash', '10.9.9.9')).resolves.toBeUndefined()
    vi.useRealTimers()
  })

  it('given thirty guesses at once, then no more than five are looked at', async () => {
    await active('sun3')
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, n) => signIn('sun3', `wrong-${n}`)),
    )
    const looked = replies.filter((reply) => reply.statusCode === 401)
    expect([looked.length, replies.length - looked.length]).toEqual([5, 25])
  })

  it('forgets wrong guesses after a right one', async () => {
    await active('sun4')
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) await signIn('sun4', 'wrong-password')
      expect((await signIn('sun4')).statusCode).toBe(201)
    }
  })

  it('slows guesses at one-time codes in the same way', async () => {
    const { code } = await invited('sun5')
    for (let n = 0; n < 5; n++) await firstSignIn('sun5', `WRONG-${n}`)
    expect(outcome(await firstSignIn('sun5', code))).toBe('429 account.slow-down')
  })
})

describe('requests from other sites', () => {
  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['no origin at all (null)', { origin: 'null' }],
    ['what a browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { 'sec-fetch-site': 'same-site', origin: 'http://a.127.0.0.1:8080' }],
  ])('refuses %s', async (_what, headers) => {
    expect(outcome(await signIn('nobody', PASSWORD, headers))).toBe('403 auth.cross-site')
  })

  it.each([
    ['its own origin', { origin: 'http://127.0.0.1:8080' }],
    ['the host it was asked by', { origin: 'https://rd.example', host: 'rd.example' }],
    ['a browser that says same-origin', { 'sec-fetch-site': 'same-origin' }],
  ])('takes %s', async (_what, headers) => {
    expect((await signIn('nobody', PASSWORD, headers)).statusCode).toBe(401)
  })
})
