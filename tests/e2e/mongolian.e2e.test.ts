import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { BAYAR, nameInMongolian } from '../representatives/mongolian.steps.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp()
  await nameInMongolian(t, 0)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

/** Fonts that a page asks for. */
function fontsOf(context: BrowserContext): string[] {
  const asked: string[] = []
  context.on('request', (request) => {
    if (request.resourceType() === 'font') asked.push(request.url())
  })
  return asked
}

const ready = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
}

/** How the name stands: its letters' own font, and whether it runs downwards. */
const standing = (page: Page) =>
  page
    .locator('.mongolian')
    .first()
    .evaluate((name) => {
      const { height, width } = name.getBoundingClientRect()
      return {
        loaded: [...document.fonts].some(({ status }) => status === 'loaded'),
        mode: getComputedStyle(name).writingMode,
        downwards: height > width,
      }
    })
const AS_WRITTEN = { loaded: true, mode: 'vertical-lr', downwards: true }

describe('a name in traditional Mongolian', () => {
  it('on the page that a code opens: its letters are fetched, joined, and run downwards', async () => {
    const { page, context, troubles } = await phone(browser)
    const fonts = fontsOf(context)
    await page.goto(`${t.url}/q/${seeded(t, 0).code}`)
    await page.getByText(BAYAR).first().waitFor()
    await ready(page)
    expect(fonts).toHaveLength(1)
    expect(await standing(page)).toEqual(AS_WRITTEN)
    // Of joined letters a word is shorter than of single ones.
    const [word, single] = await page.evaluate((name) => {
      const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D
      pen.font = '40px "Noto Sans Mongolian"'
      const width = (text: string): number => pen.measureText(text).width
      return [width(name), [...name].reduce((sum, letter) => sum + width(letter), 0)]
    }, BAYAR)
    expect(word).toBeLessThan(single as number)
    expect(await overflows(page)).toBe(false)
    expect(troubles).toEqual([])
    await context.close()
  })

  it('on a page without one nothing is fetched; the list that follows fetches them without a reload', async () => {
    const { page, context, troubles } = await phone(browser)
    const fonts = fontsOf(context)
    await page.goto(`${t.url}/q/${seeded(t, 1).code}`)
    await ready(page)
    expect(fonts).toEqual([])
    let loads = 0
    page.on('load', () => loads++)
    await page
      .getByRole('link', { name: /换一位|别的代表|其他代表/ })
      .first()
      .click()
    await page.getByText(BAYAR).first().waitFor()
    await expect.poll(() => fonts.length).toBe(1)
    await ready(page)
    expect(loads, 'no reload').toBe(0)
    expect(await standing(page)).toEqual(AS_WRITTEN)
    expect(troubles).toEqual([])
    await context.close()
  })

  it('the representative’s own code shows it, and the office’s table of others asks for nothing', async () => {
    const own = await phone(browser)
    await own.context.addCookies([{ name: 'mashang', value: await t.token(0), url: t.url }])
    const fonts = fontsOf(own.context)
    await own.page.goto(`${t.url}/me/`)
    await ready(own.page)
    expect(fonts).toEqual([])
    await own.page.goto(`${t.url}/me/code`)
    await own.page.getByText(BAYAR).waitFor()
    await ready(own.page)
    expect(fonts).toHaveLength(1)
    expect(await standing(own.page)).toEqual(AS_WRITTEN)
    expect(own.troubles).toEqual([])
    await own.context.close()

    const office = await desk(browser)
    await office.context.addCookies([
      { name: 'mashang', value: await t.token('office'), url: t.url },
    ])
    const asked = fontsOf(office.context)
    await office.page.goto(`${t.url}/office/representatives`)
    await office.page.locator('tbody tr').first().waitFor()
    await ready(office.page)
    expect(asked).toEqual([])
    await office.page.goto(`${t.url}/office/representatives/${seeded(t, 0).id}`)
    await office.page.getByLabel('蒙古文名').waitFor()
    await ready(office.page)
    expect(asked).toHaveLength(1)
    expect(office.troubles).toEqual([])
    await office.context.close()
  })
})
