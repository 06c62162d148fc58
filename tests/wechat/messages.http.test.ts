import { HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountOf, outbox, reset, sendAll, standing, tell } from '../deliveries/steps.ts'
import { filed, outcome } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { startWechat, type WechatPeer } from '../support/wechat.ts'
import { OPENID, through as visitThrough } from './steps.ts'

let t: TestApp
let wechat: WechatPeer
beforeAll(async () => {
  wechat = await startWechat()
  t = await startApp({ config: { wechat: wechat.settings } })
})
beforeEach(async () => {
  wechat.reset()
  await reset(t)
})
afterAll(async () => {
  await t.close()
  await wechat.close()
})

const get = (url: string, cookie = '') => t.voter({ url, headers: { cookie } })

const through = (next: string, openid?: string) => visitThrough(t, wechat, next, openid)

describe('the access token', () => {
  it('given that twenty ask at once, then it is fetched once; replaced before its end', async () => {
    const { id, receipt } = await filed(t)
    const { cookie } = await through(`/r/${receipt}/hearing`)
    const url = `/api/receipts/${receipt}/hearing`
    await t.voter({ method: 'PUT', url, headers: { cookie }, body: { channel: 'wechat' } })
    const page = 'http://127.0.0.1:8080/q/ABC'
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => get(`/api/wechat/signature?url=${page}`)),
    )
    expect(replies.every(({ statusCode }) => statusCode === 200)).toBe(true)
    expect(wechat.given).toEqual({ tokens: 1, tickets: 1 })
    t.clock.advance(2 * HOUR - 5 * MINUTE)
    await get(`/api/wechat/signature?url=${page}`)
    expect(wechat.given.tickets).toBe(2)
    await tell(t, { kind: 'voter', id }, 'issue.answered', id)
    await sendAll(t)
    expect(wechat.messages).toHaveLength(1)
  })

  it('given that an early replacement fails, then the old one is used until its end', async () => {
    const sign = async () =>
      (await get('/api/wechat/signature?url=http://127.0.0.1:8080/q/ABC')).statusCode
    expect(await sign()).toBe(200)
    t.clock.advance(2 * HOUR - 4 * MINUTE)
    // Neither a new token nor, with the old one, a new ticket.
    wechat.meet('cut', 'cut')
    expect(await sign()).toBe(200)
    const { calls } = wechat
    // Nobody asks again at once, and nobody waits.
    expect(await sign()).toBe(200)
    expect(wechat.calls).toBe(calls)
    t.clock.advance(4 * MINUTE)
    wechat.meet('cut')
    expect(await sign()).toBe(502)
    expect(await sign()).toBe(200)
  })

  it('given that it cannot be opened any more, then a new one is fetched', async () => {
    const sign = async () =>
      (await get('/api/wechat/signature?url=http://127.0.0.1:8080/q/ABC')).statusCode
    expect(await sign()).toBe(200)
    await execute(t, "update wechat_tokens set value = 'v1.' || lower(value)")
    expect(await sign()).toBe(200)
    expect(wechat.given.tickets).toBe(2)
  })

  it('given that WeChat no longer knows it (40001), then a new one is fetched and the message goes', async () => {
    const { id, receipt } = await filed(t)
    const { cookie } = await through(`/r/${receipt}/hearing`)
    const url = `/api/receipts/${receipt}/hearing`
    await t.voter({ method: 'PUT', url, headers: { cookie }, body: { channel: 'wechat' } })
    await tell(t, { kind: 'voter', id }, 'issue.answered', id)
    await sendAll(t)
    wechat.forgetTokens()
    t.clock.advance(10 * MINUTE)
    await tell(t, { kind: 'voter', id }, 'issue.referred', id)
    expect(await sendAll(t)).toBe(1)
    expect(wechat.messages).toHaveLength(2)
    expect(wechat.given.tokens).toBe(2)
  })

  it('given that the answer to a message was lost, then its repetition is known as the same', async () => {
    const { id, receipt } = await filed(t)
    const { cookie } = await through(`/r/${receipt}/hearing`)
    const url = `/api/receipts/${receipt}/hearing`
    await t.voter({ method: 'PUT', url, headers: { cookie }, body: { channel: 'wechat' } })
    await get('/api/wechat/signature?url=http://127.0.0.1:8080/')
    await tell(t, { kind: 'voter', id }, 'issue.answered', id)
    wechat.meet('take and cut')
    await sendAll(t)
    expect(await standing(t)).toEqual(['wechat waiting unreachable'])
    t.clock.set((await outbox(t))[0]?.dueAt ?? 0)
    expect(await sendAll(t)).toBe(1)
    expect(await standing(t)).toEqual(['wechat sent'])
  })

  it.each([
    [43004, 'dead address'],
    [45009, 'waiting limited'],
    [40037, 'dead account'],
  ])('given that WeChat says %i, then it is %s', async (errcode, left) => {
    const { id, receipt } = await filed(t)
    const { cookie } = await through(`/r/${receipt}/hearing`)
    const url = `/api/receipts/${receipt}/hearing`
    await t.voter({ method: 'PUT', url, headers: { cookie }, body: { channel: 'wechat' } })
    await get('/api/wechat/signature?url=http://127.0.0.1:8080/')
    wechat.meet({ body: { errcode } })
    await tell(t, { kind: 'voter', id }, 'issue.answered', id)
    await sendAll(t)
    expect(await standing(t)).toEqual([`wechat ${left}`])
  })
})

