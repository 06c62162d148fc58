import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ANSWER, filed, post } from '../issues/steps.ts'
import { launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

const signedIn = async (context: BrowserContext): Promise<void> =>
  context.addCookies([{ name: 'mashang', value: await t.token(0), url: t.url }])

/** Writes an answer that the phone cannot send just now. */
async function answerWithoutSignal(page: Page, id: string): Promise<void> {
  await page.route('**/api/issues/*/response', (route) => route.abort())
  await page.goto(`/me/issues/${id}/answer`)
  await page.getByLabel('您的答复').fill(ANSWER)
  await page.getByRole('button', { name: '送出答复' }).click()
  await page.getByText('没有连上，存在这台手机里了').waitFor()
}

const said = async (receipt: string): Promise<string[]> => {
  const { messages } = (await t.voter({ url: `/api/receipts/${receipt}` })).json<{
    messages: { text: string }[]
  }>()
  return messages.map(({ text }) => text).filter((text) => text === ANSWER)
}

describe('words that have not left the phone', () => {
  it('are named before a sign-out, wait for the same person, and go after the next sign-in', async () => {
    const { id, receipt } = await filed(t, { title: '退出前没送出的事' })
    const { page, context } = await phone(browser, { baseURL: t.url })
    await signedIn(context)
    await answerWithoutSignal(page, id)
    await page.goto('/me/mine')
    await page.getByRole('button', { name: '退出登录' }).click()
    const asked = page.getByRole('dialog')
    await asked.getByText('还有 1 条答复没有发出去').waitFor()
    expect(await barriers(page)).toEqual([])
    await asked.getByRole('button', { name: '先不退出' }).click()
    await asked.waitFor({ state: 'hidden' })
    expect(new URL(page.url()).pathname).toBe('/me/mine')
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('button', { name: '还是退出' }).click()
    await page.getByText('这台手机里还有 1 条答复没有发出去').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.unroute('**/api/issues/*/response')
    expect(await said(receipt)).toEqual([])
    await signedIn(context)
    await page.goto('/me/')
    await expect.poll(() => said(receipt)).toEqual([ANSWER])
    await context.close()
  })

  it('survive a session that ended, which is said, and go once after signing in again', async () => {
    const { id, receipt } = await filed(t, { title: '登录过期时的事' })
    const { page, context } = await phone(browser, { baseURL: t.url })
    await signedIn(context)
    await page.goto(`/me/issues/${id}/answer`)
    await page.getByLabel('您的答复').fill(ANSWER)
    // It ends as the answer leaves, and not a moment before, when the page would ask who signs in.
    const ends = async (route: Route): Promise<void> => {
      await context.clearCookies()
      await route.continue()
    }
    await page.route('**/api/issues/*/response', ends, { times: 1 })
    await page.getByRole('button', { name: '送出答复' }).click()
    await page.getByText('这台手机里还有 1 条答复没有发出去').waitFor()
    expect(await said(receipt)).toEqual([])
    await signedIn(context)
    await page.reload()
    await page.goto('/me/')
    await expect.poll(() => said(receipt)).toEqual([ANSWER])
    await context.close()
  })

  it('that were refused stand in the box again, on a phone that had forgotten the draft', async () => {
    const { id, receipt } = await filed(t, { title: '没收下的答复' })
    const { page, context } = await phone(browser, { baseURL: t.url })
    await signedIn(context)
    await answerWithoutSignal(page, id)
    // Meanwhile the matter ends, and somebody signs out here.
    await post(t.voter, `/api/receipts/${receipt}/withdrawal`, {})
    await page.evaluate(() => localStorage.clear())
    await page.unroute('**/api/issues/*/response')
    await page.goto('/me/')
    await page.getByRole('alert').filter({ hasText: '没有送出' }).waitFor()
    await page.goto(`/me/issues/${id}/answer`)
    await expect.poll(() => page.getByLabel('您的答复').inputValue()).toBe(ANSWER)
    await context.close()
  })
})
