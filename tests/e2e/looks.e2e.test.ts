import type { ServerProcess } from '@mashang/scripts/support/server-process.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemo } from '../support/demo-server.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, overflows } from '../support/live-app.ts'
import { accountOf, codeOf, signIn } from './people.ts'

let server: ServerProcess
let browser: Browser

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startDemo(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** What moved on the page without being asked to, by the browser's own measure. */
async function shiftOf(page: Page): Promise<number> {
  await page.waitForLoadState('networkidle')
  return await page.evaluate(
    () =>
      new Promise<number>((told) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            sum += (entry as PerformanceEntry & { value: number }).value
        }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => told(sum), 400)
      }),
  )
}

describe('nothing jumps', () => {
  it.each(['李㛃', '大发街道代表之家'])('on the landing page of %s', async (name) => {
    const { page, close } = await phone(browser)
    await page.goto(`${server.url}/q/${codeOf(server, name)}`)
    expect(await shiftOf(page)).toBeLessThanOrEqual(0.02)
    await close()
  })

  it('on the form, empty and with a kept draft', async () => {
    const { page, close } = await phone(browser)
    const form = `${server.url}/q/${codeOf(server, '李㛃')}/file`
    await page.goto(form)
    expect(await shiftOf(page)).toBeLessThanOrEqual(0.02)
    await page.getByRole('textbox', { name: '什么事' }).fill('路灯坏了两个星期，老人晚上不敢出门。')
    await page.getByText('草稿已存在手机里').waitFor()
    await page.goto(form)
    await page.getByText('草稿已存在手机里').waitFor()
    expect(await shiftOf(page)).toBeLessThanOrEqual(0.02)
    await close()
  })
})

/** Everything of a page that can be pressed and would be on its print. */
const pressable = (page: Page): Promise<string[]> =>
  page
    .locator('main .button')
    .evaluateAll((all) =>
      all.filter((one) => one.checkVisibility()).map((one) => one.textContent?.trim() ?? ''),
    )

describe('in small space', () => {
  it('the office’s side bar can be reached to its end under a browser’s own bars', async () => {
    const { page, close } = await desk(browser, { viewport: { width: 1366, height: 560 } })
    await signIn(page, `${server.url}/office/`, accountOf(server, 'office'))
    await page.goto(`${server.url}/office/issues`)
    await page.locator('tbody tr').first().waitFor()
    const out = page.getByRole('button', { name: '退出', exact: true })
    expect(await page.evaluate(() => scrollY)).toBe(0)
    await out.scrollIntoViewIfNeeded()
    const box = await out.boundingBox()
    expect(await page.evaluate(() => scrollY)).toBe(0)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(560)
    await close()
  })

  it('a printed receipt has its code and nothing to press', async () => {
    const { page, close } = await phone(browser)
    await page.goto(`${server.url}/q/${codeOf(server, '李㛃')}?elder=1`)
    await page.goto(`${server.url}/q/${codeOf(server, '李㛃')}/file`)
    await page.getByRole('textbox', { name: '什么事' }).fill('镇政府门口的红绿灯又坏了。')
    await page.getByText('草稿已存').waitFor()
    await page.getByRole('button', { name: /^提交给/ }).click()
    await page.getByRole('button', { name: '存成图片' }).waitFor()
    expect(await pressable(page)).toContain('打印')
    await page.emulateMedia({ media: 'print' })
    expect(await pressable(page)).toEqual([])
    expect(await page.locator('.voter svg, .voter img').first().isVisible()).toBe(true)
    await close()
  })

  it.each(['', '/file', '/choose', '/matters'])(
    'the voter’s page %s for large letters is no wider than a phone at twice its size',
    async (path) => {
      const { page, close } = await phone(browser, { viewport: { width: 180, height: 320 } })
      const code = `${server.url}/q/${codeOf(server, '李㛃')}`
      await page.goto(`${code}?elder=1`)
      await page.goto(`${code}${path}`)
      expect(await overflows(page)).toBe(false)
      await close()
    },
  )
})

/** One page at night: everything can be read, nothing is wider than the screen, no complaint. */
async function inspect({ page, troubles }: Device, name: string): Promise<void> {
  expect(await barriers(page, 'colours'), name).toEqual([])
  expect(await overflows(page), name).toBe(false)
  expect(troubles, name).toEqual([])
}

describe('in the dark', () => {
  it('everything can be read on the representative’s phone', async () => {
    const device = await phone(browser, { colorScheme: 'dark' })
    const { page } = device
    await signIn(page, `${server.url}/me/`, accountOf(server, '李㛃'))
    await page.getByRole('link', { name: /五当召镇路口红绿灯不亮/ }).waitFor()
    await inspect(device, 'inbox')
    await page.getByRole('link', { name: /五当召镇路口红绿灯不亮/ }).click()
    await page.getByRole('button', { name: /^答复/ }).waitFor()
    await inspect(device, 'matter')
    const matter = page.url()
    for (const [path, ready] of [
      ['answer', '送出答复'],
      ['refer', /^转给/],
      ['decline', /^不予受理，并/],
    ] as const) {
      await page.goto(`${matter}/${path}`)
      await page.getByRole('button', { name: ready }).waitFor()
      await inspect(device, path)
    }
    await page.goto(`${server.url}/me/code`)
    await page.getByRole('img', { name: '李㛃的码' }).waitFor()
    await inspect(device, 'code')
    await device.close()
  })

  it('everything can be read at the office’s desk', async () => {
    const device = await desk(browser, { colorScheme: 'dark' })
    const { page } = device
    await signIn(page, `${server.url}/office/`, accountOf(server, 'office'))
    await page.locator('tbody tr').first().waitFor()
    await inspect(device, 'now')
    await page.goto(`${server.url}/office/issues?q=${encodeURIComponent('暖气')}`)
    await page.locator('tbody a.title').first().waitFor()
    await inspect(device, 'issues')
    await page.locator('tbody a.title').first().click()
    await page.getByRole('heading', { name: /号$/ }).waitFor()
    await inspect(device, 'issue')
    await page.goto(`${server.url}/office/roster`)
    await page.locator('.drop').waitFor()
    await inspect(device, 'roster')
    await device.close()
  })
})
