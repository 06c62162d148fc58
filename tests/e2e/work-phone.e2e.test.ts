import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, post, seeded } from '../issues/steps.ts'
import { launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'
import { startWechat, type WechatPeer } from '../support/wechat.ts'

const IN_WECHAT = 'Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0.50'

let t: LiveApp
let browser: Browser
let wechat: WechatPeer
beforeAll(async () => {
  wechat = await startWechat()
  t = await startLiveApp({ config: { wechat: wechat.settings } })
  browser = await launchBrowser('whole')
})
afterAll(async () => {
  await browser.close()
  await t.close()
  await wechat.close()
})

async function signedIn(context: BrowserContext, who: 'liaison' | 0 | 1 | 2): Promise<void> {
  await context.addCookies([{ name: 'mashang', value: await t.token(who), url: t.url }])
}

describe('the inbox', () => {
  it('is searched by title, voter and number, and leads on to what was answered before', async () => {
    const answered = await filed(t, { title: '冬天的暖气不热' })
    await answer(await t.as(0), answered.id)
    const titles = ['路灯不亮', '井盖丢了', '菜市场占道', '楼道堆杂物', '公交站没有棚']
    const numbers: string[] = []
    for (const title of titles) numbers.push((await filed(t, { title })).number)
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    await signedIn(context, 0)
    await page.goto('/me/')
    const search = page.getByLabel('在待办里找')
    const rows = page.locator('.list .row')
    await search.fill('井盖')
    await expect.poll(() => rows.count()).toBe(1)
    await search.fill((numbers[2] ?? '').slice(-6))
    await expect.poll(() => rows.allTextContents()).toEqual([expect.stringContaining('菜市场占道')])
    await page.getByRole('button', { name: '清除' }).click()
    await search.fill('王女士')
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(6)
    await search.fill('暖气')
    // Answered, it is carried out: still in the inbox, with its own clock.
    await expect.poll(() => rows.count()).toBe(1)
    await search.fill('没有这回事')
    await page.getByText('待办里没有找到').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: '到答复过的里去找' }).click()
    await page.getByText('没有找到').waitFor()
    await page.getByLabel('找一件').fill('暖气')
    await page.getByRole('link', { name: /冬天的暖气不热/ }).waitFor()
    expect(troubles).toEqual([])
    await context.close()
  })

  it('shows what a voter files while it is open, and counts it in the tab', async () => {
    const { page, context } = await phone(browser, { baseURL: t.url })
    await signedIn(context, 1)
    await page.goto('/me/')
    await page.getByText('都办完了').waitFor()
    const { receipt } = await filed(t, { title: '刚刚停水' }, 1)
    await tellOfFacts(t.context)
    await page.getByRole('link', { name: /刚刚停水/ }).waitFor()
    const tab = page.getByRole('tab', { name: /待办/ })
    await expect.poll(() => tab.textContent()).toContain('1')
    await page.getByRole('heading', { name: '待办 1 件' }).waitFor()
    await page.getByRole('link', { name: /刚刚停水/ }).click()
    await page.getByRole('button', { name: '返回' }).click()
    await post(t.voter, `/api/receipts/${receipt}/messages`, { text: '现在来水了。' })
    await tellOfFacts(t.context)
    await page.getByRole('heading', { name: '选民又说了 1 件' }).waitFor()
    await context.close()
  })
})

describe('own duty', () => {
  it('tells numbers with the matters behind each, in light and dark', async () => {
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    const { id, receipt } = await filed(t, { title: '广场的健身器坏了' }, 2)
    await answer(await t.as(2), id)
    await post(t.voter, `/api/receipts/${receipt}/verdict`, {
      answer: 'satisfied',
      solved: 'satisfied',
    })
    await signedIn(context, 2)
    await page.goto('/me/')
    await page.getByRole('tab', { name: /履职/ }).click()
    await page.getByRole('link', { name: '答复和评价' }).click()
    await page.getByText('24 小时内答复').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await barriers(page, 'colours')).toEqual([])
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出表格' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('我的履职.csv')
    // Both questions have their numbers; this is how the answer was judged.
    await page
      .getByRole('link', { name: /^满意 1/ })
      .first()
      .click()
    await page.getByRole('link', { name: /广场的健身器坏了/ }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '返回' }).click()
    await page
      .getByRole('link', { name: /不满意/ })
      .first()
      .click()
    await page.getByText('一件也没有').waitFor()
    expect(troubles).toEqual([])
    await context.close()
  })
})

describe('my code', () => {
  it('fills the screen, keeps it awake, and needs no signal once it was opened', async () => {
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    await page.addInitScript(() => {
      const asked: string[] = []
      Object.assign(window, { asked })
      Object.defineProperty(navigator, 'wakeLock', {
        value: {
          request: async (kind: string) => {
            asked.push(kind)
            return { release: async () => undefined }
          },
        },
      })
    })
    await signedIn(context, 0)
    await page.goto('/me/code')
    const { name } = seeded(t)
    await page.getByRole('img', { name: `${name}的码` }).waitFor()
    expect(await barriers(page)).toEqual([])
    await context.setOffline(true)
    await page.getByRole('button', { name: '全屏亮码' }).click()
    const screen = page.getByRole('dialog', { name: '全屏亮码' })
    await screen.getByText('人大代表', { exact: true }).waitFor()
    const image = screen.getByRole('img', { name: `${name}的码` })
    await expect
      .poll(() => image.evaluate((it: HTMLImageElement) => it.naturalWidth))
      .toBeGreaterThan(0)
    expect((await image.boundingBox())?.width).toBeGreaterThan(300)
    expect(await page.evaluate(() => Reflect.get(window, 'asked'))).toContain('screen')
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await barriers(page)).toEqual([])
    await screen.getByRole('button', { name: '关闭' }).click()
    await screen.waitFor({ state: 'detached' })
    expect(troubles).toEqual([])
    await context.close()
  })

  it('inside WeChat offers what WeChat can do', async () => {
    const { page, context } = await phone(browser, {
      baseURL: t.url,
      userAgent: IN_WECHAT,
    })
    await signedIn(context, 0)
    await page.goto('/me/code')
    await page.getByText('长按上面的码').waitFor()
    expect(await page.getByRole('link', { name: '存成图片' }).count()).toBe(0)
    expect(await barriers(page)).toEqual([])
    await context.close()
  })
})

describe('signing in by WeChat', () => {
  it('binds the WeChat in hand, and signs in by it with one touch after signing out', async () => {
    const { page, context, troubles } = await phone(browser, {
      baseURL: t.url,
      userAgent: IN_WECHAT,
    })
    // WeChat itself knows whose phone it is, and sends back at once.
    await page.route('https://open.weixin.qq.com/**', (route) => {
      const way = `${route.request().url()}#wechat_redirect`
      const back = wechat.visit(way, 'oABCDEF1234567890abcdef')
      return route.fulfill({ status: 302, headers: { location: t.url + back } })
    })
    await signedIn(context, 0)
    await page.goto('/me/mine')
    await page.getByRole('link', { name: /微信登录/ }).click()
    await page.getByRole('button', { name: '绑定这个微信' }).click()
    await page.getByText('已绑定这台手机上的微信').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.goto('/me/mine')
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('button', { name: '用这个微信登录' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '用这个微信登录' }).click()
    await page.getByRole('heading', { name: /^待办/ }).waitFor()
    expect(troubles).toEqual([])
    await context.close()
  })
})
