import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readQr } from '../codes/qr-decoder.ts'
import { post } from '../issues/steps.ts'
import { done, written } from '../suggestions/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp({ config: { limits: false } })
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
async function isWell({ page, troubles }: Device): Promise<void> {
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  expect(troubles).toEqual([])
}
/** Presses what leads away, and says what was asked; answers it. */
async function leave(page: Page, goes: boolean): Promise<string> {
  const asked = page.waitForEvent('dialog')
  const pressed = page.getByRole('link', { name: '代表建议' }).first().click()
  const dialog = await asked
  const words = dialog.message()
  await (goes ? dialog.accept() : dialog.dismiss())
  await pressed
  return words
}

it('links of many lie on a sheet for each department, are handed on, and void nothing unasked', async () => {
  const [lead, clerk] = [await t.as(0), await t.as('office')]
  const [police, fire] = await Promise.all(
    ['公安分局', '消防救援大队'].map(async (name) =>
      (await post(clerk, '/api/departments', { name })).json<{ id: string }>(),
    ),
  )
  const titles = ['路口装探头', '夜里巡逻', '楼道里的电动车']
  for (const title of titles)
    await done(lead, (await written(lead, { title })).id, { act: 'submit' })
  const office = await desk(browser, { baseURL: t.url })
  const token = await t.token('office')
  await office.context.addCookies([{ name: 'mashang', value: token, url: t.url }])
  await office.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { page } = office
  await page.goto('/office/suggestions/assign')
  for (const title of titles)
    await page
      .getByLabel(`${title}的主办单位`)
      .selectOption((title === '楼道里的电动车' ? fire : police)?.id ?? '')
  await press(page, '交办 3 件')
  await page.getByRole('button', { name: '交办', exact: true }).click()
  await press(page, '给这 2 个单位生成一次性链接')

  const sheet = (name: string) => page.getByRole('region', { name })
  await sheet('公安分局').waitFor()
  expect(await sheet('公安分局').getByRole('article').count()).toBe(2)
  expect(await sheet('消防救援大队').getByRole('article').count()).toBe(1)
  await isWell(office)
  // What a clerk reads off the paper opens it.
  const picture = await sheet('消防救援大队').locator('.code').screenshot({ scale: 'device' })
  const url = (await readQr(picture)) ?? ''
  const theirs = await phone(browser, { baseURL: t.url })
  await theirs.page.goto(url)
  await theirs.page.getByRole('heading', { name: '楼道里的电动车' }).waitFor()
  await isWell(theirs)

  await sheet('公安分局').getByRole('button', { name: '复制成文字' }).click()
  await sheet('公安分局').getByRole('button', { name: '已复制' }).waitFor()
  const words = await page.evaluate(() => navigator.clipboard.readText())
  expect(words).toMatch(/^公安分局：下面 2 件代表建议/)
  expect(words).toMatch(/《夜里巡逻》：签收、答复\nhttp.*#/)
  // Neither copied nor printed; nor is it where the dialog of the printer was left again.
  expect(await leave(page, false)).toContain('还没有打印或复制')
  await press(page, '打印 2 个单位的')
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await press(page, '还没有')
  expect(await leave(page, true)).toContain('还没有打印或复制')
  await page.getByRole('heading', { name: '代表建议' }).waitFor()

  // What is out stays good until it is said expressly.
  for (const title of titles) await page.getByLabel(`选 ${title}`).check()
  await press(page, '生成链接')
  await page.getByText('选的里面 3 个链接早已生成').waitFor()
  await isWell(office)
  await theirs.page.reload()
  await theirs.page.getByRole('heading', { name: '楼道里的电动车' }).waitFor()
  await press(page, '旧的作废，重新生成这 3 个')
  await sheet('消防救援大队').waitFor()
  await theirs.page.reload()
  await theirs.page.getByText('这个链接作废了').waitFor()
  await press(page, '打印 2 个单位的')
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await press(page, '印出来了')
  await isWell(office)
  // On paper: nothing is asked any more.
  await page.getByRole('link', { name: '代表建议' }).first().click()
  await page.getByRole('heading', { name: '代表建议' }).waitFor()
  await Promise.all([office, theirs].map((device) => device.close()))
})
