import { findByLogin } from '@mashang/server/accounts/accounts.store.ts'
import { loginHashOf } from '@mashang/server/accounts/logins.ts'
import {
  recoveryCodesLeft,
  trustedDevicesOf,
} from '@mashang/server/accounts/second-factor.store.ts'
import { resetSecondFactor } from '@mashang/server/accounts/second-factor.usecases.ts'
import { beginAtEnd } from '@mashang/server/notices/telling.store.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { secondFactorLimits } from '@mashang/shared/accounts/second-factor.words.ts'
import { DAY, MINUTE } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { secondFactorSteps } from './second-factor.steps.ts'
import { PASSWORD } from './steps.ts'

let t: TestApp
const s = secondFactorSteps(() => t)
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

describe('setting it up', () => {
  it('takes effect with the first code, and gives ten ways out, told once', async () => {
    const { cookie, login } = await s.person()
    const me = s.withCookie(cookie)
    const offer = (await post(me, '/api/me/second-factor/offers')).json()
    expect(offer.svg).toContain('<svg')
    expect((await s.signIn(login)).statusCode).toBe(201)
    const wrong = await s.confirm(me, offer.sealed, '000000')
    expect(outcome(wrong)).toBe('422 account.wrong-second-code')
    const done = await s.confirm(me, offer.sealed, s.codeOf(offer))
    expect(done.statusCode, done.body).toBe(200)
    expect(new Set(done.json().codes).size).toBe(10)
    const state = (await me({ url: '/api/me/second-factor' })).json()
    expect(state).toMatchObject({ recoveryLeft: 10, devices: [], removed: null })
    expect(JSON.stringify(state)).not.toContain(done.json().codes[0])
    expect((await me({ url: '/api/sessions/current' })).json().secondFactor.on).toBe(true)
  })

  it('an offer is good for its own account only, and for a quarter of an hour', async () => {
    const [one, other] = [await s.person(), await s.person()]
    const offer = (await post(s.withCookie(one.cookie), '/api/me/second-factor/offers')).json()
    const stolen = await s.confirm(s.withCookie(other.cookie), offer.sealed, s.codeOf(offer))
    expect(outcome(stolen)).toBe('409 account.second-factor-offer-over')
    t.clock.advance(secondFactorLimits.offer + 1)
    const late = await s.confirm(s.withCookie(one.cookie), offer.sealed, s.codeOf(offer))
    expect(outcome(late)).toBe('409 account.second-factor-offer-over')
  })

  it('is for the office only', async () => {
    for (const by of [await t.as(0), await t.as('liaison')])
      expect(outcome(await by({ url: '/api/me/second-factor' }))).toBe('403 auth.forbidden')
  })
})

describe('signing in', () => {
  it('asks for the code after the password, and takes each code once', async () => {
    const who = await s.guarded()
    expect(outcome(await s.signIn(who.login))).toBe('401 account.second-factor-needed')
    expect(outcome(await s.signIn(who.login, { second: '123' }))).toBe(
      '422 account.wrong-second-code',
    )
    t.clock.advance(MINUTE)
    const second = s.codeOf(who)
    expect((await s.signIn(who.login, { second })).statusCode).toBe(201)
    expect(outcome(await s.signIn(who.login, { second }))).toBe('422 account.wrong-second-code')
  })

  it('of the same code sent twice at once one comes in', async () => {
    const who = await s.guarded()
    t.clock.advance(MINUTE)
    const second = s.codeOf(who)
    const both = await Promise.all([1, 2].map(() => s.signIn(who.login, { second })))
    expect(both.map((reply) => reply.statusCode).sort()).toEqual([201, 422])
  })

  it('whoever has the password learns nothing of the code without it being right', async () => {
    const who = await s.guarded()
    const reply = await post(t.voter, '/api/sessions', {
      login: who.login,
      password: 'not the password at all',
      second: s.codeOf(who),
    })
    expect(outcome(reply)).toBe('401 account.wrong-login')
  })

  it('guesses at the code are slowed, even with the right password in between', async () => {
    const who = await s.guarded()
    const tries: string[] = []
    for (let n = 0; n < 6; n++) {
      await s.signIn(who.login)
      tries.push(outcome(await s.signIn(who.login, { second: '000000' })))
    }
    expect(tries.at(-1)).toBe('429 account.slow-down')
  })

  it('a recovery code works once, whatever its case and dashes', async () => {
    const who = await s.guarded()
    const [code = ''] = who.codes
    expect((await s.signIn(who.login, { second: code.toLowerCase() })).statusCode).toBe(201)
    expect(outcome(await s.signIn(who.login, { second: code }))).toBe(
      '422 account.wrong-second-code',
    )
    const me = s.withCookie(who.cookie)
    expect((await me({ url: '/api/me/second-factor' })).json().recoveryLeft).toBe(9)
  })

  it('a printed one-time code sets a password, but is no way around', async () => {
    const who = await s.guarded()
    const issued = await post(await t.as('office'), '/api/accounts/one-time-codes', {
      accounts: [who.accountId],
    })
    const code = issued.json().items[0].code
    const without = await s.firstSignIn(who.login, code)
    expect(outcome(without)).toBe('401 account.second-factor-needed')
    t.clock.advance(MINUTE)
    const body = { login: who.login, code, password: PASSWORD, second: s.codeOf(who) }
    expect((await post(t.voter, '/api/first-sign-ins', body)).statusCode).toBe(201)
  })
})

