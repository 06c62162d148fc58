import { MINUTE } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { reset, sendAll, standing, tell } from '../deliveries/steps.ts'
import { filed, outcome, post } from '../issues/steps.ts'
import { filingTo, type SeededRepresentative, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { startWechat, type WechatPeer } from '../support/wechat.ts'
import { cookies, OPENID, through } from './steps.ts'

let t: TestApp
let wechat: WechatPeer
beforeAll(async () => {
  wechat = await startWechat()
  t = await startApp({ config: { limits: false, wechat: wechat.settings } })
})
beforeEach(async () => {
  wechat.reset()
  await reset(t)
  await execute(t, 'delete from voter_hearings')
})
afterAll(async () => {
  await t.close()
  await wechat.close()
})

const INSIDE = 'Mozilla/5.0 (Linux; Android 13) MicroMessenger/8.0.44'
const get = (url: string, cookie = '') =>
  t.voter({ url, headers: { cookie, 'user-agent': INSIDE } })
const setOut = async (receipt: string) => {
  const reply = await get(`/r/${receipt}/subscription`)
  expect(reply.statusCode, reply.body).toBe(302)
  return { location: String(reply.headers.location), cookie: cookies(reply) }
}
/** Agrees to one message about this matter. */
async function agree(receipt: string): Promise<void> {
  const { location, cookie } = await setOut(receipt)
  const back = await get(wechat.agree(location, OPENID), cookie)
  expect([back.statusCode, back.headers.location]).toEqual([302, `/r/${receipt}/hearing`])
}
const chosen = async (receipt: string) =>
  (await get(`/api/receipts/${receipt}/hearing`)).json() as { chosen: string; spent: boolean }

describe('leave for one message', () => {
  it('is asked on the way from the receipt; the answer is told once, and nothing after it', async () => {
    const { id, receipt, number } = await filed(t)
    expect((await get(`/r/${receipt}/hearing`)).body).toContain(`/r/${receipt}/subscription`)
    await agree(receipt)
    expect(await chosen(receipt)).toMatchObject({ chosen: 'wechat-once', spent: false })
    await tell(t, { kind: 'voter', id }, 'issue.noted', id)
    expect(await sendAll(t)).toBe(0)
    await tell(t, { kind: 'voter', id }, 'issue.answered', id)
    expect(await sendAll(t)).toBe(1)
    expect(wechat.once).toEqual([
      expect.objectContaining({
        touser: OPENID,
        url: `http://127.0.0.1:8080/r/${receipt}`,
        title: '有了答复',
        data: { content: { value: `${number}：有了答复，点开看。` } },
      }),
    ])
    expect(JSON.stringify(wechat.once)).not.toMatch(/路灯|王秀兰|139 ?0000/)
    await tell(t, { kind: 'voter', id }, 'issue.answered', id)
    expect(await sendAll(t)).toBe(0)
    expect(await chosen(receipt)).toMatchObject({ spent: true })
    // Asked again, it may be told again.
    expect((await get(`/r/${receipt}/hearing`)).body).toContain('再订阅一次')
    t.clock.advance(5 * MINUTE)
    await agree(receipt)
    await tell(t, { kind: 'voter', id }, 'issue.declined', id)
    expect(await sendAll(t)).toBe(1)
  })

  it('given two answers at once, then one message leaves', async () => {
    const { id, receipt } = await filed(t)
    await agree(receipt)
    await agree(receipt)
    await tell(t, { kind: 'voter', id }, 'issue.answered', id)
    await tell(t, { kind: 'voter', id }, 'issue.referred', id)
    expect(await sendAll(t)).toBe(1)
    expect(wechat.once).toHaveLength(1)
  })

  it('given a no, then nothing changes', async () => {
    const { receipt } = await filed(t)
    const { location, cookie } = await setOut(receipt)
    const back = await get(wechat.agree(location, OPENID, 'cancel'), cookie)
    expect(back.headers.location).toBe(`/r/${receipt}/hearing`)
    expect((await chosen(receipt)).chosen).toBe('page')
  })

  it('given a state used twice, too old, another browser’s or of the way to sign in, then it is refused', async () => {
    const { receipt } = await filed(t)
    const first = await setOut(receipt)
    const back = wechat.agree(first.location, OPENID)
    expect((await get(back, '')).statusCode).toBe(400)
    expect((await get(back, (await setOut(receipt)).cookie)).statusCode).toBe(400)
    expect((await chosen(receipt)).chosen).toBe('page')
    expect((await get(back, first.cookie)).statusCode).toBe(302)
    expect((await get(back, first.cookie)).statusCode).toBe(400)
    const late = await setOut(receipt)
    t.clock.advance(10 * MINUTE)
    expect((await get(wechat.agree(late.location, OPENID), late.cookie)).statusCode).toBe(400)
    const signIn = await get('/api/wechat/start')
    const state = new URL(String(signIn.headers.location)).searchParams.get('state')
    const mixed = back.replace(/reserved=[^&]+/, `reserved=${state}`)
    expect((await get(mixed, cookies(signIn))).statusCode).toBe(400)
  })

  it('given somebody else’s openid in the address, then nothing of theirs is touched, and nothing arrives', async () => {
    const { id, receipt } = await filed(t)
    const { location, cookie } = await setOut(receipt)
    const forged = wechat.agree(location, OPENID).replace(OPENID, 'oSomebodyElse1234567890')
    expect((await get(forged, cookie)).statusCode).toBe(302)
    const victim = await through(t, wechat, '/wechat/issues', 'oSomebodyElse1234567890')
    expect((await get('/wechat/issues', victim.cookie)).body).not.toContain(receipt)
    await tell(t, { kind: 'voter', id }, 'issue.answered', id)
    expect(await sendAll(t)).toBe(0)
    expect(wechat.once).toEqual([])
    expect(await standing(t)).toEqual(['wechat-once dead address'])
  })

  it('cannot be chosen without WeChat’s word, and does not exist without its template', async () => {
    const { receipt } = await filed(t)
    const reply = await t.voter({
      method: 'PUT',
      url: `/api/receipts/${receipt}/hearing`,
      body: { channel: 'wechat-once' },
    })
    expect(outcome(reply)).toBe('409 delivery.hearing-closed')
    const kept = wechat.settings.onceTemplate
    wechat.settings.onceTemplate = null
    expect((await get(`/r/${receipt}/subscription`)).statusCode).toBe(404)
    wechat.settings.onceTemplate = kept
  })
})

describe('a filing from inside WeChat', () => {
  const body = () =>
    filingTo(t.seed.representatives[0] as SeededRepresentative) as Record<string, string>
  const file = (cookie: string, key = crypto.randomUUID()) =>
    t.voter({
      method: 'POST',
      url: '/api/issues',
      headers: { cookie, 'idempotency-key': key },
      body: body(),
    })

  it('given the phone is known, then its voter finds the matter without the receipt, and only they', async () => {
    const { cookie } = await through(t, wechat, '/wechat/issues')
    const key = crypto.randomUUID()
    const { receipt } = (await file(cookie, key)).json()
    // Sent again after a lost answer: still one matter.
    expect((await file(cookie, key)).json().receipt).toBe(receipt)
    expect((await get('/wechat/issues', cookie)).body.split(`/r/${receipt}`)).toHaveLength(2)
    const other = await through(t, wechat, '/wechat/issues', 'oSomebodyElse1234567890')
    expect((await get('/wechat/issues', other.cookie)).body).not.toContain(receipt)
    const gone = await t.voter({ method: 'DELETE', url: `/api/receipts/${receipt}/hearing` })
    expect(gone.json()).toMatchObject({ kept: false })
    expect((await get('/wechat/issues', cookie)).body).not.toContain(receipt)
  })

  it.each(['contact-erasure', 'erasure'])(
    'given its voter takes it back by %s, then it is kept no more',
    async (right) => {
      const { cookie } = await through(t, wechat, '/wechat/issues')
      const { id, receipt } = (await file(cookie)).json()
      await agree(receipt)
      if (right === 'erasure') await post(t.voter, `/api/receipts/${receipt}/withdrawal`)
      expect((await get('/wechat/issues', cookie)).body).toContain(receipt)
      const gone = await t.voter({
        method: 'POST',
        url: `/r/${receipt}/rights/${right}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: '',
      })
      expect(gone.statusCode, gone.body).toBe(303)
      expect((await get('/wechat/issues', cookie)).body).not.toContain(receipt)
      await tell(t, { kind: 'voter', id }, 'issue.answered', id)
      expect(await sendAll(t)).toBe(0)
    },
  )

  it('given no script runs, then it is kept all the same', async () => {
    const { cookie } = await through(t, wechat, '/wechat/issues')
    const { code, ...filing } = body()
    const typed = ['representativeId', 'kind', 'field', 'title', 'text'].map((name) => [
      name,
      filing[name] ?? '',
    ])
    const sent = await t.voter({
      method: 'POST',
      url: `/q/${code}/file`,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams([['key', crypto.randomUUID()], ...typed]).toString(),
    })
    expect(sent.statusCode, sent.body).toBe(303)
    const receipt = /\/r\/([^?]+)/.exec(String(sent.headers.location))?.[1]
    expect((await get('/wechat/issues', cookie)).body).toContain(`/r/${receipt}`)
  })

  it('given nobody knows who it is, then nothing is kept', async () => {
    const { receipt } = (await file('wechat=guess')).json()
    expect((await get(`/api/receipts/${receipt}/hearing`)).json().kept).toBe(false)
  })
})
