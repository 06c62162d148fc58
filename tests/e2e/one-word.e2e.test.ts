import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Device, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
let own: Device
beforeAll(async () => {
  t = await startLiveApp()
  browser = await launchBrowser()
  own = await phone(browser, { baseURL: t.url })
  await Promise.all([t.as(1), t.as(2)])
  await own.context.addCookies([{ name: 'mashang', value: await t.token(0), url: t.url }])
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

describe('a page of several parts, without a signal', () => {
  it.each([
    ['/me/leaves', ['没有休假', '哪位代表', '张建平']],
    ['/me/duty/answers', ['群众扫码时看得到您按时答复了几件', '答复群众']],
  ])('says it once, and asks for all of it with one press: %s', async (path, comes) => {
    const { page } = own
    await page.goto('/me/mine')
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.route(/\/api\/(leaves|representatives|me\/duty)/, (route) => route.abort())
    await page.goto(path)
    await page.getByRole('button', { name: '再试一次' }).first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.getByRole('alert').count()).toBe(1)
    expect(await page.getByRole('button', { name: '再试一次' }).count()).toBe(1)
    expect(await barriers(page)).toEqual([])
    await page.unroute(/\/api\/(leaves|representatives|me\/duty)/)
    await page.getByRole('button', { name: '再试一次' }).click()
    for (const words of comes) await page.getByText(words).first().waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })
})
