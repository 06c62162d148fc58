import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeededRepresentative } from '../support/app.ts'
import { launchBrowser, phone } from '../support/devices.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'

/** An Android phone's WeChat: it prints nothing, keeps no file, speaks not, has no service worker. */
const WECHAT =
  'Mozilla/5.0 (Linux; Android 12; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0.5304.141 Mobile Safari/537.36 XWEB/5023 MMWEBSDK/20221206 MicroMessenger/8.0.32.2300'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await t?.close()
})

describe('inside WeChat', () => {
  it('a voter files, keeps the receipt and gets at their own data, without a download', async () => {
    const device = await phone(browser, { userAgent: WECHAT, serviceWorkers: 'block' })
    const { page } = device
    await page.addInitScript(() => {
      for (const name of ['speechSynthesis', 'SpeechSynthesisUtterance'])
        Reflect.deleteProperty(window, name)
    })
    const first = t.seed.representatives[0] as SeededRepresentative
    await page.goto(`${t.url}/q/${first.code}?elder=1`)
    await page.getByRole('link', { name: '打电话问' }).waitFor()
    await page.getByRole('link', { name: '反映问题' }).click()
    await page.getByRole('textbox', { name: '什么事' }).fill('公园长椅断了两条腿')
    await page.getByRole('button', { name: /^提交给/ }).click()
    await page.getByText('代表手里了').waitFor()

    expect(await page.getByRole('button', { name: '打印' }).count()).toBe(0)
    await page.getByRole('button', { name: '存成图片' }).click()
    const picture = page.getByRole('img', { name: '回执图片' })
    await picture.waitFor()
    // A long press saves no picture there whose address is a blob.
    expect(await picture.getAttribute('src')).toMatch(/^data:image\/png;base64,/)
    await page.getByText('长按图片，存到手机相册').waitFor()
    expect(await page.locator('a[download]').count()).toBe(0)

    await page.getByRole('link', { name: /^我的资料/ }).click()
    await page.getByRole('link', { name: '打开看' }).waitFor()
    expect(await page.locator('a[download]').count()).toBe(0)
    await page.getByRole('link', { name: '打开看' }).click()
    await page.getByText('公园长椅断了两条腿').waitFor()
    expect(device.troubles).toEqual([])
    await device.close()
  })
})
