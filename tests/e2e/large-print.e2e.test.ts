import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answer, filed } from '../issues/steps.ts'
import { launchBrowser, phone } from '../support/devices.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'

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
