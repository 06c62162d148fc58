import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SheetAlarm } from '@mashang/shared/sheets/sheets.model.ts'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hang, type Printed, printed, view } from '../sheets/steps.ts'
import { type Device, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'
import { film, launchWithCamera } from './camera.ts'
import { phonePhoto } from './photos.ts'

const folder = mkdtempSync(join(tmpdir(), 'mashang-camera-'))
const reel = join(folder, 'wall.mjpeg')
declare global {
  interface Window {
    /** How often the page has looked at what the camera shows. */
    looks: number
  }
}

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp()
  await film(reel, t.url)
  browser = await launchWithCamera(reel)
})
afterAll(async () => {
  await browser?.close()
  await t?.close()
  rmSync(folder, { recursive: true, force: true })
})

const addressOf = (sheet: Printed): string => `${t.url}/q/${sheet.code}`
const HERE = { latitude: 40.6721, longitude: 110.2938 }

/** A phone of somebody who is signed in already, standing somewhere. */
async function staff(
  who: 'office' | 'liaison' | 0,
  options: BrowserContextOptions = {},
): Promise<Device> {
  const device = await phone(browser, {
    baseURL: t.url,
    geolocation: { ...HERE, accuracy: 12 },
    permissions: ['geolocation'],
    ...options,
  })
  await device.context.addCookies([{ name: 'mashang', value: await t.token(who), url: t.url }])
  return device
}

/** Opens the patrol before a wall with this code, and waits for the verdict. */
async function scan({ page }: Device, text: string, app = '/me'): Promise<void> {
  await film(reel, text)
  await page.goto(`${app}/patrol`)
  const start = page.getByRole('button', { name: '打开相机' })
  const verdict = page.locator('#verdict-word')
  // A quick phone has read the code before anybody looks.
  await start.or(page.locator('video:visible')).or(verdict).first().waitFor()
  if (await start.isVisible()) await start.click()
  await verdict.waitFor({ timeout: 30_000 })
}

