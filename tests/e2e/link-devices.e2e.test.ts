import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { post } from '../issues/steps.ts'
import { assignedTo } from '../suggestions/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'
import { PDF } from '../support/small-pdf.ts'

let browser: Browser
let t: LiveApp
let housing: { id: string }
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp({ config: { limits: false } })
  housing = (await post(await t.as('office'), '/api/departments', { name: '区住建局' })).json()
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const REFUSED = '403 POST /api/suggestion-links/opening'
async function isWell({ page, troubles }: Device, ...expected: string[]): Promise<void> {
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  expect(troubles.splice(0)).toEqual(expected)
}
async function link(): Promise<{ id: string; url: string }> {
  const [lead, office] = [await t.as(0), await t.as('office')]
  const { id } = await assignedTo({ lead, office }, housing.id)
  const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: housing.id })
  return { id, url: made.json<{ url: string }>().url }
}
/** Pressed for, and read off the page. */
async function code(page: Page): Promise<string> {
  await press(page, '要一个接力码')
  return (await page.locator('.code').textContent()) ?? ''
}
/** Without a hand that scrolls to it. */
const inView = (found: Locator): Promise<boolean> =>
  found.evaluate((one) => {
    const { top, bottom } = one.getBoundingClientRect()
    return top >= 0 && bottom <= window.innerHeight
  })
/** Offered only on the device that has the link. */
const moving = (page: Page) => page.getByText('换一台设备办', { exact: true })

it('one signs, another is refused, takes over with the code, and finishes', async () => {
  const { id, url } = await link()
  const one = await phone(browser, { baseURL: t.url })
  const other = await phone(browser, { baseURL: t.url })
  // Before anybody has taken it up both read it.
  for (const { page } of [one, other]) {
    await page.goto(url)
    await page.getByRole('heading', { name: '给老旧小区加装路灯' }).waitFor()
    await page.getByText('请只转给本单位办理的人').waitFor()
  }
  await press(one.page, '签收')
  await moving(one.page).waitFor()
  // Pressed on the page that is open still.
  await press(other.page, '签收')
  await other.page.getByText('起在另一台设备上办').waitFor()
  expect(await other.page.getByText('锦绣社区').count()).toBe(0)
  await isWell(other, '403 POST /api/suggestion-links/receipt')
  await other.page.reload()
  await other.page.getByText('起在另一台设备上办').waitFor()
  expect(await other.page.getByText('给老旧小区加装路灯').count()).toBe(0)
  await isWell(other, REFUSED)
  // Opened again where it was taken up.
  await one.page.reload()
  await one.page.getByText('已签收。').waitFor()
  await moving(one.page).click()
  const shown = await code(one.page)
  await isWell(one)
  await other.page.getByLabel('接力码').fill('AAA AAA')
  await press(other.page, '换到这台设备办')
  await other.page.getByText('还可以试 4 次').waitFor()
  await isWell(other, '422 POST /api/suggestion-links/moves')
  await other.page.getByLabel('接力码').fill(shown.toLowerCase())
  await press(other.page, '换到这台设备办')
  await moving(other.page).waitFor()
  // The one before is told with whatever it does next, and keeps what was written there.
  await one.page.getByLabel('答复', { exact: true }).fill('写了一半')
  await press(one.page, '再要一个接力码')
  await one.page.getByText('起在另一台设备上办').waitFor()
  await one.page.getByText('还留在这台设备上').waitFor()
  await isWell(one, '403 POST /api/suggestion-links/relay-codes')
  const { page } = other
  await page.getByLabel('办理前').check()
  await page.getByLabel('电话', { exact: true }).check()
  await page.getByLabel('哪一天').fill('2026-11-23')
  await page.getByLabel('谁和代表谈的').fill('王科长')
  await page.getByLabel('谈了什么').fill('定了装灯的地方')
  await page.getByLabel('答复', { exact: true }).fill('年底前装好。')
  await page.getByLabel(/^A 类/).check()
  await page.getByLabel('发文字号').fill('建函〔2026〕1号')
  await page.getByLabel('签发的负责人').fill('局长李明')
  // Begun and not sent: it goes with the rest.
  await page.locator('summary').filter({ hasText: '申请退回' }).click()
  await page.getByLabel('为什么不归贵单位办').fill('不归我们管')
  await press(page, '签发答复')
  await press(page, '确定签发答复')
  const thanks = page.getByRole('heading', { name: '收到了，谢谢' })
  await thanks.waitFor()
  expect(await thanks.evaluate((heading) => heading === document.activeElement)).toBe(true)
  expect(await inView(page.getByText('请现在留底'))).toBe(true)
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('不归我们管')
  await isWell(other)
  await one.page.reload()
  await one.page.getByText('这个链接已经用过').waitFor()
  const { timeline } = (await (await t.as('office'))({ url: `/api/suggestions/${id}` })).json()
  expect(JSON.stringify(timeline)).toMatch(/换了一台设备接着办.*打开一次性链接办起来了/)
  await Promise.all([one, other].map((device) => device.close()))
})

it('a file that is sent takes it up, the page says so, and the office sees it', async () => {
  const { id, url } = await link()
  const office = await desk(browser, { baseURL: t.url })
  const token = await t.token('office')
  await office.context.addCookies([{ name: 'mashang', value: token, url: t.url }])
  await office.page.goto(`/office/suggestions/${id}`)
  await office.page.getByText(/^链接生成了，还没有人用它办。/).waitFor()
  const clerk = await phone(browser, { baseURL: t.url })
  await clerk.page.goto(url)
  await clerk.page
    .getByLabel('加附件')
    .first()
    .setInputFiles([{ name: '现场.pdf', mimeType: 'application/pdf', buffer: PDF }])
  await moving(clerk.page).waitFor()
  await clerk.page.getByText('现场.pdf').waitFor()
  await isWell(clerk)
  await office.page.reload()
  await office.page.getByText(/起在一台设备上办。/).waitFor()
  await isWell(office)
  // Another one is free again.
  await press(office.page, '给区住建局生成链接')
  await office.page.getByRole('alert').filter({ hasText: '就作废' }).waitFor()
  await clerk.page.reload()
  await moving(clerk.page).waitFor()
  await press(office.page, '旧的作废，再生成一个')
  await office.page.getByText(/^链接生成了，还没有人用它办。/).waitFor()
  await clerk.page.reload()
  await clerk.page.getByText('这个链接作废了').waitFor()
  await Promise.all([office, clerk].map((device) => device.close()))
})

it('no signal when a code is asked for or typed: it is said, and goes on', async () => {
  const { url } = await link()
  const one = await phone(browser, { baseURL: t.url })
  const other = await phone(browser, { baseURL: t.url })
  await one.page.goto(url)
  await press(one.page, '签收')
  await moving(one.page).click()
  await one.context.setOffline(true)
  await press(one.page, '要一个接力码')
  await one.page.getByText('没有连上').waitFor()
  await one.context.setOffline(false)
  const shown = await code(one.page)
  await other.page.goto(url)
  await other.page.getByLabel('接力码').fill(shown)
  // It arrives, and only the answer is lost.
  await other.page.route('**/moves', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await press(other.page, '换到这台设备办')
  await other.page.getByText('没有连上').waitFor()
  await other.page.unroute('**/moves')
  await press(other.page, '换到这台设备办')
  await moving(other.page).waitFor()
  await Promise.all([one, other].map((device) => device.close()))
})
