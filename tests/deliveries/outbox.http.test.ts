import type { SteadyChannel } from '@mashang/server/core/channels/steady.ts'
import { verifyLedger } from '@mashang/server/core/ledger/ledger.store.ts'
import { openChannels } from '@mashang/server/deliveries/channels.ts'
import { deadLetters } from '@mashang/server/deliveries/dead-letters.store.ts'
import { AttemptMeter } from '@mashang/server/deliveries/deliveries.metrics.ts'
import { dispatch, LEASE } from '@mashang/server/deliveries/dispatch.usecases.ts'
import { fanOut } from '@mashang/server/deliveries/fan-out.usecases.ts'
import { MOST_ATTEMPTS } from '@mashang/shared/deliveries/timing.rules.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { filed, outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { type HttpPeer, type MailPeer, startHttpPeer, startMailPeer } from '../support/peers.ts'
import { accountOf, giveMail, impatient, outbox, reset, sendAll, standing, tell } from './steps.ts'

let t: TestApp
let web: HttpPeer
let mailbox: MailPeer
let office: Client
beforeAll(async () => {
  web = await startHttpPeer()
  mailbox = await startMailPeer()
  t = await startApp({
    config: {
      webhookOrigins: [web.origin],
      mail: { url: mailbox.url, from: { name: '码上代表', address: 'tx@rd.example' } },
    },
  })
  office = await t.as('office')
})
beforeEach(async () => {
  web.reset()
  mailbox.reset()
  await reset(t)
})
afterAll(async () => {
  await t.close()
  await web.close()
  await mailbox.close()
})

const hook = () =>
  post(office, '/api/delivery-endpoints', { kind: 'webhook', name: '平台', url: `${web.origin}/` })

describe('several processes', () => {
  it('given that all of them hand out and send at once, then nothing is doubled and nothing missing', async () => {
    await hook()
    const people = await Promise.all(([0, 1, 2] as const).map((who) => accountOf(t, who)))
    for (const [index, who] of people.entries()) await giveMail(t, who, `p${index}@example.org`)
    const { id } = await filed(t)
    for (let i = 0; i < 40; i++) {
      t.clock.advance(1)
      await tell(t, people[i % 3] ?? '', 'issue.messaged', id, { turn: i })
    }
    // Each has channels and lanes of its own, as a process of its own has.
    const processes = Array.from({ length: 4 }, () => openChannels(t.context))
    await Promise.all(processes.map((channels) => fanOut(t.context, channels)))
    await Promise.all(
      processes.flatMap((channels) => [
        dispatch(t.context, 'webhook', channels.webhook),
        dispatch(t.context, 'mail', channels.mail),
      ]),
    )
    const ids = web.taken.map(({ headers }) => headers['webhook-id'])
    expect([ids.length, new Set(ids).size]).toEqual([40, 40])
    expect(mailbox.mails.map(({ to, subject }) => `${to} ${subject}`).sort()).toEqual([
      'p0@example.org 码上代表：14 条提醒',
      'p1@example.org 码上代表：13 条提醒',
      'p2@example.org 码上代表：13 条提醒',
    ])
    expect(new Set(await standing(t))).toEqual(new Set(['mail sent', 'webhook sent']))
    expect(await verifyLedger(t.context.db, 'home')).toMatchObject({ whole: true })
  })

  it('given that one dies while it sends, then its lease keeps others off, and runs out', async () => {
    await hook()
    web.meet('hang')
    await tell(t, await accountOf(t, 0), 'issue.arrived', (await filed(t)).id)
    const channels = impatient(t, 2_000)
    await fanOut(t.context, channels)
    // Dead as far as anybody can tell: it neither ends nor writes anything down any more.
    const dying = dispatch(t.context, 'webhook', channels.webhook)
    await web.called(1)
    const [claimed] = await outbox(t)
    expect(claimed).toMatchObject({ state: 'waiting', attempts: 1 })
    t.clock.advance(LEASE - 1)
    expect(await sendAll(t)).toBe(0)
    t.clock.advance(1)
    expect(await sendAll(t)).toBe(1)
    expect(web.taken.map(({ headers }) => headers['webhook-id'])).toEqual([claimed?.message])
    // What comes back late has lost its lease, and changes nothing.
    await dying
    expect(await outbox(t)).toMatchObject([{ state: 'sent', attempts: 2 }])
  })
})

