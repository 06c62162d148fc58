import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { startWechat, type WechatPeer } from '../support/wechat.ts'

let t: TestApp
let wechat: WechatPeer
beforeAll(async () => {
  wechat = await startWechat()
  t = await startApp({
    config: { wechat: { ...wechat.settings, script: 'https://res.wx.qq.com' } },
  })
})
afterAll(async () => {
  await t.close()
  await wechat.close()
})

const INSIDE = 'Mozilla/5.0 (iPhone) MicroMessenger/8.0.44'
const OUTSIDE = 'Mozilla/5.0 (iPhone) Safari/604.1'
const look = async (url: string, agent: string) => {
  const { headers, body } = await t.voter({ url, headers: { 'user-agent': agent } })
  const policy = String(headers['content-security-policy'])
  return {
    scripts: /script-src ([^;]+)/.exec(policy)?.[1],
    policy,
    told: body.includes('<meta name="wechat" content="https://res.wx.qq.com">'),
    mine: body.includes('href="/wechat/issues"'),
  }
}

describe('a page inside WeChat', () => {
  const landing = () => `/q/${t.seed.representatives[0]?.code}`

  it('may fetch WeChat’s script, and nothing else of there; elsewhere it may not', async () => {
    for (const url of [landing(), `${landing()}/file`, '/r', '/me/patrol', '/office/issues']) {
      const inside = await look(url, INSIDE)
      const outside = await look(url, OUTSIDE)
      expect([inside.told, outside.told], url).toEqual([true, false])
      expect(
        inside.scripts?.split(' ').filter((one) => !/wasm-unsafe-eval|sha256-/.test(one)),
      ).toEqual(["'self'", 'https://res.wx.qq.com'])
      expect(inside.policy.replace(' https://res.wx.qq.com', '')).toBe(outside.policy)
      expect(outside.policy).not.toContain('qq.com')
    }
  })

  it('leads from what a scan opens to one’s own matters; not for whoever scans elsewhere meanwhile', async () => {
    expect((await look(landing(), INSIDE)).mine).toBe(true)
    expect((await look(landing(), OUTSIDE)).mine).toBe(false)
    expect((await look(landing(), INSIDE)).mine).toBe(true)
  })

  it('given the district has no official account, then it is a page like any other', async () => {
    const { wechat: kept } = t.context.config
    t.context.config.wechat = null
    for (const url of ['/r', '/me/patrol'])
      expect(await look(url, INSIDE)).toEqual(await look(url, OUTSIDE))
    t.context.config.wechat = kept
  })
})