describe('a trusted device', () => {
  const trusting = async (known?: Awaited<ReturnType<typeof s.guarded>>) => {
    const who = known ?? (await s.guarded())
    t.clock.advance(MINUTE)
    const reply = await s.signIn(who.login, { second: s.codeOf(who), trust: true })
    return { who, device: s.deviceCookieOf(reply), cookie: s.cookieOf(reply) }
  }

  it('is not asked for thirty days, is listed, and is trusted no more when its owner says so', async () => {
    const who = await s.guarded()
    t.clock.advance(MINUTE)
    const reply = await s.signIn(who.login, { second: s.codeOf(who), trust: true })
    const device = s.deviceCookieOf(reply)
    expect((await s.signIn(who.login, {}, device)).statusCode).toBe(201)
    const me = s.withCookie(`${s.cookieOf(reply)}; ${device}`)
    const [listed] = (await me({ url: '/api/me/second-factor' })).json().devices
    expect(listed).toMatchObject({ here: true })
    const url = `/api/me/trusted-devices/${listed.id}`
    const stranger = s.withCookie((await s.person()).cookie)
    expect(outcome(await stranger({ method: 'DELETE', url }))).toBe('404 account.device-not-found')
    expect((await me({ method: 'DELETE', url })).statusCode).toBe(204)
    expect(outcome(await s.signIn(who.login, {}, device))).toBe('401 account.second-factor-needed')
  })

  it('is trusted no more once its owner signs out everywhere', async () => {
    const { who, device, cookie } = await trusting()
    expect(
      (await s.withCookie(cookie)({ method: 'DELETE', url: '/api/sessions' })).statusCode,
    ).toBe(204)
    expect(outcome(await s.signIn(who.login, {}, device))).toBe('401 account.second-factor-needed')
  })

  it.each([false, true])('nor with a new password; trusted with it (%s), it is', async (trust) => {
    const { who, device } = await trusting()
    const again = await trusting(who)
    const issued = await post(await t.as('office'), '/api/accounts/one-time-codes', {
      accounts: [who.accountId],
    })
    t.clock.advance(MINUTE)
    const second = trust ? { second: s.codeOf(who), trust } : {}
    const reply = await t.voter({
      method: 'POST',
      url: '/api/first-sign-ins',
      headers: { cookie: again.device },
      body: { login: who.login, code: issued.json().items[0].code, password: PASSWORD, ...second },
    })
    expect(reply.statusCode, reply.body).toBe(201)
    for (const old of [device, again.device])
      expect(outcome(await s.signIn(who.login, {}, old))).toBe('401 account.second-factor-needed')
    if (trust) expect((await s.signIn(who.login, {}, s.deviceCookieOf(reply))).statusCode).toBe(201)
  })

  it('goes with its account, and so do the recovery codes', async () => {
    const { who } = await trusting()
    const reason = { reason: '调走了' }
    const closed = await post(
      await t.as('office'),
      `/api/accounts/${who.accountId}/closing`,
      reason,
    )
    expect(closed.statusCode, closed.body).toBe(204)
    expect(await trustedDevicesOf(t.context, who.accountId)).toEqual([])
    expect(await recoveryCodesLeft(t.context, who.accountId)).toBe(0)
  })

  it('is asked again after thirty days', async () => {
    const who = await s.guarded()
    t.clock.advance(MINUTE)
    const device = s.deviceCookieOf(
      await s.signIn(who.login, { second: s.codeOf(who), trust: true }),
    )
    t.clock.advance(30 * DAY)
    expect(outcome(await s.signIn(who.login, {}, device))).toBe('401 account.second-factor-needed')
  })
})

