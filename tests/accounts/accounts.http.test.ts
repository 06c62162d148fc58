import { guessLimits } from '@mashang/server/accounts/guesses.ts'
import { DAY, HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

const PASSWORD = '草原上的星星今晚很亮'
let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const cookieOf = (reply: { headers: Record<string, unknown> }): string =>
  String(reply.headers['set-cookie']).split(';')[0] ?? ''
const withCookie =
  (cookie: string): Client =>
  (call) =>
    t.voter({ ...call, headers: { ...call.headers, cookie } })
const me = (cookie: string) => withCookie(cookie)({ url: '/api/sessions/current' })
const signIn = (login: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  post(t.voter, '/api/sessions', { login, password }, headers)

/** A new account of the office with its printed one-time code. */
async function invited(login: string): Promise<{ accountId: string; code: string }> {
  const made = await post(await t.as('office'), '/api/accounts', {
    name: '赵敏',
    login,
    role: 'office',
  })
  if (made.statusCode !== 201) throw new Error(made.body)
  return made.json()
}

const firstSignIn = (login: string, code: string, password = PASSWORD) =>
  post(t.voter, '/api/first-sign-ins', { login, code, password })

/** The same, with its password set; the cookie of the first session. */
async function active(login: string): Promise<string> {
  const { code } = await invited(login)
  const reply = await firstSignIn(login, code)
  if (reply.statusCode !== 201) throw new Error(reply.body)
  return cookieOf(reply)
}

describe('the first sign-in', () => {
  it('takes the printed code in any form, once, and signs in', async () => {
    const { code } = await invited('zhao1')
    const reply = await firstSignIn(' ZHAO1 ', ` ${code.toLowerCase().replace('-', ' ')} `)
    expect(reply.statusCode, reply.body).toBe(201)
    expect(reply.json()).toMatchObject({ name: '赵敏', role: 'office', districtName: '石拐区' })
    expect(reply.headers['set-cookie']).toMatch(/HttpOnly/)
    expect(reply.headers['set-cookie']).toMatch(/SameSite=Lax/)
    expect((await me(cookieOf(reply))).statusCode).toBe(200)
    expect(outcome(await firstSignIn('zhao1', code))).toBe('401 account.wrong-code')
  })

  it('given two phones with one code at once, then one gets in', async () => {
    const { code } = await invited('zhao2')
    const replies = await Promise.all([1, 2].map(() => firstSignIn('zhao2', code)))
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([201, 401])
  })

  it('refuses a code after 14 days, and one that was replaced', async () => {
    const { code, accountId } = await invited('zhao3')
    t.clock.advance(14 * DAY)
    expect(outcome(await firstSignIn('zhao3', code))).toBe('401 account.wrong-code')
    const again = await post(await t.as('office'), '/api/accounts/one-time-codes', {
      accounts: [accountId],
    })
    const [item] = again.json().items
    expect(item).toMatchObject({ accountId, login: 'zhao3' })
    expect(outcome(await firstSignIn('zhao3', code))).toBe('401 account.wrong-code')
    expect((await firstSignIn('zhao3', item.code)).statusCode).toBe(201)
  })

  it.each(['short', '1234567890', 'aaaaaaaaaaaa', 'zhao4-zhao4', 'Password12'])(
    'refuses the password %j and names the field; the code stays good',
    async (password) => {
      const login = `zhao4-${password.slice(0, 3).toLowerCase()}`
      const { code } = await invited(login)
      const weak = await firstSignIn(login, code, password.replace('zhao4-zhao4', login))
      expect(outcome(weak)).toBe('422 account.weak-password')
      expect(weak.json().fields[0].path).toBe('password')
      expect((await firstSignIn(login, code)).statusCode).toBe(201)
    },
  )
})

describe('signing in and out', () => {
  it('tells unknown account and wrong password in the same words', async () => {
    await active('qian1')
    const [unknown, wrong] = [await signIn('nobody'), await signIn('qian1', 'wrong-password')]
    expect([unknown.statusCode, unknown.body]).toEqual([401, wrong.body])
  })

  it('given a session, when it signs out, then its token is worth nothing', async () => {
    await active('qian2')
    const cookie = cookieOf(await signIn('qian2'))
    const out = await withCookie(cookie)({ method: 'DELETE', url: '/api/sessions/current' })
    expect(out.statusCode).toBe(204)
    expect(outcome(await me(cookie))).toBe('401 auth.required')
  })

  it('given a session that rests for a day, when it signs out, then neither its old nor its renewed token works', async () => {
    await active('qian3')
    const cookie = cookieOf(await signIn('qian3'))
    t.clock.advance(DAY)
    const out = await withCookie(cookie)({ method: 'DELETE', url: '/api/sessions/current' })
    expect(out.statusCode).toBe(204)
    expect((await me(cookie)).statusCode).toBe(401)
    for (const sent of [out.headers['set-cookie'] ?? []].flat())
      expect((await me(sent.split(';')[0] ?? '')).statusCode).toBe(401)
  })

  it('signs out everywhere', async () => {
    const first = await active('qian4')
    const second = cookieOf(await signIn('qian4'))
    await withCookie(second)({ method: 'DELETE', url: '/api/sessions' })
    expect([(await me(first)).statusCode, (await me(second)).statusCode]).toEqual([401, 401])
  })

  it('replaces a token after half a day; the old one is good until the new one is used after a minute', async () => {
    await active('qian5')
    const old = cookieOf(await signIn('qian5'))
    t.clock.advance(12 * HOUR)
    const rotated = await me(old)
    const renewed = cookieOf(rotated)
    expect([rotated.statusCode, renewed === old]).toEqual([200, false])
    expect((await me(renewed)).headers['set-cookie']).toBeUndefined()
    t.clock.advance(MINUTE)
    expect((await me(old)).statusCode).toBe(200)
    expect((await me(renewed)).statusCode).toBe(200)
    t.clock.advance(1)
    expect([(await me(renewed)).statusCode, (await me(old)).statusCode]).toEqual([200, 401])
    expect((await me(renewed)).statusCode).toBe(200)
  })

  it('given that the answer with the new token was lost, then the phone stays signed in, and gets another', async () => {
    await active('qian9')
    const old = cookieOf(await signIn('qian9'))
    t.clock.advance(12 * HOUR)
    const lost = cookieOf(await me(old))
    t.clock.advance(HOUR)
    const later = await me(old)
    expect([later.statusCode, later.headers['set-cookie']]).toEqual([200, undefined])
    t.clock.advance(12 * HOUR)
    const renewed = cookieOf(await me(old))
    expect([(await me(lost)).statusCode, (await me(renewed)).statusCode]).toEqual([401, 200])
    t.clock.advance(MINUTE + 1)
    expect([(await me(renewed)).statusCode, (await me(old)).statusCode]).toEqual([200, 401])
  })

  it('given many requests with a token that is due for replacement, then all of them succeed', async () => {
    await active('qian6')
    const cookie = cookieOf(await signIn('qian6'))
    t.clock.advance(12 * HOUR)
    const replies = await Promise.all(Array.from({ length: 5 }, () => me(cookie)))
    expect(replies.map((reply) => reply.statusCode)).toEqual(Array(5).fill(200))
  })

  it('given a full disk, when a token is due for replacement, then reading goes on with the old one', async () => {
    await active('qian8')
    const cookie = cookieOf(await signIn('qian8'))
    t.clock.advance(12 * HOUR)
    const full = vi
      .spyOn(t.context.db, 'commit')
      .mockRejectedValueOnce(new Failure(coreErrors.storageFull))
    const reply = await me(cookie)
    expect([reply.statusCode, full.mock.calls.length]).toEqual([200, 1])
    full.mockRestore()
  })

  it('forgets a session after 30 days', async () => {
    await active('qian7')
    const cookie = cookieOf(await signIn('qian7'))
    t.clock.advance(30 * DAY)
    expect((await me(cookie)).statusCode).toBe(401)
  })

  it.each(['', 'x', 'mashang', 'a'.repeat(5_000)])('takes no made-up token (%#)', async (token) => {
    expect((await me(`mashang=${token}`)).statusCode).toBe(401)
  })
})

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