describe('the camera of whoever walks along the walls', () => {
  it('records where a new sheet hangs: place, position, photo; and shows its story', async () => {
    const sheet = await printed(t, 0, { place: '锦绣社区公告栏' })
    const device = await staff('liaison')
    const { page, troubles } = device
    await scan(device, addressOf(sheet))
    await page.getByRole('heading', { name: '还没登记' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '登记张贴' }).click()
    expect(await page.getByLabel('贴在哪儿').inputValue(), 'as planned').toBe('锦绣社区公告栏')
    await page.getByText('误差约 12 米').waitFor()
    await page.locator('input[type=file]').setInputFiles([await phonePhoto('贴好.jpg', '#735')])
    await page.getByRole('img', { name: '拍好的照片' }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('heading', { name: '登记好了' }).waitFor()

    const stored = await view(await t.as('office'), sheet)
    expect(stored).toMatchObject({ state: 'hung', place: '锦绣社区公告栏', ...HERE })
    const photo = await (await t.as('office'))({ url: stored.photoUrl ?? '' })
    expect(photo.headers['content-type']).toBe('image/jpeg')

    await page.getByRole('link', { name: '看这张的经历' }).click()
    await page.getByRole('heading', { name: `海报 ${sheet.number}` }).waitFor()
    await page.getByRole('heading', { name: '经历' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '返回' }).click()
    await page.getByRole('button', { name: '下一张' }).click()
    await page.getByText('这一趟看了').waitFor()
    expect(troubles).toEqual([])
    await device.close()
  })

  it('says that a sheet hangs right, and that one has been moved, with the metres', async () => {
    const sheet = await printed(t)
    await hang(await t.as('liaison'), sheet, { position: HERE })
    const device = await staff('liaison')
    await scan(device, addressOf(sheet))
    await device.page.getByRole('heading', { name: '贴对了' }).waitFor()
    // The phone still points at the same wall; that is not the next one.
    await device.page.evaluate(() => {
      const canvas = CanvasRenderingContext2D.prototype
      const { drawImage } = canvas
      window.looks = 0
      canvas.drawImage = function (...given: unknown[]) {
        window.looks++
        Reflect.apply(drawImage, this, given)
      }
    })
    await device.page.getByRole('button', { name: '下一张' }).click()
    await device.page.waitForFunction(() => window.looks > 3)
    expect(await device.page.getByText('把码放进框里').isVisible()).toBe(true)
    await device.context.setGeolocation({ ...HERE, latitude: HERE.latitude + 0.01, accuracy: 10 })
    await scan(device, addressOf(sheet))
    await device.page.getByRole('heading', { name: '换了地方' }).waitFor()
    await device.page.getByText('离这里约 1.1 公里').first().waitFor()
    await device.page.getByRole('button', { name: '记下新位置' }).waitFor()
    await device.close()
  })

  it('corrects itself when the phone learns only afterwards where it is', async () => {
    const sheet = await printed(t)
    await hang(await t.as('liaison'), sheet, { position: HERE })
    const device = await staff('liaison', { geolocation: undefined })
    await scan(device, addressOf(sheet))
    await device.page.getByRole('heading', { name: '贴对了' }).waitFor()
    await device.context.setGeolocation({ ...HERE, latitude: HERE.latitude + 0.01, accuracy: 10 })
    await device.page.getByRole('heading', { name: '换了地方' }).waitFor()
    await device.page.getByText('离这里约 1.1 公里').first().waitFor()
    expect(device.troubles).toEqual([])
    await device.close()
  })

  it('raises an alarm about a foreign code in two taps, with the frame as its photo', async () => {
    const device = await staff('liaison')
    const { page, troubles } = device
    const lie = 'https://rd-shiguai.example.top/q/34679ACDEFGHJKMNPQ3'
    await scan(device, lie)
    await page.getByRole('heading', { name: '不是我们的' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '上报假码' }).click()
    await page.getByRole('img', { name: '拍好的照片' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '上报给代表工委' }).click()
    await page.getByRole('heading', { name: '已经上报' }).waitFor()
    const office = await t.as('office')
    const { items } = (await office({ url: '/api/sheet-alarms' })).json<{ items: SheetAlarm[] }>()
    expect(items).toMatchObject([{ text: lie, latitude: HERE.latitude }])
    expect((await office({ url: items[0]?.photoUrl ?? '' })).statusCode).toBe(200)
    expect(troubles).toEqual([])
    await device.close()
  })

  it('works for a clerk in the office’s app, on a phone', async () => {
    const sheet = await printed(t)
    const device = await staff('office', { colorScheme: 'dark' })
    await scan(device, addressOf(sheet), '/office')
    await device.page.getByRole('heading', { name: '还没登记' }).waitFor()
    expect(await barriers(device.page, 'colours')).toEqual([])
    expect(await overflows(device.page)).toBe(false)
    expect(device.troubles).toEqual([])
    await device.close()
  })
})

describe('where there is no camera, no leave or no signal', () => {
  it('keeps a hanging made without a signal, and sends it once when it is back', async () => {
    const sheet = await printed(t)
    const device = await staff('liaison')
    const { page, context } = device
    // The reader is on the phone by now, as after the first wall of a walk.
    await scan(device, addressOf(sheet))
    await page.getByRole('button', { name: '下一张' }).waitFor()
    await context.setOffline(true)
    await page.getByRole('button', { name: '下一张' }).click()
    await page.getByRole('heading', { name: '先记下了' }).waitFor({ timeout: 30_000 })
    await page.getByText('网址是我们的').waitFor()
    await page.getByRole('button', { name: '登记张贴' }).click()
    await page.getByLabel('贴在哪儿').fill('大磁村村委会门口')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('heading', { name: '存在手机里了' }).waitFor()
    expect((await view(await t.as('office'), sheet)).state).toBe('printed')

    await context.setOffline(false)
    await page.getByRole('heading', { name: '登记好了' }).waitFor()
    const stored = await view(await t.as('office'), sheet)
    expect(stored).toMatchObject({ state: 'hung', place: '大磁村村委会门口' })
    expect(stored.events.filter(({ kind }) => kind === 'hung' || kind === 'moved')).toHaveLength(1)
    await device.close()
  })

  it('finds a sheet by its typed number before the camera is opened', async () => {
    const sheet = await printed(t, 0, { place: '锦绣社区公告栏' })
    const device = await staff('liaison')
    const { page } = device
    await page.goto('/me/patrol')
    await page.getByRole('button', { name: '打开相机' }).waitFor()
    await page.getByLabel('扫不了？输入编号').fill(String(Number(sheet.number)))
    await page.getByRole('button', { name: '查', exact: true }).click()
    await page.getByRole('heading', { name: '还没登记' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '下一张' }).click()
    await page.getByRole('button', { name: '打开相机' }).waitFor()
    await device.close()
  })

  it('says how to allow the camera, and finds a sheet by its typed number', async () => {
    const sheet = await printed(t)
    const device = await staff('liaison')
    const { page, troubles } = device
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('refused', 'NotAllowedError'))
    })
    await page.goto('/me/patrol')
    await page.getByRole('button', { name: '打开相机' }).click()
    await page.getByText('相机没有打开').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByLabel('扫不了？输入编号').fill('9999')
    await page.getByRole('button', { name: '查', exact: true }).click()
    await page.getByText('没有找到 9999 号').waitFor()
    await page.getByLabel('扫不了？输入编号').fill(String(Number(sheet.number)))
    await page.getByRole('button', { name: '查', exact: true }).click()
    await page.getByRole('heading', { name: '还没登记' }).waitFor()
    expect(troubles).toEqual([])
    await device.close()
  })

  it('reads a code from a photo where a page may not film', async () => {
    const sheet = await printed(t)
    const device = await staff('liaison', { userAgent: 'Mozilla/5.0 MicroMessenger/8.0' })
    const { page } = device
    await film(reel, addressOf(sheet))
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'mediaDevices', { value: undefined })
    })
    await page.goto('/me/patrol')
    await page.getByRole('button', { name: '打开相机' }).click()
    await page.getByText('这里打不开相机').waitFor()
    await page.getByLabel('拍一张码').setInputFiles([await phonePhoto('空白.jpg', '#999')])
    await page.getByText('照片里没有认出码').waitFor()
    await page.getByLabel('拍一张码').setInputFiles(reel)
    await page.getByRole('heading', { name: '还没登记' }).waitFor()
    await device.close()
  })
})

