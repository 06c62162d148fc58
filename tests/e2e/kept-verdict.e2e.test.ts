import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { answer, filed } from '../issues/steps.ts'
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
  await answer(await t.as(0), matter.id)
})
afterEach(() => voter.close())

const WORDS = '修好了，就是等了两天。'
const WAITS = '等信号。您的评价存在这部手机里了'
const field = (page: Page) => page.getByLabel('想补一句')
const send = (page: Page) => page.getByRole('button', { name: /^(提交评价|现在再交)$/ })
const face = (page: Page, group: RegExp, words: string) =>
  page.getByRole('group', { name: group }).getByText(words, { exact: true })
const given = async (): Promise<string[]> => {
  const seen = await t.voter({ url: `/api/receipts/${matter.receipt}` })
  const { verdict, earlierVerdicts } = seen.json<{
    verdict: { text: string | null } | null
    earlierVerdicts: { text: string | null }[]
  }>()
  return [...earlierVerdicts, ...(verdict ? [verdict] : [])].map(({ text }) => text ?? '')
}

async function begin(page: Page, solved = '满意'): Promise<void> {
  await page.goto(`/r/${matter.receipt}`)
  await page.locator('form[novalidate] #verdict-text').waitFor()
  await face(page, /您满意吗/, '满意').click()
  await face(page, /解决得怎么样/, solved).click()
  await field(page).fill(WORDS)
}

it('given a verdict that was begun, when the page is opened again, then it is there, and gone once given', async () => {
  const { page } = voter
  await begin(page)
  await page.reload()
  await page.getByText('没交的评价存在这部手机里').waitFor()
  expect(await field(page).inputValue()).toBe(WORDS)
  expect(await page.locator('input[name=solved]:checked').inputValue()).toBe('satisfied')
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  await send(page).click()
  await page.getByRole('heading', { name: '您的评价' }).waitFor()
  expect(await given()).toEqual([WORDS])
  expect(await page.evaluate(() => Object.keys(localStorage).join())).not.toContain('verdict:')
})

it('given no signal, when the page was closed meanwhile, then the verdict goes by itself, once', async () => {
  await begin(voter.page)
  await voter.context.setOffline(true)
  await send(voter.page).click()
  await voter.page.getByText(WAITS).waitFor()
  await voter.page.close()
  await voter.context.setOffline(false)
  const page = await voter.context.newPage()
  await page.goto(`/r/${matter.receipt}`)
  await page.getByRole('heading', { name: '您的评价' }).waitFor()
  expect(await given()).toEqual([WORDS])
})

it('given no signal, when it comes back, then the open page sends what waits', async () => {
  const { page } = voter
  await begin(page)
  await voter.context.setOffline(true)
  await send(page).click()
  await page.getByText(WAITS).waitFor()
  await voter.context.setOffline(false)
  await page.getByRole('heading', { name: '您的评价' }).waitFor()
  expect(await given()).toEqual([WORDS])
})

it('given a lost answer, when it is done once more, then the words count once and for that answer', async () => {
  const { page } = voter
  await begin(page, '不满意')
  await page.route(
    '**/verdict',
    async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  await send(page).click()
  await page.getByText(WAITS).waitFor()
  await answer(await t.as(0), matter.id)
  await send(page).click()
  await page.getByRole('heading', { name: '您上次的评价' }).waitFor()
  expect(await given()).toEqual([WORDS])
  expect(await field(page).inputValue()).toBe('')
})
