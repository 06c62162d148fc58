import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountOf, giveMail, sendAll } from '../deliveries/steps.ts'
import { seeded } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { type MailPeer, startMailPeer } from '../support/peers.ts'
import { announced } from './steps.ts'

let t: TestApp
let peer: MailPeer
beforeAll(async () => {
  peer = await startMailPeer()
  t = await startApp({
    config: {
      limits: false,
      mail: { url: peer.url, from: { name: '码上代表', address: 'tx@rd.example' } },
    },
  })
})
afterAll(async () => {
  await t.close()
  await peer.close()
})

it('given an invitation by mail, then it leads to the activity, with no word of it', async () => {
  await giveMail(t, await accountOf(t, 0), 'li@example.org')
  const invitation = { scope: 'persons', of: [seeded(t, 0).id] }
  const { id } = await announced(t, await t.as('office'), { invitation })
  expect(await sendAll(t)).toBe(1)
  const [mail] = peer.mails
  expect(mail?.text).toContain('请您参加一项活动')
  expect(mail?.text).toContain(`http://127.0.0.1:8080/me/activities/${id}`)
  expect(JSON.stringify(peer.mails)).not.toMatch(/老旧小区|锦绣/)
})
