import { openChannels } from '@mashang/server/deliveries/channels.ts'
import { fanOut } from '@mashang/server/deliveries/fan-out.usecases.ts'
import { HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answer, filed } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { type MailPeer, startMailPeer } from '../support/peers.ts'
import { accountOf, giveMail, outbox, reset, sendAll, standing, tell } from './steps.ts'

let t: TestApp
let peer: MailPeer
let li: string
beforeAll(async () => {
  peer = await startMailPeer()
  t = await startApp({
    config: { mail: { url: peer.url, from: { name: '码上代表', address: 'tx@rd.example' } } },
  })
  li = await accountOf(t, 0)
})
beforeEach(async () => {
  peer.reset()
  await reset(t)
  await giveMail(t, li, 'li@example.org')
})
afterAll(async () => {
  await t.close()
  await peer.close()
})

describe('a notice, by mail', () => {
  it('arrives once with number, step, due time and link, and nothing that the voter said', async () => {
    const { id, number } = await filed(t)
    await tell(t, li, 'issue.arrived', id)
    expect(await sendAll(t)).toBe(1)
    expect(await sendAll(t)).toBe(0)
    expect(peer.mails).toHaveLength(1)
    const [mail] = peer.mails
    expect(mail).toMatchObject({ from: 'tx@rd.example', to: ['li@example.org'] })
    expect(mail?.subject).toBe(`新来一件反映（${number}）`)
    expect(mail?.text).toContain(`${number}：新来一件反映，还剩 24 小时（11月24日 10:32 前）`)
    expect(mail?.text).toContain(`http://127.0.0.1:8080/me/issues/${id}`)
    expect(mail?.headers['list-unsubscribe']).toMatch(/^<http:\/\/127.0.0.1:8080\/unsubscribe\?t=/)
    expect(mail?.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
    expect(JSON.stringify(mail)).not.toMatch(/路灯|王|13900000137|139 0000/)
    const [row] = await outbox(t)
    expect(mail?.headers['message-id']).toBe(`<${row?.message}@rd.example>`)
    expect(row).toMatchObject({ state: 'sent', attempts: 1, lease: null })
  })

  it('given ten at once, then one mail says so; what follows within minutes is gathered', async () => {
    const { id } = await filed(t)
    for (let i = 0; i < 10; i++) await tell(t, li, 'issue.messaged', id)
    expect(await sendAll(t)).toBe(1)
    expect(peer.mails[0]?.subject).toBe('码上代表：10 条提醒')
    await tell(t, li, 'issue.messaged', id)
    expect(await sendAll(t)).toBe(0)
    t.clock.advance(4 * MINUTE)
    await tell(t, li, 'issue.messaged', id)
    expect(await sendAll(t)).toBe(0)
    t.clock.advance(MINUTE)
    expect(await sendAll(t)).toBe(1)
    expect(peer.mails[1]?.subject).toBe('码上代表：2 条提醒')
  })

  it('given that it is night, then it waits for the morning; what is overdue rings at the office', async () => {
    const office = await accountOf(t, 'office')
    await giveMail(t, office, 'office@example.org')
    const { id } = await filed(t)
    // 23:30 in the district.
    t.clock.set('2026-11-24T15:30:00.000Z')
    await tell(t, li, 'clock.overdue', id)
    await tell(t, office, 'clock.escalated', id, { level: 4, hours: 48 })
    expect(await sendAll(t)).toBe(1)
    expect(peer.mails[0]?.to).toEqual(['office@example.org'])
    expect(peer.mails[0]?.text).toContain('48 小时没有答复，请过问，超期 12 小时 58 分')
    t.clock.set('2026-11-24T22:59:59.000Z')
    expect(await sendAll(t)).toBe(0)
    t.clock.set('2026-11-24T23:00:00.000Z')
    expect(await sendAll(t)).toBe(1)
  })

  it('given that the matter was answered meanwhile, then a reminder is not needed any more', async () => {
    const { id } = await filed(t)
    await tell(t, li, 'issue.arrived', id)
    await tell(t, li, 'clock.reminded', id, { level: 1, hours: 12 })
    await tell(t, li, 'issue.messaged', id)
    await fanOut(t.context, openChannels(t.context))
    await answer(await t.as(0), id)
    expect(await sendAll(t)).toBe(1)
    expect(peer.mails[0]?.text).toContain('选民补充了一句')
    expect(peer.mails[0]?.text).not.toContain('12 小时')
    expect(await standing(t)).toEqual(['mail not-needed', 'mail not-needed', 'mail sent'])
  })

  it('given that it was read in the app, or lies with somebody else, then nobody is told', async () => {
    const first = await filed(t)
    const second = await filed(t, {}, 1)
    const notice = await tell(t, li, 'issue.messaged', first.id)
    await tell(t, li, 'issue.arrived', second.id)
    await execute(t, `update notices set read_at = 1 where id = '${notice}'`)
    expect(await sendAll(t)).toBe(0)
    expect(await standing(t)).toEqual(['mail not-needed', 'mail not-needed'])
  })
})

describe('a mail server', () => {
  it('given that it refuses for a while, then the same mail goes again, later and later', async () => {
    const { id } = await filed(t)
    await tell(t, li, 'issue.messaged', id)
    peer.meet(451, 421)
    expect(await sendAll(t)).toBe(0)
    const [first] = await outbox(t)
    expect(first).toMatchObject({ state: 'waiting', trouble: 'limited', peerCode: '451' })
    const pause = (first?.dueAt ?? 0) - t.clock.now()
    expect(pause).toBeGreaterThanOrEqual(8 * MINUTE)
    t.clock.set(first?.dueAt ?? 0)
    expect(await sendAll(t)).toBe(0)
    const [second] = await outbox(t)
    expect(second).toMatchObject({ attempts: 2, trouble: 'unreachable', message: first?.message })
    t.clock.set(second?.dueAt ?? 0)
    expect(await sendAll(t)).toBe(1)
    expect(peer.mails).toHaveLength(1)
    expect(peer.mails[0]?.headers['message-id']).toContain(first?.message)
  })

  it('given that there is no such mailbox, then nothing is repeated and the office hears why', async () => {
    const { id } = await filed(t)
    await tell(t, li, 'issue.messaged', id)
    peer.meet(550)
    await sendAll(t)
    t.clock.advance(48 * HOUR)
    await sendAll(t)
    expect(peer.mails).toHaveLength(0)
    expect(await outbox(t)).toMatchObject([
      { state: 'dead', trouble: 'address', peerCode: '550', attempts: 1 },
    ])
  })

  it('given that it is gone for good, then after the last attempt it waits for a person', async () => {
    const { id } = await filed(t)
    await tell(t, li, 'issue.messaged', id)
    const { config } = t.context
    const { mail } = config
    config.mail = { url: 'smtp://127.0.0.1:1', from: { name: '', address: 'tx@rd.example' } }
    const channels = openChannels(t.context)
    config.mail = mail
    for (let turn = 0; turn < 30; turn++) {
      await sendAll(t, channels)
      const [row] = await outbox(t)
      if (row?.state === 'dead') break
      t.clock.set(row?.dueAt ?? 0)
    }
    expect(await outbox(t)).toMatchObject([{ state: 'dead', trouble: 'unreachable', attempts: 8 }])
  })
})
