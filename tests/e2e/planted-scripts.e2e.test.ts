import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SHORT_SCRIPT, scripts } from '../access/payloads.ts'
import { furnish, settings, type World } from '../access/world.ts'
import { filed, seeded } from '../issues/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
let world: World
const SHORT = /contactName|template|signer|selection|wall|housing|police|view/
beforeAll(async () => {
  t = await startLiveApp({ config: settings })
  let nth = 0
  world = await furnish(t, (what) => {
    nth += 1
    const fitting = scripts.filter((script) => script.length <= 50)
    return SHORT.test(what) ? `<img src=x>${nth}` : `${fitting[nth % fitting.length]}${nth}`
  })
  for (const script of scripts.filter((_, index) => index % 4 === 0))
    await filed(t, {
      title: script.length <= 60 ? script : SHORT_SCRIPT,
      text: `${script}，路灯坏了`,
    })
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await t.close()
})

/** Opens these one after another; what ran that nobody of ours wrote. */
async function harmed(device: Device, paths: readonly string[]): Promise<string[]> {
  const { page } = device
  const found: string[] = []
  page.on('dialog', (dialog) => {
    found.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  for (const path of paths) {
    const reply = await page.goto(`${t.url}${path}`)
    if (reply?.status() !== 200) found.push(`${path}: ${reply?.status()}`)
    await page.waitForLoadState('networkidle')
    if (await ran(page)) found.push(`${path}: ran`)
    const strange = await page.locator('iframe, object, math, img[src="x"], base').count()
    if (strange > 0) found.push(`${path}: ${strange} elements of somebody else`)
  }
  return [...found, ...device.troubles.filter((one) => /^(console|script):/.test(one))]
}
const ran = (page: Page): Promise<boolean> => page.evaluate(() => 'harmed' in window)

it('what voters wrote does nothing on the pages of voters', async () => {
  const device = await phone(browser)
  const { receipt, code } = world.things.own
  const paths = ['', '/why', '/rights', '/hearing'].map((page) => `/r/${receipt}${page}`)
  const public_ = [
    '/matters',
    '/suggestions',
    `/suggestions/${world.things.own.published}`,
    ...['', '/matters', '/station'].map((p) => `/q/${code}${p}`),
  ]
  expect(await harmed(device, [...paths, ...public_])).toEqual([])
  await device.close()
})

it('nor on a representative’s phone', async () => {
  const device = await phone(browser)
  await device.context.addCookies([{ name: 'mashang', value: await t.token(0), url: t.url }])
  const { issue, suggestion, activity } = world.things.own
  const paths = [`/issues/${issue}`, `/suggestions/${suggestion}`, `/activities/${activity}`]
  const lists = ['', '/notices', '/duty', '/activities', '/suggestions', '/mine']
  expect(
    await harmed(
      device,
      [...lists, ...paths].map((path) => `/me${path}`),
    ),
  ).toEqual([])
  await device.close()
})

it('nor at the office: its tables, a matter, what is held, the wall', async () => {
  const device = await desk(browser)
  await device.context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  const { issue, suggestion, hold } = world.things.own
  const paths = [`/issues/${issue}`, `/suggestions/${suggestion}`, `/moderation/${hold}`]
  const lists = ['/issues', '/moderation', '/suggestions', '/activities', '/ledger', '/departments']
  const more = ['/contact-exports', '/points', '/notices', '/wall', '/sheets', '/accounts']
  expect(
    await harmed(
      device,
      [...lists, ...more, ...paths].map((path) => `/office${path}`),
    ),
  ).toEqual([])
  await device.page.goto(`${t.url}/office/issues/${issue}`)
  await device.page.getByText(seeded(t).name).first().waitFor()
  await device.close()
})
