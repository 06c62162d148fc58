import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { startWechat, type WechatPeer } from '../support/wechat.ts'

let t: TestApp
let wechat: WechatPeer
beforeAll(async () => {
  wechat = await startWechat()
})
beforeEach(async () => {
  t = await startApp({ config: { wechat: wechat.settings } })
  return () => t.close()
})
afterAll(() => wechat.close())

const LI = 'oABCDEF1234567890abcdefghijk'
const cookies = (reply: LightMyRequestResponse): string =>
  reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

/** A phone inside WeChat that has said whose it is; signed in as somebody, or as nobody. */
async function phoneOf(openid: string, who?: 0 | 1 | 'office' | 'liaison'): Promise<Client> {
  const out = await t.voter({ url: '/api/wechat/start?next=/me/wechat' })
  const back = await t.voter({
    url: wechat.visit(String(out.headers.location), openid),
    headers: { cookie: cookies(out) },
  })
  expect([back.statusCode, back.headers.location]).toEqual([302, '/me/wechat'])
  const visitor = back.cookies.find(({ name }) => name === 'wechat')?.value
  const session = who === undefined ? '' : `; mashang=${await t.token(who)}`
  const cookie = `wechat=${visitor}${session}`
  return (call) => t.voter({ ...call, headers: { ...call.headers, cookie } })
}
const bind = (phone: Client) => phone({ method: 'PUT', url: '/api/me/wechat' })
const unbind = (phone: Client) => phone({ method: 'DELETE', url: '/api/me/wechat' })
const signIn = (phone: Client) => phone({ method: 'POST', url: '/api/wechat-sessions' })

describe('signing in by WeChat', () => {
  it('given a WeChat that was bound, then it opens a session of its owner, with facts in the ledger', async () => {
    const phone = await phoneOf(LI, 0)
    expect((await bind(phone)).json()).toEqual({
      available: true,
      known: true,
      bound: true,
      here: true,
    })
    const reply = await signIn(await phoneOf(LI))
    expect(reply.statusCode, reply.body).toBe(201)
    const me = await t.voter({
      url: '/api/sessions/current',
      headers: { cookie: cookies(reply) },
    })
    expect(me.json().representativeId).toBe(t.seed.representatives[0]?.id)
    expect(await ledgerTypes()).toEqual(
      expect.arrayContaining(['account.wechat-bound', 'account.signed-in-by-wechat']),
    )
  })

  it('given a WeChat that was never bound, or a browser that WeChat does not know, then it says what to do', async () => {
    expect(outcome(await signIn(await phoneOf(LI)))).toBe('401 account.wechat-unbound')
    expect(outcome(await signIn(t.voter))).toBe('401 account.wechat-unknown')
    expect(outcome(await bind(await t.as(0)))).toBe('401 account.wechat-unknown')
  })

  it('given it was unbound, then it opens nothing any more', async () => {
    const phone = await phoneOf(LI, 0)
    await bind(phone)
    expect((await unbind(phone)).json().bound).toBe(false)
    expect(outcome(await signIn(phone))).toBe('401 account.wechat-unbound')
    expect(await ledgerTypes()).toContain('account.wechat-unbound')
  })

  it('given one WeChat and two accounts, then the second is told where to unbind it', async () => {
    await bind(await phoneOf(LI, 0))
    expect(outcome(await bind(await phoneOf(LI, 1)))).toBe('409 account.wechat-taken')
  })

  it('given another phone of the same person, then it takes the place of the first', async () => {
    const other = 'oZYXWVU1234567890abcdefghijk'
    await bind(await phoneOf(LI, 0))
    await bind(await phoneOf(other, 0))
    expect((await signIn(await phoneOf(other))).statusCode).toBe(201)
    expect(outcome(await signIn(await phoneOf(LI)))).toBe('401 account.wechat-unbound')
  })

  it('given the phone is lost and its owner signs out everywhere, then its WeChat opens nothing', async () => {
    await bind(await phoneOf(LI, 0))
    await (await t.as(0))({ method: 'DELETE', url: '/api/sessions' })
    expect(outcome(await signIn(await phoneOf(LI)))).toBe('401 account.wechat-unbound')
  })

  it('given the office, then it cannot be bound', async () => {
    expect((await bind(await phoneOf(LI, 'office'))).statusCode).toBe(403)
  })

  it('given no official account, then nothing is offered', async () => {
    const without = await startApp()
    const reply = await without.voter({ url: '/api/wechat-sessions' })
    expect(reply.json()).toEqual({ available: false, known: false })
    await without.close()
  })
})

async function ledgerTypes(): Promise<string[]> {
  const { ledger } = t.context.db.tables(ledgerTables)
  const rows = await t.context.db.read.select({ type: ledger.type }).from(ledger)
  return rows.map(({ type }) => type)
}
