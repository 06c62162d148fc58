import { DAY, HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { accountSteps } from './steps.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const { cookieOf, withCookie, me, signIn, invited, firstSignIn, active } = accountSteps(() => t)

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