describe('something sensitive', () => {
  const make = (by: Client) =>
    post(by, '/api/accounts', {
      name: '钱进',
      login: crypto.randomUUID(),
      role: 'office',
    })

  it('asks for a fresh code, five minutes long', async () => {
    const who = await s.guarded()
    const me = s.withCookie(who.cookie)
    expect((await make(me)).statusCode).toBe(201)
    t.clock.advance(secondFactorLimits.fresh + 1)
    expect(outcome(await make(me))).toBe('403 auth.fresh-code-needed')
    const prove = (code: string) => post(me, '/api/sessions/current/proofs', { code })
    expect(outcome(await prove('000000'))).toBe('422 account.wrong-second-code')
    expect((await prove(s.codeOf(who))).statusCode).toBe(204)
    expect((await make(me)).statusCode).toBe(201)
  })

  it('asks nothing of an account without a second factor', async () => {
    expect((await make(s.withCookie((await s.person()).cookie))).statusCode).toBe(201)
  })
})

describe('a lost phone', () => {
  const remove = (by: Client, id: string, reason = '手机丢了，本人来办公室说的') =>
    post(by, `/api/accounts/${id}/second-factor/removal`, { reason })

  it('a colleague takes it away with a reason; its owner is out everywhere and is told', async () => {
    await beginAtEnd(t.context)
    const who = await s.guarded()
    const office = await t.as('office')
    expect(outcome(await remove(office, who.accountId, ' '))).toBe('400 request.invalid')
    expect(outcome(await remove(s.withCookie(who.cookie), who.accountId))).toBe(
      '409 account.second-factor-own',
    )
    expect((await remove(office, who.accountId)).statusCode).toBe(204)
    expect(outcome(await remove(office, who.accountId))).toBe('409 account.second-factor-off')
    expect((await s.me(who.cookie)).statusCode).toBe(401)
    const again = s.withCookie(s.cookieOf(await s.signIn(who.login)))
    expect((await again({ url: '/api/me/second-factor' })).json().removed).toMatchObject({
      by: 'office',
      reason: '手机丢了，本人来办公室说的',
    })
    await tellOfFacts(t.context)
    const told = (await again({ url: '/api/notices' })).json()
    expect(JSON.stringify(told)).toContain('同事替您停用了两步登录')
    const other = (await office({ url: '/api/notices' })).json()
    expect(JSON.stringify(other)).not.toContain('同事替您停用了两步登录')
  })

  it('on the machine it is taken away for the last account of the office, too', async () => {
    const who = await s.guarded()
    const account = await findByLogin(t.context, loginHashOf(t.context, who.login))
    if (account === null) throw new Error('no such account')
    await resetSecondFactor(t.context, account)
    expect((await s.signIn(who.login)).statusCode).toBe(201)
    const ledger = await (await t.as('office'))({ url: '/api/ledger?group=accounts' })
    expect(ledger.body).toContain('account.second-factor-reset')
  })
})

describe('a district that demands it', () => {
  let d: TestApp
  const steps = secondFactorSteps(() => d)
  beforeAll(async () => {
    d = await startApp()
  })
  afterAll(() => d.close())
  const demand = (by: Client, grace: number | null, was: string | null = null) =>
    by({ method: 'PUT', url: '/api/second-factor/demand', body: { grace, was } })

  it('warns until the day, then opens nothing but the set-up', async () => {
    const boss = await steps.guarded()
    const plain = await steps.person()
    const [asBoss, asPlain] = [steps.withCookie(boss.cookie), steps.withCookie(plain.cookie)]
    expect(outcome(await demand(asPlain, 7))).toBe('409 account.second-factor-own-first')
    const set = await demand(asBoss, 7)
    expect(set.json()).toMatchObject({ on: 1, off: expect.arrayContaining(['赵敏']) })
    // A colleague who has not seen it is told.
    expect(outcome(await demand(asBoss, 14))).toBe('409 conflict')
    // The same one again after a lost answer is not.
    d.clock.advance(MINUTE)
    expect((await demand(asBoss, 7)).json()).toEqual(set.json())
    const stop = await asBoss({ method: 'DELETE', url: '/api/me/second-factor' })
    expect(outcome(stop)).toBe('409 account.second-factor-kept')
    const view = (await asPlain({ url: '/api/sessions/current' })).json().secondFactor
    expect(view).toMatchObject({ on: false, mustSetUp: false, from: set.json().from })
    expect((await asPlain({ url: '/api/accounts' })).statusCode).toBe(200)

    d.clock.advance(7 * DAY)
    expect(outcome(await asPlain({ url: '/api/accounts' }))).toBe('403 auth.second-factor-demanded')
    expect((await asPlain({ url: '/api/sessions/current' })).json().secondFactor.mustSetUp).toBe(
      true,
    )
    expect((await steps.setUp(plain.cookie)).codes).toHaveLength(10)
    expect((await asPlain({ url: '/api/accounts' })).statusCode).toBe(200)
    expect((await (await d.as('liaison'))({ url: '/api/inbox' })).statusCode).toBe(200)
  })
})