describe('海报有问题', () => {
  it.each([true, false])(
    'a voter tells it (script: %s), and the liaison settles it',
    async (script) => {
      const sheet = await printed(t)
      await hang(await t.as('liaison'), sheet)
      const voter = await phone(browser, { baseURL: t.url, javaScriptEnabled: script })
      await voter.page.goto(`/q/${sheet.code}`)
      if (script) await voter.page.waitForLoadState('networkidle')
      await voter.page.getByText(`海报 ${sheet.number}`).waitFor()
      await voter.page.getByText('海报有问题？').click()
      await voter.page.getByRole('button', { name: '被盖住或撕破了' }).click()
      await voter.page.getByText('已经告诉代表工委，会有人去看').waitFor()
      await voter.page.getByLabel('想补一句').fill('被招租广告盖了一半')
      await voter.page.getByRole('button', { name: '补上' }).click()
      await voter.page.getByText('您补的话也记下了').waitFor()
      if (script) expect(await barriers(voter.page)).toEqual([])
      expect(voter.troubles).toEqual([])
      await voter.close()

      const { page, close, troubles } = await staff('liaison')
      await page.goto('/me/patrol/sheets')
      await page.getByRole('link', { name: new RegExp(sheet.number) }).waitFor()
      expect(await barriers(page)).toEqual([])
      await page.getByRole('link', { name: /选民说有问题的（1）/ }).click()
      await page.getByText('被招租广告盖了一半').waitFor()
      await page.getByRole('button', { name: '去看过了' }).click()
      await page.getByRole('button', { name: '换了新的' }).click()
      await page.getByText('没有要处理的').waitFor()
      expect(await barriers(page)).toEqual([])
      expect(troubles).toEqual([])
      await close()
    },
  )

  it('without a signal the voter is told, and one more tap sends it', async () => {
    const sheet = await printed(t)
    const voter = await phone(browser, { baseURL: t.url })
    await voter.page.goto(`/q/${sheet.code}`)
    await voter.page.waitForLoadState('networkidle')
    await voter.page.getByText('海报有问题？').click()
    await voter.context.setOffline(true)
    await voter.page.getByRole('button', { name: '贴错地方了' }).click()
    await voter.page.getByText('没有连上').waitFor()
    await voter.context.setOffline(false)
    await voter.page.getByRole('button', { name: '再发一次' }).click()
    await voter.page.getByText('已经告诉代表工委').waitFor()
    expect((await view(await t.as('office'), sheet)).reports).toHaveLength(1)
    await voter.close()
  })

  it('in the large print every reason is large enough for a thumb', async () => {
    const sheet = await printed(t)
    const voter = await phone(browser, { baseURL: t.url, colorScheme: 'dark' })
    await voter.page.goto(`/q/${sheet.code}?elder=1`)
    await voter.page.waitForLoadState('networkidle')
    await voter.page.getByText('海报有问题？').click()
    for (const button of await voter.page.locator('.sheet-reasons .button').all())
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(60)
    expect(await barriers(voter.page, 'colours')).toEqual([])
    expect(await overflows(voter.page)).toBe(false)
    await voter.close()
  })
})
