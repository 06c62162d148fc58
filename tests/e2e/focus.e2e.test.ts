import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { focusFaults, type Stop, stopHere, walkFaults } from '../gallery/focus.ts'
import { answer, filed, seeded } from '../issues/steps.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp()
})
afterAll(async () => {
  await t?.close()
  await browser?.close()
})

/** More than any of these pages has to stop at. */
const MOST = 120
/**
 * Presses Tab through the whole page and tells what is out of order, and what shows no focus. The
 * gallery looks at every page without pressing; here both come to the same.
 */
async function faultsOf(page: Page): Promise<string[]> {
  const stops: Stop[] = []
  while (stops.length < MOST) {
    await page.keyboard.press('Tab')
    const now = await page.evaluate(stopHere)
    if (now === null) break
    stops.push(now)
  }
  const faults = stops.length < 3 ? [`only ${stops.length} stops`] : []
  faults.push(...focusFaults(stops))
  expect(await walkFaults(page)).toEqual(faults)
  return faults
}

it('a voter’s pages are walked as they are read, and show where one is', async () => {
  const mine = await filed(t)
  await answer(await t.as(0), mine.id)
  const { page, close } = await phone(browser, { baseURL: t.url })
  const { code } = seeded(t)
  const found: Record<string, string[]> = {}
  for (const path of [`/q/${code}`, `/q/${code}/file`, `/r/${mine.receipt}`]) {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    found[path] = await faultsOf(page)
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((path) => [path, []])))
  await close()
})

it('so are the office’s sign-in and its issues', async () => {
  const { page, context, close } = await desk(browser, { baseURL: t.url })
  await page.goto('/office/sign-in')
  await page.getByLabel('密码').first().waitFor()
  const signIn = await faultsOf(page)
  await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  await page.goto('/office/issues')
  await page.locator('tbody tr').first().waitFor()
  expect({ signIn, issues: await faultsOf(page) }).toEqual({ signIn: [], issues: [] })
  await close()
})
