import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { desk, launchBrowser } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp()
  browser = await launchBrowser()
  await manyStations()
  await filed(t, { title: '路灯不亮' })
  t.clock.advance(26 * 3_600_000)
  await filed(t, { title: '井盖丢了' })
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

/** As many as a district has: more than are listed. */
async function manyStations(): Promise<void> {
  const office = await t.as('office')
  const none = ['area', 'town', 'address', 'head', 'liaison', 'phone', 'hours', 'note']
  const rest = Object.fromEntries(none.map((field) => [field, null]))
  for (let n = 0; n < 26; n++) {
    const place = { longitude: 110 + (n % 6) / 20, latitude: 40.6 + n / 100 }
    const body = { name: `第${n + 1}社区代表联络站`, kind: 'station', ...place, ...rest }
    const reply = await office({ method: 'POST', url: '/api/roster/stations', body })
    if (reply.statusCode !== 201) throw new Error(reply.body)
  }
}

const HALL = { viewport: { width: 1920, height: 1080 } }

/** A hall's, a projector's, and a small desk's less the browser's own bars. */
const SCREENS = [
  [1920, 1080],
  [1280, 720],
  [1366, 650],
] as const
/** What of the wall is not to be seen whole, or only by scrolling. */
const cutOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollHeight, scrollWidth } = document.documentElement
    const whole = scrollHeight <= innerHeight && scrollWidth <= innerWidth
    const cut = [...document.querySelectorAll('.wall .panel, .wall .panel :is(ul, dl, figure)')]
      .filter((one) => one.scrollHeight > one.clientHeight + 1)
      .map((one) => `${one.tagName}.${one.className}`)
    return whole ? cut : ['the page', ...cut]
  })

describe('the wall screen', () => {
  it('is whole on every screen, however many stations there are', async () => {
    const { page, context } = await desk(browser, HALL)
    await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
    await page.goto(`${t.url}/office/wall`)
    await page.getByText('另有 8 个家站').waitFor()
    for (const [width, height] of SCREENS) {
      await page.setViewportSize({ width, height })
      // The window is told its new size a moment before the page is laid out for it.
      await expect.poll(() => cutOf(page), { message: `${width} × ${height}` }).toEqual([])
    }
    await context.close()
  })

  it('leads from every number to its list, and hands out a link for a screen of its own', async () => {
    const { page, context, troubles } = await desk(browser, HALL)
    await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`${t.url}/office/`)
    await page.getByRole('link', { name: '数据大屏' }).click()
    await page.getByText('数据截至').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(
      await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight),
      'all of it on one screen',
    ).toBe(true)
    await page.getByRole('link', { name: '超期 1 件', exact: true }).click()
    await page.getByRole('link', { name: /路灯不亮/ }).waitFor()
    expect(await page.getByText('井盖丢了').count()).toBe(0)

    await page.goto(`${t.url}/office/wall-links`)
    await page.getByLabel('这块屏叫什么').fill('一楼大厅')
    await page.getByRole('button', { name: '发一个链接' }).click()
    const url = (await page.locator('.url').textContent()) ?? ''
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '复制' }).click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(url)

    const hall = await desk(browser, HALL)
    await hall.page.goto(url)
    await hall.page.getByText('数据截至').waitFor()
    expect(await hall.page.getByRole('main').getByRole('link').count(), 'nothing opens').toBe(0)
    expect(await barriers(hall.page)).toEqual([])
    await hall.page.setViewportSize({ width: 1366, height: 768 })
    // The window is told its new size a moment before the page is laid out for it.
    await expect.poll(() => overflows(hall.page)).toBe(false)
    await expect
      .poll(() => hall.page.evaluate(() => document.documentElement.scrollHeight - innerHeight))
      .toBeLessThanOrEqual(0)

    // Over a dead network the last numbers stay, with their time; after a restart, too.
    await hall.context.route('**/api/wall-openings', (route) => route.abort())
    await hall.page.reload()
    await hall.page.getByText('没有连上，正在再试').waitFor()
    await hall.page.getByText('件等回应').waitFor()
    expect(await barriers(hall.page)).toEqual([])
    await hall.context.unroute('**/api/wall-openings')

    await page.getByRole('button', { name: '停用一楼大厅' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
    await page.getByText(/\d 停用/).waitFor()
    await hall.page.reload()
    await hall.page.getByText('已经停用了').waitFor()
    expect(await hall.page.getByText('件等回应').count()).toBe(0)
    expect(await hall.page.evaluate(() => localStorage.getItem('mashang:wall'))).toBeNull()
    expect(troubles).toEqual([])
    await hall.close()
    await context.close()
  })
})
