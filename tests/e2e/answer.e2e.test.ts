import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { picture } from '../photos/upload.ts'
import { launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

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

const WORDS = '王女士您好，我下午去看了，是电缆断了，区住建局明天上午来换线。'

async function signedIn(context: BrowserContext, index: 0 | 1 | 2): Promise<void> {
  await context.addCookies([{ name: 'mashang', value: await t.token(index), url: t.url }])
}
const addPhotos = async (page: Page, count: number): Promise<void> => {
  const buffer = await picture(900, 600).jpeg().toBuffer()
  await page.locator('input[type=file]').setInputFiles(
    Array.from({ length: count }, (_, n) => ({
      name: `${n}.jpg`,
      mimeType: 'image/jpeg',
      buffer,
    })),
  )
}
const messagesOf = async (receipt: string) =>
  (await t.voter({ url: `/api/receipts/${receipt}` })).json().messages

describe('an answer with photos', () => {
  it('is kept with its photos over a closed page, and the voter sees them', async () => {
    const { id, receipt } = await filed(t)
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    await signedIn(context, 0)
    await page.goto(`/me/issues/${id}/answer`)
    await page.getByLabel('您的答复').fill(WORDS)
    await addPhotos(page, 2)
    await expect.poll(() => page.getByText('已传好').count()).toBe(2)
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await page.reload()
    await expect.poll(() => page.getByText('已传好').count()).toBe(2)
    await page.getByRole('button', { name: '去掉第 2 张' }).click()
    await page.getByRole('button', { name: '送出答复' }).click()
    const talk = page.getByRole('region', { name: '往来' })
    await talk.getByText(WORDS).waitFor()
    await talk.getByRole('button', { name: '第 1 张照片，点开看大图' }).click()
    await page.getByText('第 1 张，共 1 张').waitFor()
    expect(await barriers(page)).toEqual([])

    const voter = await phone(browser, { baseURL: t.url })
    await voter.page.goto(`/r/${receipt}`)
    await voter.page.getByText('附了 1 张照片').waitFor()
    const shown = voter.page.getByRole('img', { name: '第 1 张照片' }).first()
    await expect
      .poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(400)
    expect(await barriers(voter.page)).toEqual([])
    expect([...troubles, ...voter.troubles]).toEqual([])
    await voter.close()
    await context.close()
  })

  it('given a dead signal, then it waits on the phone and goes once when the signal is back', async () => {
    const { id, receipt } = await filed(t)
    const { page, context } = await phone(browser, { baseURL: t.url })
    await signedIn(context, 0)
    await page.goto(`/me/issues/${id}/answer`)
    await page.getByLabel('您的答复').fill(WORDS)
    // What makes photos small is on the phone by now.
    await page.waitForLoadState('networkidle')
    await context.setOffline(true)
    await addPhotos(page, 1)
    await page.getByText('等信号').waitFor()
    await page.getByRole('button', { name: '送出答复' }).click()
    await page.getByText('没有连上，存在这台手机里了。').waitFor()
    expect(await page.getByLabel('您的答复').isDisabled()).toBe(true)
    expect(await barriers(page)).toEqual([])
    expect(await messagesOf(receipt)).toEqual([])
    await context.setOffline(false)
    await page.getByRole('region', { name: '往来' }).getByText(WORDS).waitFor()
    const messages = await messagesOf(receipt)
    expect(messages).toHaveLength(1)
    expect(messages[0].photos).toHaveLength(1)
    await context.close()
  })

  it('given that only the answer of the server is lost, then pressing again does not say it twice', async () => {
    const { id, receipt } = await filed(t)
    const { page, context } = await phone(browser, { baseURL: t.url })
    await signedIn(context, 0)
    await page.goto(`/me/issues/${id}/answer`)
    await page.getByLabel('您的答复').fill(WORDS)
    await page.route('**/response', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: '送出答复' }).click()
    await page.getByText('没有连上，存在这台手机里了。').waitFor()
    await page.unroute('**/response')
    await page.getByRole('button', { name: '现在再送' }).click()
    await page.getByRole('region', { name: '往来' }).getByText(WORDS).waitFor()
    expect(await messagesOf(receipt)).toHaveLength(1)
    await context.close()
  })

  it('given a change of mind while it waits, then it is a draft again', async () => {
    const { id, receipt } = await filed(t)
    const { page, context } = await phone(browser, { baseURL: t.url })
    await signedIn(context, 0)
    await page.goto(`/me/issues/${id}/answer`)
    await page.getByLabel('您的答复').fill(WORDS)
    await page.route('**/response', (route) => route.abort())
    await page.getByRole('button', { name: '送出答复' }).click()
    await page.getByRole('button', { name: '先不送，改一改' }).click()
    await page.unroute('**/response')
    await page.getByLabel('您的答复').fill(`${WORDS}25 日我再去看。`)
    await page.getByRole('button', { name: '送出答复' }).click()
    await page.getByRole('region', { name: '往来' }).getByText('25 日我再去看').waitFor()
    expect(await messagesOf(receipt)).toHaveLength(1)
    await context.close()
  })
})

describe('own phrases', () => {
  it('are added, changed, taken away and put back, and are there on another phone', async () => {
    const { id } = await filed(t)
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    await signedIn(context, 0)
    await page.goto(`/me/issues/${id}/answer`)
    await page.getByRole('button', { name: '常用语', exact: true }).click()
    await page.getByLabel('新的常用语').fill('我请社区__师傅去。')
    await page.getByRole('button', { name: '加上' }).click()
    await page.getByRole('button', { name: '改“谢谢您告诉我们。”' }).click()
    await page.getByLabel('改这一句').fill('谢谢您，有事再找我。')
    await page.getByRole('button', { name: '存好' }).click()
    await page.getByRole('button', { name: '删去“我去看过了，”' }).click()
    await page.getByText('删了“我去看过了，”').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '放回去' }).click()
    await page.getByRole('button', { name: '删去“我去看过了，”' }).waitFor()
    await page.getByRole('button', { name: '好了' }).click()

    const other = await phone(browser, { baseURL: t.url })
    await signedIn(other.context, 0)
    await other.page.goto(`/me/issues/${id}/answer`)
    await other.page.getByRole('button', { name: '谢谢您，有事再找我。' }).waitFor()
    await other.page.getByRole('button', { name: '我请社区__师傅去。' }).click()
    expect(await other.page.getByLabel('您的答复').inputValue()).toBe('我请社区__师傅去。')
    expect([...troubles, ...other.troubles]).toEqual([])
    await other.close()
    await context.close()
  })
})
