import { createHmac } from 'node:crypto'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { HOUR, MINUTE, SECOND } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { filed, outcome, post } from '../issues/steps.ts'
import { done, fresh, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { type HttpPeer, startHttpPeer, type Taken } from '../support/peers.ts'
import { accountOf, impatient, outbox, reset, sendAll, standing, tell } from './steps.ts'

let t: TestApp
let peer: HttpPeer
let other: HttpPeer
let office: Client
beforeAll(async () => {
  peer = await startHttpPeer()
  other = await startHttpPeer()
  const named = [peer.origin, other.origin]
  t = await startApp({ config: { robotOrigins: named, webhookOrigins: named } })
  office = await t.as('office')
})
beforeEach(async () => {
  peer.reset()
  other.reset()
  await reset(t)
})
afterAll(async () => {
  await t.close()
  await peer.close()
  await other.close()
})

const add = async (body: object) => {
  const reply = await post(office, '/api/delivery-endpoints', body)
  if (reply.statusCode !== 201) throw new Error(reply.body)
  return reply.json<{ endpoint: { id: string; address: string }; secret: string | null }>()
}

const hook = (at: HttpPeer, name = '数据平台') =>
  add({ kind: 'webhook', name, url: `${at.origin}/in` })

/** As another system would check it, by a computation of its own. */
function isSigned(call: Taken, secret: string): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given } = call.headers
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const wanted = createHmac('sha256', key).update(`${id}.${at}.${call.body}`).digest('base64')
  return String(given).split(' ').includes(`v1,${wanted}`)
}

const hasty = () => impatient(t, 1_000)

describe('a robot of a group', () => {
  it('given one of the office and one of a station, then each hears of its own people once', async () => {
    await add({ kind: 'wecom', name: '工委群', url: `${peer.origin}/cgi-bin/webhook/send?key=k1` })
    await add({
      kind: 'dingtalk',
      name: '大发街道群',
      stationId: t.seed.stations[0]?.id,
      url: `${other.origin}/robot/send?access_token=t1`,
      secret: 'SEC123',
    })
    const { id } = await filed(t)
    const [li, liaison, boss] = await Promise.all([
      accountOf(t, 0),
      accountOf(t, 'liaison'),
      accountOf(t, 'office'),
    ])
    for (const who of [li, liaison])
      await tell(t, who, 'clock.reminded', id, { level: 2, hours: 20 })
    await tell(t, boss, 'clock.escalated', id, { level: 4, hours: 48 })
    await sendAll(t)
    expect(peer.taken.map(({ json }) => json.text)).toMatchObject([
      { content: expect.stringContaining('48 小时没有答复，请过问') },
    ])
    expect(other.taken).toHaveLength(1)
    const [call] = other.taken as [Taken]
    const query = new URL(call.path, other.origin).searchParams
    expect(query.get('access_token')).toBe('t1')
    expect(query.get('sign')).toBe(
      createHmac('sha256', 'SEC123').update(`${t.clock.now()}\nSEC123`).digest('base64'),
    )
    expect(call.body).toContain('已过 20 小时，还没有答复')
    expect(`${call.body}${peer.taken[0]?.body}`).not.toMatch(/路灯|王秀兰|139 ?0000/)
  })

  it.each([
    ['wecom', 'https://evil.example/cgi-bin/webhook/send?key=k'],
    ['wecom', 'http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k'],
    ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/other?key=k'],
    ['wecom', 'https://qyapi.weixin.qq.com@evil.example/cgi-bin/webhook/send?key=k'],
    ['dingtalk', 'https://oapi.dingtalk.com/robot/send'],
    ['dingtalk', 'https://oapi.dingtalk.com:8443/robot/send?access_token=x'],
    ['webhook', 'http://example.com/in'],
    ['webhook', 'https://127.0.0.1/in'],
    ['webhook', 'https://[::1]/in'],
    ['webhook', 'https://[::ffff:10.0.0.1]/in'],
    ['webhook', 'https://169.254.169.254/latest/meta-data'],
    ['webhook', 'https://2130706433/in'],
    ['webhook', 'https://intranet/in'],
    ['webhook', 'file:///etc/passwd'],
    ['webhook', 'https://user:word@example.com/in'],
  ])('%s at %s is refused with a hint', async (kind, url) => {
    const reply = await post(office, '/api/delivery-endpoints', { kind, name: '群', url })
    expect(outcome(reply)).toBe('422 delivery.endpoint-address')
    expect(reply.json().fields).toMatchObject([{ path: 'url' }])
  })

  it.each([
    ['wecom', '/cgi-bin/webhook/send?key=k1', 93000, 'address'],
    ['wecom', '/cgi-bin/webhook/send?key=k1', 45009, 'limited'],
    ['wecom', '/cgi-bin/webhook/send?key=k1', 40058, 'refused'],
    ['dingtalk', '/robot/send?access_token=t1', 310000, 'account'],
    ['dingtalk', '/robot/send?access_token=t1', 130101, 'limited'],
    ['dingtalk', '/robot/send?access_token=t1', 300001, 'address'],
  ])(
    'given %s (%s) that is tried, then one message comes, and its word %i is told as %s',
    async (kind, path, errcode, trouble) => {
      const { endpoint } = await add({ kind, name: '工委群', url: `${peer.origin}${path}` })
      const test = async () =>
        (await post(office, `/api/delivery-endpoints/${endpoint.id}/test`)).json()
      expect(await test()).toEqual({ trouble: null, peerCode: null })
      expect(peer.taken).toHaveLength(1)
      expect(peer.taken[0]?.json).toMatchObject({
        msgtype: 'text',
        text: { content: expect.stringContaining('测试消息') },
      })
      peer.meet({ body: { errcode, errmsg: 'no' } })
      expect(await test()).toEqual({ trouble, peerCode: String(errcode) })
      peer.meet('cut')
      expect(await test()).toMatchObject({ trouble: 'unreachable' })
    },
  )

  it('given that it was thrown out of its group, then it is dead; a limit is waited out', async () => {
    await add({ kind: 'wecom', name: '工委群', url: `${peer.origin}/cgi-bin/webhook/send?key=k1` })
    const boss = await accountOf(t, 'office')
    peer.meet({ body: { errcode: 45009 } }, { body: { errcode: 93000 } })
    await tell(t, boss, 'system.alarm', null)
    await sendAll(t)
    expect(await standing(t)).toEqual(['wecom waiting limited'])
    t.clock.advance(HOUR)
    await sendAll(t)
    expect(await standing(t)).toEqual(['wecom dead address'])
  })
})

