import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answer, filed } from '../issues/steps.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

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

/** A phone of 360 px at 200 %. */
const LARGE = { width: 180, height: 320 }

it.each(['to be answered', 'being carried out'])(
  'given a matter %s in large print at twice its size, then no button cuts its words',
  async (state) => {
    const { id } = await filed(t, { title: '暖气不热', kind: 'help', field: 'housing' })
    if (state === 'being carried out') await answer(await t.as(0), id)
    const { page, context } = await phone(browser, { baseURL: t.url, viewport: LARGE })
    await context.addCookies(['mashang', 'elder'].map((name) => ({ name, value: '1', url: t.url })))
    await context.addCookies([{ name: 'mashang', value: await t.token(0), url: t.url }])
    await page.goto(`/me/issues/${id}`)
    await page.getByText('暖气不热').first().waitFor()
    const more = page.getByRole('button', { name: '更多' })
    if ((await more.count()) > 0) await more.click()
    expect(
      await page.locator('button, a.button').evaluateAll((all) =>
        all
          .filter((one) => {
            const words = document.createRange()
            words.selectNodeContents(one)
            const [inner, outer] = [words.getBoundingClientRect(), one.getBoundingClientRect()]
            return (
              one.scrollWidth > one.clientWidth + 1 ||
              inner.left < outer.left - 1 ||
              inner.right > outer.right + 1
            )
          })
          .map((one) => one.textContent?.trim()),
      ),
    ).toEqual([])
    await context.close()
  },
)

it('given a receipt at twice its size, then its title is no column of two characters', async () => {
  const { receipt } = await filed(t, { title: '五当召镇后营子村西头水井抽不上水，浇不了地' })
  const { page, close } = await phone(browser, { baseURL: t.url, viewport: LARGE })
  await page.goto(`/r/${receipt}`)
  const wide = await page
    .locator('.why-title')
    .evaluate((one) => one.clientWidth / Number.parseFloat(getComputedStyle(one).fontSize))
  expect(wide).toBeGreaterThan(7)
  await close()
})

it('given the wall screen at twice its size, then its name stands on one line', async () => {
  const { page, context } = await desk(browser, { viewport: { width: 683, height: 384 } })
  await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  await page.goto(`${t.url}/office/wall`)
  await page.getByText('数据截至').waitFor()
  const { high, line } = await page.locator('h1').evaluate((one) => ({
    high: one.clientHeight,
    line: Number.parseFloat(getComputedStyle(one).lineHeight),
  }))
  expect(high).toBeLessThan(line * 1.5)
  expect(await overflows(page)).toBe(false)
  await context.close()
})
