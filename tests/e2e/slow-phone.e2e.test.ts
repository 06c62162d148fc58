import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { type Device, launchBrowser, phone } from '../support/devices.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp({ config: { limits: false } })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

/** A painted page whose scripts come when they are let go: all of them, or those with this name. */
async function painted(
  path: string,
  scripts = '**/assets/*.js',
): Promise<{ device: Device; letGo: () => void }> {
  const device = await phone(browser, { baseURL: t.url })
  let letGo = (): void => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await device.context.route(scripts, async (route) => {
    await held
    await route.continue()
  })
  await device.page.goto(path, { waitUntil: 'commit' })
  return { device, letGo }
}

const WORDS = '是南门那两盏，昨晚也不亮。'

describe('a phone whose signal brings the scripts late', () => {
  it('keeps open what was opened, and the words in it', async () => {
    const { receipt } = await filed(t)
    const { device, letGo } = await painted(`/r/${receipt}`)
    const { page } = device
    await page.getByText('补充一句', { exact: true }).click()
    await page.getByLabel('补充的话').fill(WORDS)
    letGo()
    await page.locator('form[novalidate] #more').waitFor()
    expect(await page.getByLabel('补充的话').inputValue()).toBe(WORDS)
    await page.getByRole('button', { name: '送给代表' }).click()
    await page.getByText('送到了。').waitFor()
    expect(device.troubles).toEqual([])
    await device.close()
  })

  it('keeps them also where large print is asked for meanwhile', async () => {
    const { receipt } = await filed(t)
    const { device, letGo } = await painted(`/r/${receipt}`, '**/assets/VoterReceipt-*.js')
    const { page } = device
    await page.getByText('补充一句', { exact: true }).click()
    await page.getByLabel('补充的话').fill(WORDS)
    // The page around the receipt is taken over; the receipt's own part has not come.
    await page.waitForFunction(() => '__vue_app__' in (document.getElementById('app') ?? {}))
    await page.getByRole('link', { name: '长辈版' }).click()
    await page.locator('html.elder').waitFor()
    expect(await page.getByLabel('补充的话').inputValue()).toBe(WORDS)
    letGo()
    await page.locator('form[novalidate] #more').waitFor()
    expect(await page.getByLabel('补充的话').inputValue()).toBe(WORDS)
    await page.getByRole('link', { name: '回标准版' }).waitFor()
    expect(device.troubles).toEqual([])
    await device.close()
  })
})
