import { wechatTables } from '@mashang/server/wechat/wechat.table.ts'
import { MINUTE } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { reset, sendAll, tell } from '../deliveries/steps.ts'
import { filed, outcome } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { startWechat, type WechatPeer } from '../support/wechat.ts'
import { cookies, OPENID, through as visitThrough } from './steps.ts'

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

it('the domain proves itself to WeChat', async () => {
  const reply = await get('/MP_verify_Zm9vYmFyQmF6MTIz.txt')
  expect([reply.statusCode, reply.body]).toEqual([200, 'Zm9vYmFyQmF6MTIz'])
  expect((await get('/MP_verify_other.txt')).statusCode).toBe(404)
})

describe('the way to WeChat and back', () => {
  it('tells who somebody is without asking, and comes back to the page', async () => {
    const out = await get('/api/wechat/start?next=/wechat/issues')
    expect(out.cookies).toMatchObject([{ name: 'wechat-way', httpOnly: true, path: '/api/wechat' }])
    const { to, cookie } = await through('/r/ABCD-EFGH-JKMN/hearing')
    expect(to).toBe('/r/ABCD-EFGH-JKMN/hearing')
    expect(cookie).toMatch(/^wechat=/)
    // Nothing of it can be read in the database.
    const { wechatVisitors, wechatStates } = t.context.db.tables(wechatTables)
    const rows = await t.context.db.read.select().from(wechatVisitors)
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${OPENID}|${cookie.slice(7)}`))
    const states = await t.context.db.read.select().from(wechatStates)
    expect(states).toHaveLength(2)
    expect(JSON.stringify(states)).not.toMatch(/ABCD|EFGH|JKMN|hearing/)
  })

  it('given a way back that cannot be opened any more, then it ends at the list of one’s own', async () => {
    const out = await get('/api/wechat/start?next=/r/ABCD-EFGH-JKMN/hearing')
    await execute(t, "update wechat_states set next = '/r/ABCD-EFGH-JKMN/hearing'")
    const back = await get(wechat.visit(String(out.headers.location), OPENID), cookies(out))
    expect([back.statusCode, back.headers.location]).toEqual([302, '/wechat/issues'])
  })

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/r/../../evil',
    '/q/ABCD?next=https://evil.example',
    'javascript:alert(1)',
    '/api/sessions/current',
    '',
  ])('given a wish for %j, then it ends at the list of one’s own', async (wish) => {
    expect((await through(wish)).to).toBe('/wechat/issues')
  })

  it('given that a state is used twice, is old, or another browser’s, then nobody is signed in', async () => {
    const out = await get('/api/wechat/start')
    const location = String(out.headers.location)
    const refused = async (url: string, cookie: string) => {
      const reply = await get(url, cookie)
      expect(reply.cookies.some(({ name, value }) => name === 'wechat' && value !== '')).toBe(false)
      return reply.statusCode
    }
    const back = wechat.visit(location, OPENID)
    const stranger = await get('/api/wechat/start')
    expect(await refused(back, cookies(stranger))).toBe(400)
    expect(await refused(back, '')).toBe(400)
    expect(await refused(back.replace(/state=[^&]+/, 'state=guess'), cookies(out))).toBe(400)
    expect((await get(back, cookies(out))).statusCode).toBe(302)
    expect(await refused(wechat.visit(location, 'oAnother1234567890'), cookies(out))).toBe(400)
    const late = await get('/api/wechat/start')
    t.clock.advance(10 * MINUTE)
    expect(await refused(wechat.visit(String(late.headers.location), OPENID), cookies(late))).toBe(
      400,
    )
  })

  it('given that two come back with one state at once, then one is let in', async () => {
    const out = await get('/api/wechat/start')
    const urls = [1, 2].map(() => wechat.visit(String(out.headers.location), OPENID))
    const replies = await Promise.all(urls.map((url) => get(url, cookies(out))))
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([302, 400])
  })

  it.each(['cut', 'garbage', { body: { errcode: 40029 } }, { body: { openid: '<b>' } }] as const)(
    'given that WeChat answers %j, then it says so and the state is used up',
    async (meeting) => {
      const out = await get('/api/wechat/start')
      const back = wechat.visit(String(out.headers.location), OPENID)
      wechat.meet(meeting)
      const reply = await get(back, cookies(out))
      expect([400, 502]).toContain(reply.statusCode)
      expect(reply.headers['content-type']).toContain('text/html')
      expect((await get(back, cookies(out))).statusCode).toBe(400)
    },
  )

  it('given that the district has no official account, then nothing of it exists', async () => {
    const { wechat: kept } = t.context.config
    t.context.config.wechat = null
    expect(outcome(await get('/api/wechat/start'))).toBe('404 wechat.missing')
    expect(outcome(await get('/api/wechat/signature?url=http://127.0.0.1:8080/'))).toBe(
      '404 wechat.missing',
    )
    expect((await get('/wechat/issues')).statusCode).toBe(200)
    t.context.config.wechat = kept
  })
})

describe('a voter inside WeChat', () => {
  it('keeps a matter there, finds it without an account, and hears of the answer', async () => {
    const { id, receipt, number } = await filed(t)
    const { cookie } = await through(`/r/${receipt}/hearing`)
    const page = await get(`/r/${receipt}/hearing`, cookie)
    expect(page.body).toContain('发到我的微信')
    const chosen = await t.voter({
      method: 'POST',
      url: `/r/${receipt}/hearing`,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'channel=wechat',
    })
    expect(chosen.statusCode).toBe(303)
    // The same person on another day: another cookie.
    const later = await through('/wechat/issues')
    const mine = await get('/wechat/issues', later.cookie)
    expect(mine.body).toContain(`/r/${receipt}`)
    const foreign = await through('/wechat/issues', 'oSomebodyElse123456')
    expect((await get('/wechat/issues', foreign.cookie)).body).not.toContain(receipt)

    await tell(t, { kind: 'voter', id }, 'issue.answered', id)
    expect(await sendAll(t)).toBe(1)
    expect(wechat.messages).toMatchObject([
      {
        touser: OPENID,
        url: `http://127.0.0.1:8080/r/${receipt}`,
        data: {
          thing1: { value: number },
          thing2: { value: '有了答复' },
          time3: { value: '2026年11月23日 10:32' },
        },
      },
    ])
    expect(JSON.stringify(wechat.messages)).not.toMatch(/路灯|王秀兰|139 ?0000/)
  })

  it('takes it out of there again, whatever phone is in hand', async () => {
    const { receipt } = await filed(t)
    const url = `/api/receipts/${receipt}/hearing`
    const { cookie } = await through('/wechat/issues')
    await t.voter({ method: 'PUT', url, headers: { cookie }, body: { channel: 'page' } })
    expect((await get('/wechat/issues', cookie)).body).toContain(receipt)
    expect((await get(`/r/${receipt}/hearing`)).body).toContain('从微信里去掉')
    const gone = await t.voter({
      method: 'POST',
      url: `/r/${receipt}/hearing`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'forget=1',
    })
    expect(gone.statusCode).toBe(303)
    expect((await get('/wechat/issues', cookie)).body).not.toContain(receipt)
    expect((await t.voter({ method: 'DELETE', url })).json()).toMatchObject({ kept: false })
  })

  it('given a phone outside of WeChat, then that cannot be chosen', async () => {
    const { receipt } = await filed(t)
    const url = `/api/receipts/${receipt}/hearing`
    expect((await get(url)).json()).toMatchObject({ chosen: 'page', choices: ['page'] })
    const reply = await t.voter({ method: 'PUT', url, body: { channel: 'wechat' } })
    expect(outcome(reply)).toBe('409 delivery.hearing-closed')
  })
})

describe('a page that wants WeChat’s script', () => {
  it('is signed without its fragment, for pages of our own alone', async () => {
    const page = 'http://127.0.0.1:8080/q/ABC?x=1'
    const sign = (url: string) => get(`/api/wechat/signature?url=${encodeURIComponent(url)}`)
    const reply = await sign(`${page}#below`)
    expect(reply.json()).toMatchObject({ appId: wechat.settings.appId })
    expect(wechat.isSigned(page, reply.json())).toBe(true)
    expect(wechat.isSigned(`${page}#below`, reply.json())).toBe(false)
    for (const url of [
      'https://evil.example/',
      'http://127.0.0.1:8080@evil.example/',
      'http://127.0.0.1:8081/',
      'nonsense',
    ])
      expect((await sign(url)).statusCode, url).toBeGreaterThanOrEqual(400)
    expect(wechat.given.tickets).toBe(1)
  })
})
