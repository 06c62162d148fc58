import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Filed, filed, seeded } from '../issues/steps.ts'
import { type Device, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
let voter: Device
let mine: Filed
beforeAll(async () => {
  t = await startLiveApp({ config: { limits: false } })
  browser = await launchBrowser()
  mine = await filed(t)
})
afterAll(async () => {
  await browser.close()
  await t.close()
})
beforeEach(async () => {
  voter = await phone(browser, { baseURL: t.url })
})
afterEach(() => voter.close())

/** The worker is there, and holds what it needs. */
const kept = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })

describe('a voter’s phone without a signal', () => {
  it('given a receipt that was open before, then it says so kindly, lists it, and tries again', async () => {
    const { page, context } = voter
    await page.goto(`/r/${mine.receipt}?new=1`)
    await kept(page)
    await page.goto('/r')
    await page.getByText('等李婺代表答复').waitFor()
    await context.setOffline(true)
    await page.goto(`/r/${mine.receipt}`)
    await page.getByRole('heading', { name: '没有连上网' }).waitFor()
    // What this phone knows of its own matters is there, as of when it was asked.
    await page.getByText('3 号楼南边路灯不亮').waitFor()
    await page.getByText(/没有连上网，下面是 .* 的情形/).waitFor()
    expect(await page.getByText('地下电缆').count()).toBe(0)
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    // Nothing of the matter itself is kept.
    const words = await page.evaluate(async () => {
      const pages: string[] = []
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys())
          pages.push(`${request.url} ${await (await cache.match(request))?.text()}`)
      }
      return pages.join('\n')
    })
    expect(words).toContain('/offline')
    expect(words).not.toContain(mine.receipt)
    expect(words).not.toContain('路灯不亮')
    await page.getByRole('link', { name: '再试一次' }).click()
    await page.getByRole('heading', { name: '没有连上网' }).waitFor()
    await context.setOffline(false)
    await page.getByRole('link', { name: '再试一次' }).click()
    await page.getByRole('heading', { name: '我的回执' }).waitFor()
    expect(page.url()).toBe(`${t.url}/r/${mine.receipt}`)
  })

  it('given a station’s page that was open before, then it is there as it was, and says so', async () => {
    const { page, context } = voter
    const path = `/q/${seeded(t).code}/station`
    await page.goto(path)
    await kept(page)
    // The next visit goes through the worker.
    await page.reload()
    await page.getByRole('heading', { name: '代表家站' }).waitFor()
    await page.waitForFunction(
      async () => (await (await caches.open('mashang-stations')).keys()).length > 0,
    )
    await context.setOffline(true)
    await page.goto(path)
    await page.getByText(/^没有连上网，这是 \d+月\d+日 \d\d:\d\d 看到的。/).waitFor()
    await page.getByRole('heading', { name: t.seed.stations[0]?.name ?? '' }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await context.setOffline(false)
    await page.getByRole('link', { name: '再试一次' }).click()
    await expect.poll(() => page.getByText(/^没有连上网，这是/).count()).toBe(0)
    await page.getByRole('heading', { name: t.seed.stations[0]?.name ?? '' }).waitFor()
  })

  it('given large print, then it says so in large print', async () => {
    const { page, context } = voter
    await page.goto(`/r/${mine.receipt}?elder=1`)
    await kept(page)
    await context.setOffline(true)
    await page.goto('/matters')
    await page.getByRole('heading', { name: '没有连上网' }).waitFor()
    expect(await page.locator('html.elder').count()).toBe(1)
    expect(await overflows(page)).toBe(false)
  })

  it('leaves the two apps alone', async () => {
    const { page, context } = voter
    await page.goto(`/r/${mine.receipt}`)
    await kept(page)
    await context.setOffline(true)
    await expect(page.goto('/office/')).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/)
  })
})
