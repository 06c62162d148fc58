import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import type { SeededRepresentative } from '../support/app.ts'
import { type Device, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'
import { startWechat, type WechatPeer } from '../support/wechat.ts'
import { phonePhoto } from './photos.ts'

const ORIGIN = 'https://res.wx.qq.com'
const SCRIPT = `${ORIGIN}/open/js/jweixin-1.6.0.js`
const INSIDE = 'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/107 MicroMessenger/8.0.44'

let t: LiveApp
let wechat: WechatPeer
let browser: Browser
let first: SeededRepresentative
beforeAll(async () => {
  wechat = await startWechat()
  t = await startLiveApp({ config: { wechat: { ...wechat.settings, script: ORIGIN } } })
  browser = await launchBrowser()
  first = t.seed.representatives[0] as SeededRepresentative
})
beforeEach(() => wechat.reset())
afterAll(async () => {
  await browser.close()
  await t.close()
  await wechat.close()
})

/** The part of WeChat's script that pages use: it checks what it is configured with as WeChat does. */
const script = (says: string): string => `
  let config
  window.wx = {
    config: (given) => { config = given },
    ready: (then) => setTimeout(() => {
      const good = config.appId && config.signature && config.jsApiList.includes('getLocation')
      if (good) then()
    }, 20),
    error: () => {},
    getLocation: (asked) => {
      window.configured = config
      if (asked.type === 'wgs84') asked.success({ latitude: '40.6721', longitude: '110.2938', accuracy: '35' })
    },
    chooseImage: (asked) => {
      window.asked = asked.count
      window.chooses(asked)
    },
    getLocalImgData: (asked) => setTimeout(() => asked.success({ localData: window.album[asked.localId] })),
    scanQRCode: (asked) => asked.needResult === 1 ? asked.success({ resultStr: ${JSON.stringify(says)} }) : asked.fail(),
  }`

interface Opened extends Device {
  /** How often WeChat's script was fetched. */
  fetched: string[]
}

/** A phone inside WeChat; `says` is what its scanner reads, null: the script cannot be had. */
async function inside(says: string | null, options: object = {}): Promise<Opened> {
  const device = await phone(browser, { userAgent: INSIDE, ...options })
  const fetched: string[] = []
  await device.context.route(`${ORIGIN}/**`, async (route) => {
    fetched.push(route.request().url())
    if (says === null) return await route.abort()
    await route.fulfill({ contentType: 'text/javascript', body: script(says) })
  })
  return Object.assign(device, { fetched })
}

const formOf = (person: SeededRepresentative): string =>
  `${t.url}/q/${person.code}/file?to=${person.id}`
async function openForm(page: Page): Promise<void> {
  await page.goto(formOf(first))
  await page.locator('input[type=file]').waitFor({ state: 'attached' })
}

describe('inside WeChat', () => {
  it('the form takes the position that WeChat lends; the script comes with the tap, not before', async () => {
    const device = await inside('')
    const { page, fetched, troubles } = device
    await openForm(page)
    expect(fetched).toEqual([])
    await page.getByRole('button', { name: '定位' }).click()
    await page.getByText('带上了手机的定位，约 35 米内').waitFor()
    expect(fetched).toEqual([SCRIPT])
    const configured = await page.evaluate(
      () => (window as unknown as { configured: Parameters<WechatPeer['isSigned']>[1] }).configured,
    )
    expect(wechat.isSigned(formOf(first), configured)).toBe(true)
    expect(troubles).toEqual([])
    await device.close()
  })

  it.each([
    ['the script cannot be had', null],
    ['the page is not signed', ''],
  ])('given that %s, then the browser’s own position serves', async (why, says) => {
    const device = await inside(says, {
      geolocation: { latitude: 40.67, longitude: 110.29, accuracy: 12 },
      permissions: ['geolocation'],
    })
    const { page } = device
    if (why !== 'the script cannot be had')
      await device.context.route('**/api/wechat/signature**', (route) =>
        route.fulfill({ status: 502, contentType: 'application/json', body: '{}' }),
      )
    await openForm(page)
    await page.getByRole('button', { name: '定位' }).click()
    await page.getByText('带上了手机的定位，约 12 米内').waitFor()
    await device.close()
  })

  it('a receipt is found by its code, and one’s own matters by a link', async () => {
    const { receipt } = await filed(t)
    const device = await inside(`${t.url}/r/${receipt}`)
    const { page, troubles } = device
    await page.goto(`${t.url}/r`)
    await page.waitForLoadState('networkidle')
    expect(await page.getByRole('link', { name: '我的反映' }).getAttribute('href')).toBe(
      '/wechat/issues',
    )
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await page.getByRole('button', { name: '扫回执上的码' }).click()
    await page.waitForURL(`${t.url}/r/${receipt}`)
    expect(troubles).toEqual([])
    await device.close()
  })

  it('given another code before the scanner, then it says so and stays', async () => {
    const device = await inside('https://elsewhere.example/promo')
    await device.page.goto(`${t.url}/r`)
    await device.page.waitForLoadState('networkidle')
    await device.page.getByRole('button', { name: '扫回执上的码' }).click()
    await device.page.getByText('没有扫到回执上的码').waitFor()
    expect(device.page.url()).toBe(`${t.url}/r`)
    await device.close()
  })

  it('whoever walks along the walls may scan with it where the page gets no camera', async () => {
    const device = await inside(`${t.url}/q/${first.code}`)
    const { page, context } = device
    await context.addCookies([{ name: 'mashang', value: await t.token('liaison'), url: t.url }])
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'mediaDevices', { value: undefined })
    })
    await page.goto(`${t.url}/me/patrol`)
    await page.getByRole('button', { name: '打开相机' }).click()
    await page.getByRole('button', { name: '用微信扫一扫' }).click()
    await page.locator('#verdict-word').waitFor()
    await device.close()
  })
})

