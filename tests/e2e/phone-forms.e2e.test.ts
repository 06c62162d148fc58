import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answer, filed, outcome, post } from '../issues/steps.ts'
import { type Device, launchBrowser, phone } from '../support/devices.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'

/** What a form on a phone says where something is missing, cannot be chosen, or did not work. */

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp({ config: { limits: false } })
  browser = await launchBrowser()
}, 60_000)
afterAll(async () => {
  await browser.close()
  await t.close()
})

async function signedIn(who: 0 | 'liaison', options: object = {}): Promise<Device> {
  const device = await phone(browser, { baseURL: t.url, ...options })
  await device.context.addCookies([{ name: 'mashang', value: await t.token(who), url: t.url }])
  return device
}

it('names what is missing at the counter', async () => {
  const { page, close } = await signedIn('liaison')
  await page.goto('/me/station/file')
  await page.getByRole('radio').first().waitFor()
  await page.getByRole('button', { name: '提交，给回执' }).click()
  await page.getByText('请选交给哪位代表。').waitFor()
  await page.getByRole('radio').first().click()
  await page.getByText('请写来访人说的事。').waitFor()
  await page.goto('/me/station/find')
  const look = page.getByRole('button', { name: '查', exact: true })
  await look.click()
  await page.getByText('请先填回执上的字母和数字。').waitFor()
  await page.getByLabel('来访人的回执').fill('ABCD')
  await look.click()
  await page.getByText('回执还差 19 位。').waitFor()
  await page.goto('/me/station/duties')
  await page.getByRole('button', { name: '排上' }).click()
  await page.getByText('请选哪位代表值班。').waitFor()
  await close()
})

it('says of time that was asked for that it was, and notes a look before the answer', async () => {
  const office = await t.as('office')
  const matter = await filed(t)
  const { page, close } = await signedIn(0)
  await page.goto(`/me/issues/${matter.id}/answer`)
  const told = async (): Promise<string[]> =>
    (await t.voter({ url: `/api/receipts/${matter.receipt}` }))
      .json()
      .timeline.map((one: { sentence: string }) => one.sentence)
  await page.getByLabel('您的答复').waitFor()
  await expect.poll(told).toContainEqual(expect.stringMatching(/打开看了。$/))
  await answer(await t.as(0), matter.id)
  const extended = await post(await t.as(0), `/api/issues/${matter.id}/extension`, {
    days: 3,
    reason: '要等供热站的配件。',
  })
  expect(outcome(extended)).toContain('200')
  expect((await office({ url: `/api/issues/${matter.id}` })).json().resolution.extendedDays).toBe(3)
  await page.goto(`/me/issues/${matter.id}/extend`)
  expect(await page.getByRole('button', { name: '已经延过一次' }).isDisabled()).toBe(true)
  await close()
})

it('inside WeChat says where a table can be kept', async () => {
  const { page, close } = await signedIn(0, { userAgent: 'MicroMessenger/8.0.32' })
  await page.goto('/me/duty/answers')
  await page.getByText('微信里存不了文件，请在手机浏览器里打开。').waitFor()
  await close()
})

it('shows the address of a receipt that could not be copied', async () => {
  const { receipt } = await filed(t)
  const { page, context, close } = await phone(browser, { baseURL: t.url })
  await context.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
    Object.defineProperty(navigator, 'share', { value: undefined })
    delete (Navigator.prototype as { share?: unknown }).share
    document.execCommand = () => false
  })
  await page.goto(`/r/${receipt}`)
  await page.locator('.come-back .button:not(.unready)').first().waitFor()
  await page.getByRole('button', { name: /复制网址|发给家人/ }).click()
  await page.getByText(`${t.url}/r/${receipt}`).waitFor()
  await close()
})
