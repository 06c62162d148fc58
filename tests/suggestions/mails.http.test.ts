import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountOf, giveMail, reset, sendAll } from '../deliveries/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { type MailPeer, startMailPeer } from '../support/peers.ts'
import { department, done, fresh, written } from './steps.ts'

let t: TestApp
let peer: MailPeer
let li: Client
let office: Client
let housing: { id: string; client: Client }
let police: { id: string; client: Client }
beforeAll(async () => {
  peer = await startMailPeer()
  t = await startApp({
    config: {
      limits: false,
      mail: { url: peer.url, from: { name: '码上代表', address: 'tx@rd.example' } },
    },
  })
  li = fresh(t, 0)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
  police = await department(t, '公安分局')
})
beforeEach(async () => {
  peer.reset()
  await tellOfFacts(t.context)
  await reset(t)
})
afterAll(async () => {
  await t.close()
  await peer.close()
})

const assigned = async () => {
  const { id } = await written(li)
  await done(li, id, { act: 'submit' })
  return await done(office, id, { act: 'assign', lead: housing.id })
}
const mailbox = async (by: Client, address: string) => {
  const me = await by({ url: '/api/sessions/current' })
  await giveMail(t, me.json<{ id: string }>().id, address)
}

describe('a suggestion, by mail', () => {
  it('reaches department and representative once, each at their own desk, with no word of it', async () => {
    await mailbox(housing.client, 'zj@example.org')
    await giveMail(t, await accountOf(t, 0), 'li@example.org')
    const { id, number } = await assigned()
    await tellOfFacts(t.context)
    await sendAll(t)
    expect(await sendAll(t)).toBe(0)
    const to = (address: string) => peer.mails.filter((mail) => mail.to.includes(address))
    const [theirs] = to('zj@example.org')
    expect(to('zj@example.org')).toHaveLength(1)
    expect(theirs?.subject).toBe(`新交办一件建议，请签收（${number}）`)
    // Until when they have to talk to the representative comes first of what they owe.
    expect(theirs?.text).toContain(`${number}：新交办一件建议，请签收，还剩`)
    expect(theirs?.text).toContain(`http://127.0.0.1:8080/office/suggestions/${id}`)
    const [own] = to('li@example.org')
    expect(own?.text).toContain(`http://127.0.0.1:8080/me/suggestions/${id}`)
    expect(JSON.stringify(peer.mails)).not.toMatch(/路灯|锦绣/)
  })

  it('given it lies with others before the mail leaves, then they are told nothing of it', async () => {
    await mailbox(housing.client, 'zj@example.org')
    const { id } = await assigned()
    await tellOfFacts(t.context)
    await done(housing.client, id, { act: 'object', reason: '不归我们管' })
    await done(office, id, { act: 'assign', lead: police.id })
    expect(await sendAll(t)).toBe(0)
  })

  it('given the topic is not wanted by mail, then it stays in the app', async () => {
    await mailbox(housing.client, 'zj@example.org')
    const preferences = (await housing.client({ url: '/api/delivery-preferences' })).json()
    const { rhythm, dailyAt, quietFrom, quietUntil, overdueRings } = preferences
    const saved = await housing.client({
      method: 'PUT',
      url: '/api/delivery-preferences',
      body: {
        rhythm,
        dailyAt,
        quietFrom,
        quietUntil,
        overdueRings,
        muted: [{ channel: 'mail', topic: 'suggestions' }],
      },
    })
    expect(saved.statusCode).toBe(200)
    await assigned()
    await tellOfFacts(t.context)
    expect(await sendAll(t)).toBe(0)
    const { unread } = (await housing.client({ url: '/api/notices/unread' })).json()
    expect(unread).toBe(1)
  })
})
