import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { giveDuties } from '../accounts/duties.steps.ts'
import { secondFactorSteps } from '../accounts/second-factor.steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { filed, outcome, post } from './steps.ts'

let t: TestApp
let office: Client
const s = secondFactorSteps(() => t)
beforeAll(async () => {
  t = await startApp()
  await filed(t)
})
afterAll(() => t.close())
beforeEach(async () => {
  t.clock.advance(31 * DAY)
  await filed(t)
  office = await t.as('office')
})

const REFUSED = '403 contact-export.not-independent'
const ask = async (by: Client): Promise<string> => {
  const reply = await post(by, '/api/contact-exports', { filter: {}, reason: '核实住户' })
  expect(reply.statusCode, reply.body).toBe(201)
  return reply.json().id
}
const approve = (by: Client, id: string) =>
  post(by, `/api/contact-exports/${id}/decision`, { approve: true })
const decline = (by: Client, id: string) =>
  post(by, `/api/contact-exports/${id}/decision`, { approve: false, reason: '不合适' })
const seenBy = async (by: Client, id: string) =>
  (await by({ url: '/api/contact-exports' }))
    .json()
    .items.find((one: { id: string }) => one.id === id)
const ownId = async (by: Client): Promise<string> =>
  (await by({ url: '/api/sessions/current' })).json().id
const made = async (): Promise<Client> => s.withCookie((await s.person()).cookie)

describe('two persons for the contacts of many', () => {
  it('given an account that the asker made, then it cannot say yes, reads why, and may say no', async () => {
    const puppet = await made()
    const id = await ask(office)
    const refused = await approve(puppet, id)
    expect([outcome(refused), refused.json().detail]).toEqual([
      REFUSED,
      '您的账号近 30 天由office动过（新建、改权限、发登录码或停用两步登录），请另找一位同事同意。',
    ])
    const seen = await seenBy(puppet, id)
    expect([seen.can.decide, seen.bar]).toEqual([false, refused.json().detail])
    expect((await seenBy(await t.as('office-2'), id)).bar).toBeNull()
    expect(outcome(await decline(puppet, id))).toBe('200')
  })

  it('given a request by an account that one has made, then one cannot say yes to it', async () => {
    const puppet = await made()
    const id = await ask(puppet)
    const refused = await approve(office, id)
    expect([outcome(refused), refused.json().detail]).toEqual([
      REFUSED,
      expect.stringContaining('的账号近 30 天由您动过'),
    ])
    expect(outcome(await approve(await t.as('office-2'), id))).toBe('200')
  })

  it('given two accounts of one maker, then neither says yes to the other', async () => {
    const [one, other] = [await made(), await made()]
    const refused = await approve(other, await ask(one))
    expect([outcome(refused), refused.json().detail]).toEqual([
      REFUSED,
      expect.stringContaining('都经过office的手'),
    ])
  })

  it('given a puppet of a puppet, then it is of the same hand', async () => {
    const puppet = await made()
    const login = `grandchild-${crypto.randomUUID()}`
    const invitation = await post(puppet, '/api/accounts', {
      name: '又一个',
      login,
      role: 'office',
      duties: ['admin'],
    })
    expect(invitation.statusCode, invitation.body).toBe(201)
    const reply = await s.firstSignIn(login, invitation.json().code)
    const grandchild = s.withCookie(s.cookieOf(reply))
    expect(outcome(await approve(grandchild, await ask(office)))).toBe(REFUSED)
  })

  it.each([
    [
      'a code was issued',
      async (id: string) => post(office, '/api/accounts/one-time-codes', { accounts: [id] }),
    ],
    ['duties were given', async (id: string) => giveDuties(t, ['matters'], { id, by: office })],
  ])('given that %s by the asker, then it holds for 30 days and no longer', async (_, handle) => {
    const who = await s.person()
    t.clock.advance(31 * DAY)
    await filed(t)
    office = await t.as('office')
    const colleague = async (): Promise<Client> => {
      const reply = await s.signIn(who.login)
      expect(reply.statusCode, reply.body).toBe(201)
      return s.withCookie(s.cookieOf(reply))
    }
    const before = await colleague()
    expect(outcome(await approve(before, await ask(office)))).toBe('200')
    expect((await handle(who.accountId)).statusCode).toBeLessThan(300)
    expect(outcome(await approve(before, await ask(office)))).toBe(REFUSED)
    t.clock.advance(30 * DAY + 1)
    await filed(t)
    office = await t.as('office')
    expect(outcome(await approve(await colleague(), await ask(office)))).toBe('200')
  })

  it('given that the asker took away a second factor, then whoever lost it cannot say yes', async () => {
    const who = await s.guarded()
    t.clock.advance(31 * DAY)
    await filed(t)
    office = await t.as('office')
    const removal = await post(office, `/api/accounts/${who.accountId}/second-factor/removal`, {
      reason: '手机丢了',
    })
    expect(removal.statusCode, removal.body).toBeLessThan(300)
    const reply = await s.signIn(who.login)
    const colleague = s.withCookie(s.cookieOf(reply))
    expect(await ownId(colleague)).toBe(who.accountId)
    expect(outcome(await approve(colleague, await ask(office)))).toBe(REFUSED)
  })
})
