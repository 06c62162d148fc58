import { STANDARD_LIMITS } from '@mashang/shared/districts/limits.words.ts'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp({ floods: true })
})
afterAll(async () => {
  await t.close()
  await browser.close()
})

const enter = async (context: BrowserContext): Promise<void> =>
  context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])

it('what came in a flood: its voter reads it, the office lets some through and says why not to the rest', async () => {
  const { page, context } = await desk(browser, { baseURL: t.url })
  await enter(context)
  await page.goto('/office/settings')
  await page.getByLabel('给同一位代表，超过').fill('2')
  await page.getByRole('button', { name: '保存时限' }).click()
  await page.getByText('已保存').waitFor()
  expect(STANDARD_LIMITS.floodRepresentative).not.toBe(2)
  for (let n = 0; n < 2; n++) await filed(t)
  const first = await filed(t, { title: '井盖翘起来了' })
  const second = await filed(t, { title: '发个广告' })

  const hand = await phone(browser, { baseURL: t.url })
  await hand.page.goto(`/r/${first.receipt}?new=1`)
  await hand.page.getByText('短时间内收到很多条，工作人员先看一眼再转给代表').first().waitFor()
  expect(await overflows(hand.page)).toBe(false)
  expect(await barriers(hand.page)).toEqual([])

  await page.goto('/office/moderation')
  await page.getByText('短时间内来得太多，有 2 条还没有给代表').waitFor()
  await page.getByRole('link', { name: '短时间内太多' }).click()
  await page.getByRole('heading', { name: /一位代表短时间内收到太多/ }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '一条一条看' }).click()
  await page.getByRole('checkbox', { name: `选 ${first.number}` }).check()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '选的转给代表' }).click()
  // The signal goes right after: what was decided is said as decided.
  await page.route('**/api/floods', (route) => route.abort())
  await page.getByRole('button', { name: '1 条都转' }).click()
  await page.getByText('1 条转给代表了').waitFor()
  await page.unroute('**/api/floods')
  await page.reload()
  await page.getByRole('button', { name: '一条一条看' }).click()

  await page.getByRole('link', { name: '发个广告' }).click()
  await page.getByRole('button', { name: '不转', exact: true }).click()
  await page.getByLabel('为什么不转，选民看得到').fill('这里只办群众反映的问题，广告请到别处发布。')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '1 条都不转' }).click()
  await page.getByText('1 条没有转').waitFor()
  await page.goto('/office/moderation/flood')
  await page.getByText('现在没有').waitFor()

  await hand.page.goto(`/r/${second.receipt}`)
  await hand.page.getByText('广告请到别处发布').first().waitFor()
  await hand.page.goto(`/r/${first.receipt}`)
  await hand.page.getByText(/代表工委看过，转给.+代表了/).waitFor()
})