describe('given that this side itself goes wrong with one message', () => {
  it('then the others leave, and it is tried again, later and later, until it waits for a person', async () => {
    const [li, zhang] = await Promise.all([accountOf(t, 0), accountOf(t, 1)])
    await giveMail(t, li, 'li@example.org')
    await giveMail(t, zhang, 'zhang@example.org')
    const { id } = await filed(t)
    await tell(t, li, 'issue.messaged', id)
    await tell(t, zhang, 'issue.messaged', id)
    // Is not needed any more by the time it leaves, and is settled before the mishap.
    await execute(
      t,
      `update notices set read_at = 1 where id = '${await tell(t, li, 'issue.messaged', id)}'`,
    )
    const { mail } = openChannels(t.context)
    if (mail === null) throw new Error('no mail')
    const broken: SteadyChannel = {
      isResting: mail.isResting,
      send: async (message) => {
        if (message.to.channel === 'mail' && message.to.address === 'li@example.org')
          throw new TypeError('nobody foresaw this')
        return await mail.send(message)
      },
    }
    await fanOut(t.context, openChannels(t.context))
    const send = () => dispatch(t.context, 'mail', broken)
    await expect(send()).rejects.toThrow('nobody foresaw this')
    expect(mailbox.mails.map(({ to }) => to)).toEqual([['zhang@example.org']])
    expect(await standing(t)).toEqual(['mail not-needed', 'mail sent', 'mail waiting mishap'])
    expect(await send()).toBe(0)
    const pauses: number[] = []
    for (let turn = 1; turn < MOST_ATTEMPTS; turn++) {
      const row = (await outbox(t)).find(({ state }) => state === 'waiting')
      expect(row).toMatchObject({ attempts: turn, lease: null })
      pauses.push((row?.dueAt ?? 0) - t.clock.now())
      t.clock.set(row?.dueAt ?? 0)
      await expect(send()).rejects.toThrow('nobody foresaw this')
    }
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(await standing(t)).toEqual(['mail dead mishap', 'mail not-needed', 'mail sent'])
  })
})

describe('what did not arrive, at the office', () => {
  const dead = async () => (await office({ url: '/api/dead-deliveries' })).json()

  it('is listed with who, what and how to mend it; sent again by one click, not doubled by two', async () => {
    const li = await accountOf(t, 0)
    await giveMail(t, li, 'li@example.org')
    const { id, number } = await filed(t)
    mailbox.meet(550)
    await tell(t, li, 'issue.messaged', id)
    await sendAll(t)
    const list = await dead()
    expect(await deadLetters(t.context)).toBe(1)
    expect(list).toMatchObject({
      total: 1,
      items: [
        {
          channel: 'mail',
          to: '李婺',
          what: '选民补充了一句',
          number,
          issueId: id,
          trouble: 'address',
          peerCode: '550',
          attempts: 1,
        },
      ],
    })
    expect(JSON.stringify(list)).not.toContain('li@example.org')
    const { items } = (await office({ url: '/api/delivery-channels' })).json()
    expect(items.find((one: { channel: string }) => one.channel === 'mail')).toMatchObject({
      available: true,
      dead: 1,
    })
    const ids = [list.items[0].id]
    const clicks = await Promise.all([
      post(office, '/api/dead-deliveries/resending', { ids }),
      post(office, '/api/dead-deliveries/resending', { all: true }),
    ])
    expect(clicks.map((reply) => reply.json().resent).sort()).toEqual([0, 1])
    const again = await post(office, '/api/dead-deliveries/resending', { ids })
    expect(again.json()).toEqual({
      resent: 0,
      items: [{ id: ids[0], goes: false, words: '别人已经重发过，或已经不用送了' }],
    })
    expect(await sendAll(t)).toBe(1)
    expect(mailbox.mails).toHaveLength(1)
    expect((await dead()).total).toBe(0)
    expect(await deadLetters(t.context)).toBe(0)
    expect(outcome(await post(office, '/api/dead-deliveries/resending', { ids: [] }))).toMatch(
      '400',
    )
  })

  it('shows in the figures for the operator', async () => {
    const li = await accountOf(t, 0)
    await giveMail(t, li, 'li@example.org')
    mailbox.meet(550)
    await tell(t, li, 'issue.messaged', (await filed(t)).id)
    await sendAll(t)
    const { body } = await t.voter({ url: '/metrics' })
    expect(body).toContain('mashang_deliveries{channel="mail",state="dead",district="home"} 1')
    expect(body).toContain('mashang_delivery_attempts_total')
    const meter = new AttemptMeter()
    mailbox.meet(451)
    await tell(t, li, 'issue.messaged', (await filed(t)).id)
    const channels = openChannels(t.context)
    await fanOut(t.context, channels)
    await dispatch(t.context, 'mail', channels.mail, { meter })
    expect((await meter.counter.get()).values).toEqual([
      { labels: { channel: 'mail', outcome: 'limited' }, value: 1 },
    ])
  })

  it('given that the channel was taken away, then it says so instead of waiting for ever', async () => {
    const li = await accountOf(t, 0)
    await giveMail(t, li, 'li@example.org')
    await tell(t, li, 'issue.messaged', (await filed(t)).id)
    await fanOut(t.context, openChannels(t.context))
    await dispatch(t.context, 'mail', null)
    expect((await dead()).items).toMatchObject([{ trouble: 'unconfigured' }])
  })

  it('a test mail says what is wrong', async () => {
    const test = () =>
      post(office, '/api/delivery-channels/mail/test', { address: 'a@example.org' })
    expect((await test()).json()).toEqual({ trouble: null, peerCode: null })
    mailbox.meet(554)
    expect((await test()).json()).toEqual({ trouble: 'refused', peerCode: '554' })
  })
})