describe('photos inside WeChat', () => {
  const addPhoto = (page: Page) => page.locator('.shot-add').click()

  /** What its album holds: with the head of iPhones, and broken into lines as on some phones. */
  async function album(device: Opened, chooses: string): Promise<void> {
    const { buffer } = await phonePhoto('a.jpg', '#336699')
    const base64 = buffer.toString('base64')
    const held = {
      a: `data:image/jpg;base64,${base64}`,
      b: base64.replace(/.{76}/g, '$&\n'),
      c: 'bm8gcGhvdG8=',
    }
    await device.page.addInitScript(`
      window.album = ${JSON.stringify(held)}
      window.chooses = ${chooses}
    `)
  }

  it('come from its album and camera, however the phone writes them', async () => {
    const device = await inside('')
    await album(device, `(asked) => asked.success({ localIds: ['a', 'b'] })`)
    const { page, troubles } = device
    await openForm(page)
    await addPhoto(page)
    await page.getByText('已传好').nth(1).waitFor()
    expect(await page.evaluate(() => (window as unknown as { asked: number }).asked)).toBe(6)
    await page.getByRole('textbox', { name: '什么事' }).fill('公园长椅断了两条腿，有照片')
    await page.getByRole('button', { name: /^提交给/ }).click()
    await page.getByText('代表手里了').waitFor()
    expect(troubles).toEqual([])
    await device.close()
  })

  it('given that the owner turns back, then nothing is said', async () => {
    const device = await inside('')
    await album(device, `(asked) => asked.fail({ errMsg: 'chooseImage:fail cancel' })`)
    const { page } = device
    await openForm(page)
    await addPhoto(page)
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { asked?: number }).asked))
      .toBe(6)
    expect(await page.locator('.shot').count()).toBe(1)
    expect(await page.getByRole('alert').count()).toBe(0)
    await device.close()
  })

  it('given something that is no photo, then it says so and keeps the others', async () => {
    const device = await inside('')
    await album(device, `(asked) => asked.success({ localIds: ['c', 'a'] })`)
    const { page } = device
    await openForm(page)
    await addPhoto(page)
    await page.getByText('这张照片打不开').waitFor()
    await page.getByText('已传好').waitFor()
    await device.close()
  })

  it('given that WeChat lends nothing, then the browser’s own field serves', async () => {
    const device = await inside(null)
    const { page } = device
    await openForm(page)
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), addPhoto(page)])
    await chooser.setFiles([await phonePhoto('a.jpg', '#993333')])
    await page.getByText('已传好').waitFor()
    await device.close()
  })
})

describe('outside of WeChat', () => {
  it('nothing of it is shown', async () => {
    const device = await phone(browser)
    await device.page.goto(`${t.url}/r`)
    await device.page.waitForLoadState('networkidle')
    expect(await device.page.getByRole('button', { name: '扫回执上的码' }).count()).toBe(0)
    expect(await device.page.getByRole('link', { name: '我的反映' }).count()).toBe(0)
    await device.close()
  })
})
