import { findAccounts } from '@mashang/server/accounts/accounts.store.ts'
import { renamedAccount } from '@mashang/server/accounts/upkeep.ts'
import { HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { filed, outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { type MailPeer, startMailPeer } from '../support/peers.ts'
import { type SmsVendor, startSmsVendor } from '../support/sms-vendors.ts'
import { accountOf, giveMail, outbox, reset, sendAll, standing, tell } from './steps.ts'

let t: TestApp
let mail: MailPeer
let sms: SmsVendor
let li: Client
let id: string
beforeAll(async () => {
  mail = await startMailPeer()
  sms = await startSmsVendor()
  t = await startApp({
    config: {
      mail: { url: mail.url, from: { name: '码上代表', address: 'tx@rd.example' } },
      sms: sms.settings('aliyun'),
    },
  })
  li = await t.as(0)
  id = await accountOf(t, 0)
})
beforeEach(async () => {
  mail.reset()
  sms.accepted.length = 0
  await reset(t)
})
afterAll(async () => {
  await t.close()
  await mail.close()
  await sms.close()
})

const url = '/api/delivery-preferences'
const usual = {
  rhythm: 'at-once',
  dailyAt: '08:00',
  quietFrom: '22:00',
  quietUntil: '07:00',
  overdueRings: false,
  muted: [],
}
const save = (by: Client, changes: object) =>
  by({ method: 'PUT', url, body: { ...usual, ...changes } })

async function givePhone(accountId: string, phone: string): Promise<void> {
  const [account] = await findAccounts(t.context, [accountId])
  if (account === undefined) throw new Error('no account')
  const { write } = renamedAccount(t.context, account, { name: account.name, login: phone })
  await t.context.db.commit('home', [write])
}

const linkIn = (index: number): string =>
  /http:\/\/127\.0\.0\.1:8080(\/\S+)/.exec(mail.mails[index]?.text ?? '')?.[1] ?? ''

describe('a mailbox', () => {
  it('serves once its owner followed the link and pressed the button, and not before', async () => {
    const wanted = await post(li, `${url}/mail`, { address: 'li@example.org' })
    expect(wanted.json().channels[0]).toMatchObject({ address: null, wanted: 'l***@example.org' })
    const link = linkIn(0)
    // A program that looks at links changes nothing.
    expect((await t.voter({ url: link })).body).toContain('按下“确认”')
    const matter = await filed(t)
    await tell(t, id, 'issue.arrived', matter.id)
    await sendAll(t)
    expect(mail.mails).toHaveLength(1)
    expect((await post(t.voter, link)).statusCode).toBe(200)
    expect((await post(t.voter, link)).statusCode).toBe(410)
    expect((await li({ url })).json().channels[0]).toMatchObject({
      address: 'l***@example.org',
      wanted: null,
    })
    await tell(t, id, 'issue.messaged', matter.id)
    await sendAll(t)
    expect(mail.mails[1]?.to).toEqual(['li@example.org'])
  })

  it('given another one, then the first serves until the second is proven; a link lives a day', async () => {
    await giveMail(t, id, 'old@example.org')
    await post(li, `${url}/mail`, { address: 'new@example.org' })
    await tell(t, id, 'issue.messaged', (await filed(t)).id)
    await sendAll(t)
    expect(mail.mails.at(-1)?.to).toEqual(['old@example.org'])
    t.clock.advance(24 * HOUR)
    expect((await post(t.voter, linkIn(0))).statusCode).toBe(410)
    expect((await post(t.voter, '/mail-confirmation?t=x.y')).statusCode).toBe(410)
    await li({ method: 'DELETE', url: `${url}/mail` })
    expect((await li({ url })).json().channels[0]).toMatchObject({ address: null, wanted: null })
  })

  it('given that it is none, or the mail does not leave, then it says so at the field', async () => {
    const broken = await post(li, `${url}/mail`, { address: 'li at example' })
    expect(broken.json().fields).toMatchObject([{ path: 'address' }])
    mail.meet(550)
    const refused = await post(li, `${url}/mail`, { address: 'nobody@example.org' })
    expect(outcome(refused)).toBe('502 delivery.mail-not-taken')
    expect(
      outcome(await post(li, `${url}/mail`, { address: 'a@b.example\r\nBcc: c@d.example' })),
    ).toMatch(/^400/)
  })
})

describe('unsubscribing', () => {
  const tokenOf = () =>
    /<http:\/\/127\.0\.0\.1:8080(.+)>/.exec(
      mail.mails[0]?.headers['list-unsubscribe'] ?? '',
    )?.[1] ?? ''
  beforeEach(async () => {
    await giveMail(t, id, 'li@example.org')
    await tell(t, id, 'issue.messaged', (await filed(t)).id)
    await sendAll(t)
  })
  const topics = async () => (await li({ url })).json().channels[0].topics

  it('works by the link, without signing in, for that topic alone; and can be taken back', async () => {
    const link = tokenOf()
    expect((await t.voter({ url: link })).body).toContain('退订邮件提醒')
    expect(await topics()).toEqual({ arrivals: true, clock: true, suggestions: true, alarms: true })
    // As a mail program does it by itself.
    const clicked = await t.voter({
      method: 'POST',
      url: link,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(clicked.statusCode).toBe(200)
    expect(await topics()).toEqual({
      arrivals: false,
      clock: true,
      suggestions: true,
      alarms: true,
    })
    const matter = await filed(t)
    t.clock.advance(10 * MINUTE)
    await tell(t, id, 'issue.messaged', matter.id)
    await tell(t, id, 'clock.reminded', matter.id, { level: 1, hours: 12 })
    await sendAll(t)
    expect(mail.mails).toHaveLength(2)
    expect(mail.mails[1]?.text).toContain('12 小时')
    await t.voter({
      method: 'POST',
      url: link,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'back=1',
    })
    expect(await topics()).toEqual({ arrivals: true, clock: true, suggestions: true, alarms: true })
  })

  it('given a token that was changed, then nothing happens', async () => {
    const link = tokenOf()
    const other = await accountOf(t, 1)
    for (const bad of [
      link.replace(id, other),
      link.replace('arrivals', 'clock'),
      link.slice(0, -1),
      '/unsubscribe?t=',
      '/unsubscribe',
    ])
      expect((await post(t.voter, bad)).statusCode, bad).toBe(410)
    expect(await topics()).toEqual({ arrivals: true, clock: true, suggestions: true, alarms: true })
  })
})

describe('how somebody wants to be told', () => {
  it('is kept, and broken wishes are refused with a hint', async () => {
    const saved = await save(li, {
      rhythm: 'daily',
      dailyAt: '18:30',
      muted: [{ channel: 'sms', topic: 'clock' }],
    })
    expect(saved.json()).toMatchObject({ rhythm: 'daily', dailyAt: '18:30' })
    expect(saved.json().channels[1].topics).toEqual({
      arrivals: true,
      clock: false,
      suggestions: true,
      alarms: true,
    })
    for (const broken of [
      { dailyAt: '24:00' },
      { quietFrom: '7' },
      { rhythm: 'never' },
      { muted: [{ channel: 'webhook', topic: 'clock' }] },
    ])
      expect((await save(li, broken)).statusCode).toBe(400)
    expect((await t.voter({ url })).statusCode).toBe(401)
    // The office is rung for what is overdue unless it says otherwise.
    expect((await (await t.as('office'))({ url })).json()).toMatchObject({ overdueRings: true })
  })

  it('given a daily summary, then it comes once at that time; clocks do not wait for it', async () => {
    await giveMail(t, id, 'li@example.org')
    await save(li, { rhythm: 'daily', dailyAt: '18:30' })
    const matter = await filed(t)
    await tell(t, id, 'issue.arrived', matter.id)
    await tell(t, id, 'issue.messaged', matter.id)
    await tell(t, id, 'clock.reminded', matter.id, { level: 1, hours: 12 })
    await sendAll(t)
    expect(mail.mails.map(({ subject }) => subject)).toEqual([
      `已过 12 小时，还没有答复（${matter.number}）`,
    ])
    t.clock.set('2026-11-23T10:29:59.000Z')
    expect(await sendAll(t)).toBe(0)
    t.clock.set('2026-11-23T10:30:00.000Z')
    expect(await sendAll(t)).toBe(1)
    expect(mail.mails[1]?.subject).toBe('码上代表：2 条提醒')
  })

  it('given that it was muted after it was handed out, then it is not sent', async () => {
    await giveMail(t, id, 'li@example.org')
    await save(li, { rhythm: 'half-hourly' })
    await tell(t, id, 'issue.messaged', (await filed(t)).id)
    expect(await sendAll(t)).toBe(0)
    await save(li, { muted: [{ channel: 'mail', topic: 'arrivals' }] })
    t.clock.advance(30 * MINUTE)
    expect(await sendAll(t)).toBe(0)
    expect(await standing(t)).toEqual(['mail not-needed'])
  })
})

describe('short messages', () => {
  it('go to the phone of the account, by the approved template, with number, step and time', async () => {
    await givePhone(id, '139 0000 0888')
    const matter = await filed(t)
    await tell(t, id, 'clock.overdue', matter.id, { level: 3, hours: 24 })
    await sendAll(t)
    expect(sms.accepted).toEqual([
      {
        to: '13900000888',
        signName: '石拐人大',
        template: 'SMS_100002',
        params: { number: matter.number, step: '已经超期，请尽快答复', time: '11月24日 10:32 前' },
      },
    ])
    expect((await li({ url })).json().channels[1]).toMatchObject({ address: '139****0888' })
  })

  it('tell a voter who wants it, at the phone that was left; gone with the contact', async () => {
    const matter = await filed(t)
    const hearing = `/api/receipts/${matter.receipt}/hearing`
    expect((await t.voter({ url: hearing })).json()).toEqual({
      chosen: 'page',
      choices: ['page', 'sms'],
      phone: '139****0137',
      kept: false,
      spent: false,
    })
    const page = { url: `/r/${matter.receipt}/hearing` }
    expect((await t.voter(page)).body).toContain('<html lang="zh-CN">')
    const large = await t.voter({ ...page, headers: { cookie: 'elder=1' } })
    expect(large.body, 'in large print for whoever chose it').toContain('class="elder"')
    const chosen = await t.voter({ method: 'PUT', url: hearing, body: { channel: 'sms' } })
    expect(chosen.json()).toMatchObject({ chosen: 'sms' })
    await tell(t, { kind: 'voter', id: matter.id }, 'issue.answered', matter.id)
    await sendAll(t)
    expect(sms.accepted).toMatchObject([
      { to: '13900000137', params: { number: matter.number, step: '有了答复' } },
    ])
    const quiet = await filed(t, { contact: undefined })
    const other = `/api/receipts/${quiet.receipt}/hearing`
    expect((await t.voter({ url: other })).json()).toMatchObject({ choices: ['page'] })
    expect(outcome(await t.voter({ method: 'PUT', url: other, body: { channel: 'sms' } }))).toBe(
      '409 delivery.hearing-closed',
    )
    await tell(t, { kind: 'voter', id: quiet.id }, 'issue.answered', quiet.id)
    await sendAll(t)
    expect((await outbox(t)).length).toBe(1)
    expect(outcome(await t.voter({ url: '/api/receipts/ABCD-EFGH/hearing' }))).toBe(
      '404 receipt.not-found',
    )
  })
})