describe('a webhook', () => {
  it('is signed, says what happened and nothing that the voter said; its secret is shown once', async () => {
    const { secret, endpoint } = await hook(peer)
    expect(secret).toMatch(/^whsec_/)
    expect(endpoint.address).toBe(`${peer.origin}/…`)
    expect((await office({ url: '/api/delivery-endpoints' })).body).not.toContain(secret)
    const { id, number } = await filed(t)
    const [li, liaison] = await Promise.all([accountOf(t, 0), accountOf(t, 'liaison')])
    // Two people hear of one thing: another system once.
    for (const who of [li, liaison]) await tell(t, who, 'issue.arrived', id)
    await sendAll(t)
    expect(peer.taken).toHaveLength(1)
    const [call] = peer.taken as [Taken]
    expect(isSigned(call, secret ?? '')).toBe(true)
    expect(isSigned({ ...call, body: `${call.body} ` }, secret ?? '')).toBe(false)
    expect(call.json).toEqual({
      id: call.headers['webhook-id'],
      type: 'issue.arrived',
      at: '2026-11-23T02:32:00.000Z',
      issue: { id, number, dueAt: '2026-11-24T02:32:00.000Z' },
      level: null,
      hours: null,
      link: `http://127.0.0.1:8080/office/issues/${id}`,
    })
  })

  it('says which suggestion it is about, and of no issue then', async () => {
    await hook(peer)
    const { id } = await written(fresh(t, 0))
    const { number } = await done(fresh(t, 0), id, { act: 'submit' })
    await tellOfFacts(t.context)
    await sendAll(t)
    const call = peer.taken.find(({ json }) => json.type === 'suggestion.for-office')
    expect(call?.json).toMatchObject({ issue: null, suggestion: { id, number } })
  })

  it('given a new secret, then both sign for a day, afterwards the new one alone', async () => {
    const first = await hook(peer)
    const { id } = first.endpoint
    const second = (await post(office, `/api/delivery-endpoints/${id}/secret`)).json()
    expect(second.secret).not.toBe(first.secret)
    expect((await post(office, `/api/delivery-endpoints/${id}/test`)).json()).toEqual({
      trouble: null,
      peerCode: null,
    })
    t.clock.advance(25 * HOUR)
    await post(office, `/api/delivery-endpoints/${id}/test`)
    const signed = peer.taken.map((call) =>
      [first.secret, second.secret].map((secret) => isSigned(call, secret)),
    )
    expect(signed).toEqual([
      [true, true],
      [false, true],
    ])
  })

  it('given that it is paused, then messages wait; removed, nobody is told', async () => {
    const { endpoint } = await hook(peer)
    const url = `/api/delivery-endpoints/${endpoint.id}`
    const change = (paused: boolean, name = '平台') =>
      office({
        method: 'PUT',
        url,
        body: { name, stationId: null, paused, was: { ...seen, paused: !paused } },
      })
    let seen = { name: '数据平台', stationId: null }
    const both = await Promise.all([change(true), change(true, '另一个平台')])
    expect(both.map(outcome).sort()).toEqual(['200', '409 conflict'])
    const won = both.find(({ statusCode }) => statusCode === 200)?.json()
    // Sent again after a lost answer, it is nobody else's change.
    expect((await change(true, won.name)).json()).toEqual(won)
    seen = { name: won.name, stationId: null }
    await tell(t, await accountOf(t, 0), 'issue.arrived', (await filed(t)).id)
    await sendAll(t)
    expect([peer.calls, await standing(t)]).toEqual([0, ['webhook waiting']])
    await change(false)
    t.clock.advance(10 * MINUTE)
    expect(await sendAll(t)).toBe(1)
    await tell(t, await accountOf(t, 0), 'issue.messaged', (await filed(t)).id)
    expect((await office({ method: 'DELETE', url })).statusCode).toBe(204)
    expect(outcome(await office({ method: 'DELETE', url }))).toBe('404 delivery.endpoint-unknown')
    await sendAll(t)
    expect(peer.calls).toBe(1)
  })

  it.each([
    ['hang', 'waiting unreachable'],
    ['cut', 'waiting unreachable'],
    ['flood', 'waiting unreachable'],
    [{ status: 500 }, 'waiting unreachable'],
    [{ status: 429 }, 'waiting limited'],
    [{ status: 410 }, 'dead address'],
    [{ status: 302, location: 'http://127.0.0.1:1/' }, 'waiting refused'],
    ['garbage', 'sent'],
    ['twice', 'sent'],
  ] as const)(
    'that answers %j leaves it %s, and another one is not held up',
    async (meeting, left) => {
      await hook(peer, '坏的')
      await hook(other, '好的')
      const { id } = await filed(t)
      peer.meet(meeting)
      await tell(t, await accountOf(t, 0), 'issue.arrived', id)
      await sendAll(t, hasty())
      expect(other.taken).toHaveLength(1)
      expect(await standing(t)).toEqual(['webhook sent', `webhook ${left}`].sort())
    },
  )

  it('given that its answer was lost, then it gets the same message under the same id', async () => {
    await hook(peer)
    peer.meet('take and cut')
    await tell(t, await accountOf(t, 0), 'issue.arrived', (await filed(t)).id)
    const channels = hasty()
    await sendAll(t, channels)
    t.clock.advance(MINUTE)
    await sendAll(t, channels)
    expect(peer.taken).toHaveLength(2)
    expect(new Set(peer.taken.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(await standing(t)).toEqual(['webhook sent'])
  })

  it('given that it is dead for long, then it is left alone between probes, and others go on', async () => {
    await hook(peer, '死的')
    await hook(other, '活的')
    const li = await accountOf(t, 0)
    const { id } = await filed(t)
    peer.meet(...Array.from({ length: 50 }, () => 'hang' as const))
    const channels = hasty()
    for (let i = 0; i < 12; i++) {
      t.clock.advance(1)
      await tell(t, li, 'issue.messaged', id)
    }
    await sendAll(t, channels)
    expect(other.taken).toHaveLength(12)
    expect(peer.calls).toBe(3)
    // Those that were not tried have not used up an attempt.
    const attempts = (await outbox(t))
      .filter(({ state }) => state === 'waiting')
      .map((r) => r.attempts)
    expect(attempts.sort()).toEqual([...Array(9).fill(0), 1, 1, 1])
    t.clock.advance(31 * SECOND)
    await sendAll(t, channels)
    expect(peer.calls).toBe(4)
  })
})

describe('who may set them up', () => {
  it('the office alone', async () => {
    for (const who of ['liaison', 0] as const) {
      const somebody = await t.as(who)
      expect((await somebody({ url: '/api/delivery-endpoints' })).statusCode).toBe(403)
      expect((await somebody({ url: '/api/dead-deliveries' })).statusCode).toBe(403)
    }
    expect((await t.voter({ url: '/api/delivery-endpoints' })).statusCode).toBe(401)
  })
})