describe('the office tries whether messages arrive', () => {
  const url = '/api/delivery-channels/wechat/test'
  const bound = async () => {
    const office = await t.as('office')
    const { cookie } = await through('/office/settings/reminders')
    const session = `mashang=${await t.token('office')}; ${cookie}`
    const reply = await t.voter({
      method: 'POST',
      url: '/api/delivery-preferences/wechat',
      headers: { cookie: session },
    })
    expect(reply.statusCode, reply.body).toBe(200)
    return office
  }

  it('given nobody’s WeChat is bound, then it says what to do first, and nothing is sent', async () => {
    const office = await t.as('office')
    expect(outcome(await office({ method: 'POST', url }))).toBe('409 delivery.wechat-unbound')
    expect(wechat.messages).toEqual([])
  })

  it('given it is bound, then one message of the approved template comes to whoever tries it', async () => {
    const office = await bound()
    expect((await office({ method: 'POST', url })).json()).toEqual({
      trouble: null,
      peerCode: null,
    })
    expect(wechat.messages).toMatchObject([
      { touser: OPENID, data: { thing1: { value: '码上代表' } } },
    ])
    await office({ method: 'POST', url })
    expect(wechat.messages).toHaveLength(2)
    const ledger = (await office({ url: '/api/ledger?size=20' })).body
    expect(ledger).toContain('试发微信消息')
    expect(ledger).not.toContain(OPENID)
  })

  it('given that WeChat has forgotten the token, then a new one is asked for', async () => {
    const office = await bound()
    await office({ method: 'POST', url })
    wechat.forgetTokens()
    expect((await office({ method: 'POST', url })).json()).toEqual({
      trouble: null,
      peerCode: null,
    })
  })

  it.each([
    [43004, 'address'],
    [45009, 'limited'],
    [40037, 'account'],
    [48001, 'account'],
  ])('given WeChat says %i, then the office reads what is wrong (%s)', async (errcode, trouble) => {
    const office = await bound()
    // The token is fetched before, so that the refusal meets the message.
    await office({ method: 'POST', url })
    wechat.meet({ body: { errcode, errmsg: 'refused' } })
    expect((await office({ method: 'POST', url })).json()).toEqual({
      trouble,
      peerCode: String(errcode),
    })
  })

  it('given WeChat does not answer, then it says so', async () => {
    const office = await bound()
    await office({ method: 'POST', url })
    wechat.meet('cut')
    expect((await office({ method: 'POST', url })).json()).toMatchObject({ trouble: 'unreachable' })
  })
})

describe('somebody with an account', () => {
  it('is told inside WeChat after binding it there; without it, that cannot be bound', async () => {
    const li = await t.as(0)
    const url = '/api/delivery-preferences/wechat'
    expect(outcome(await li({ method: 'POST', url }))).toBe('409 delivery.wechat-unknown')
    const { cookie } = await through('/me/reminders')
    const session = `mashang=${await t.token(0)}; ${cookie}`
    const bound = await t.voter({ method: 'POST', url, headers: { cookie: session } })
    expect(bound.json().channels).toMatchObject([
      { channel: 'mail' },
      { channel: 'sms' },
      { channel: 'wechat', available: true, address: '已绑定的微信' },
    ])
    const { id } = await filed(t)
    await tell(t, await accountOf(t, 0), 'issue.arrived', id)
    expect(await sendAll(t)).toBe(1)
    expect(wechat.messages).toMatchObject([
      { touser: OPENID, url: `http://127.0.0.1:8080/me/issues/${id}` },
    ])
    await li({ method: 'DELETE', url })
    await tell(t, await accountOf(t, 0), 'issue.messaged', id)
    expect(await sendAll(t)).toBe(0)
  })
})
