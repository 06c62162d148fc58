import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { type Device, desk, launchBrowser } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

/** The office's pages without a mouse, and where something is missing or makes no sense. */

let t: LiveApp
let browser: Browser
let device: Device
let page: Page
beforeAll(async () => {
  t = await startLiveApp({ config: { limits: false } })
  browser = await launchBrowser()
  await filed(t, { title: '路灯不亮' })
  device = await desk(browser, { baseURL: t.url })
  page = device.page
  await device.context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
}, 60_000)
afterAll(async () => {
  await browser.close()
  await t.close()
})

const focused = (): Promise<string> =>
  page.evaluate(() => document.activeElement?.tagName.toLowerCase() ?? '')

it('skips the side bar and what narrows a table, and comes down from its search', async () => {
  await page.goto('/office/issues')
  await page.getByRole('link', { name: '路灯不亮' }).waitFor()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: '跳到内容' })
  expect(await skip.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  expect(await focused()).toBe('tr')
  await page.keyboard.press('/')
  expect(await focused()).toBe('input')
  await page.keyboard.press('ArrowDown')
  expect(await focused()).toBe('tr')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '改派' }).waitFor()
})

it('opens a dialog at its first field', async () => {
  await page.getByRole('button', { name: '改派' }).click()
  const picker = page.getByLabel('改派给谁').first()
  await expect.poll(() => picker.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.press('Escape')
})

it('says what is missing of a new account, and makes none', async () => {
  await page.goto('/office/accounts')
  await page.getByRole('button', { name: '新建账号' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '代表工委' }).click()
  const make = dialog.getByRole('button', { name: '建好并打印登录码' })
  await make.click()
  await dialog.getByText('请填姓名。').waitFor()
  await dialog.getByLabel('姓名').fill('钱进')
  await dialog.getByLabel('账号（一般用手机号）').fill('qian')
  await make.click()
  await dialog.getByText('请选能做什么，至少一样。').waitFor()
  expect(await barriers(page)).toEqual([])
})

it('given an address that narrows by what there is not, then it leads to all', async () => {
  await page.goto('/office/issues?field=medical')
  await page.getByRole('button', { name: '去掉筛选' }).click()
  await page.getByRole('link', { name: '路灯不亮' }).waitFor()
})

it('shows on the first page how the last days went, and sheets that nobody scans', async () => {
  device.troubles.length = 0
  await page.goto('/office/')
  await page.getByRole('link', { name: /没人扫的海报\s*0/ }).waitFor()
  await page.getByRole('region', { name: '近 30 天' }).getByText('24 小时内答复').waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  expect(device.troubles).toEqual([])
})
