import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { type Device, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
let voter: Device
let matter: Awaited<ReturnType<typeof filed>>
beforeAll(async () => {
  t = await startLiveApp({ config: { limits: false } })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await t.close()
})
beforeEach(async () => {
  voter = await phone(browser, { baseURL: t.url })
  matter = await filed(t)
})
afterEach(() => voter.close())

const WORDS = '是南门那两盏，昨晚也不亮。'
const field = (page: Page) => page.getByLabel('补充的话')
const send = (page: Page) => page.getByRole('button', { name: /^(送给代表|现在再送)$/ })
const said = async (): Promise<string[]> =>
  (await t.voter({ url: `/api/receipts/${matter.receipt}` }))
    .json<{ messages: { author: string; text: string }[] }>()
    .messages.filter(({ author }) => author === 'voter')
    .map(({ text }) => text)

async function begin({ page }: Device): Promise<void> {
  await page.goto(`/r/${matter.receipt}`)
  // Before that it is a plain form, which keeps nothing.
  await page.locator('form[novalidate] #more').waitFor({ state: 'attached' })
  await page.getByText('补充一句', { exact: true }).click()
  await field(page).fill(WORDS)
}

it('what a voter began to add is there after a reload, and gone once it was taken', async () => {
  await begin(voter)
  const { page } = voter
  await page.reload()
  await page.getByText('没送出的话存在这部手机里').waitFor()
  expect(await field(page).inputValue()).toBe(WORDS)
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  await send(page).click()
  await page.getByText('送到了。').waitFor()
  expect(await field(page).inputValue()).toBe('')
  await page.reload()
  await page.getByText('补充一句', { exact: true }).click()
  expect(await field(page).inputValue()).toBe('')
  expect(await said()).toEqual([WORDS])
})

it('without a signal it waits, also on a page that was closed, and goes once', async () => {
  await begin(voter)
  await voter.context.setOffline(true)
  await send(voter.page).click()
  await voter.page.getByText('等信号。写的存在这部手机里了').waitFor()
  await send(voter.page).click()
  await voter.page.getByText('等信号。写的存在这部手机里了').waitFor()
  await voter.page.close()
  await voter.context.setOffline(false)
  const page = await voter.context.newPage()
  await page.goto(`/r/${matter.receipt}`)
  await page.getByText('送到了。').waitFor()
  expect(await said()).toEqual([WORDS])
})

it('where the answer was lost, a second press finds what was sent, and sends nothing twice', async () => {
  await begin(voter)
  const { page } = voter
  await page.route(
    '**/messages',
    async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  await send(page).click()
  await page.getByText('等信号').waitFor()
  expect(await said()).toEqual([WORDS])
  await send(page).click()
  await page.getByText('送到了。').waitFor()
  expect(await said()).toEqual([WORDS])
})

it('words that are refused stay where they were typed', async () => {
  await begin(voter)
  const { page } = voter
  await page.route(
    '**/messages',
    (route) => route.fulfill({ status: 429, json: { title: '太多了，过一会儿再送。' } }),
    { times: 1 },
  )
  await send(page).click()
  await page.getByRole('alert').getByText('太多了').waitFor()
  await page.reload()
  await expect.poll(() => field(page).inputValue()).toBe(WORDS)
  expect(await said()).toEqual([])
})
