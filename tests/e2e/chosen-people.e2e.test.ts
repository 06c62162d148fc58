import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { desk, launchBrowser } from '../support/devices.ts'
import { barriers, type LiveApp, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp()
  // Accounts are made when somebody first signs in.
  await Promise.all([t.as(0), t.as(1)])
})
afterAll(async () => {
  await t?.close()
  await browser?.close()
})

async function open(path: string) {
  const device = await desk(browser, { baseURL: t.url })
  await device.context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  await device.page.goto(`/office/${path}`)
  await device.page.locator('tbody tr').first().waitFor()
  return device
}

/** Chooses the first rows with the keyboard alone. */
async function chooseTwo(page: Page): Promise<void> {
  await page.getByRole('region', { name: /用上下箭头走行/ }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+Space')
}

it('representatives are chosen with the keyboard, and get posters after a look', async () => {
  const { page, troubles, close } = await open('representatives')
  await chooseTwo(page)
  await page.getByText('已选 2 位').waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '印海报和牌' }).click()
  await page.getByRole('region', { name: '会印出什么' }).getByText('2 位代表').waitFor()
  expect(await barriers(page)).toEqual([])
  expect(troubles).toEqual([])
  await close()
})

it('they get one-time codes: who would, who did, and whoever has no account is named by number', async () => {
  const office = await t.as('office')
  const added = await office({
    method: 'POST',
    url: '/api/roster/representatives',
    body: { name: '斯琴', sex: null, birth: null, stationId: null, standingCommittee: null },
  })
  expect(added.statusCode, added.body).toBe(201)
  const { page, troubles, close } = await open('representatives')
  await page.getByRole('checkbox', { name: '选这一页全部' }).check()
  const [, chosen] =
    /已选 (\d+) 位/.exec((await page.getByText(/已选 \d+ 位/).textContent()) ?? '') ?? []
  await page.getByRole('button', { name: '打印登录码' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/会发 \d+ 张/).waitFor()
  await dialog.getByText(seeded(t).name).first().waitFor()
  await page.getByText(new RegExp(`选的 ${chosen} 位代表里，\\d+ 位还没有账号`)).waitFor()
  await dialog.getByRole('checkbox', { name: /设过密码的也发/ }).check()
  await dialog.getByRole('button', { name: /^发 \d+ 张$/ }).click()
  await dialog.getByText(/发好了 \d+ 张/).waitFor()
  await dialog.getByRole('button', { name: /去打印/ }).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(troubles).toEqual([])
  await close()
})

it('stations are chosen in the same way', async () => {
  const { page, troubles, close } = await open('representatives?view=stations')
  await page.getByRole('checkbox', { name: '选这一页全部' }).check()
  await page.getByRole('button', { name: '印海报和牌' }).click()
  await page
    .getByRole('region', { name: '会印出什么' })
    .getByText(/个家站/)
    .waitFor()
  expect(troubles).toEqual([])
  await close()
})
