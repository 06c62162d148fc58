import type { ServerProcess } from '@mashang/scripts/support/server-process.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startDemo } from '../support/demo-server.ts'
import { type Device, launchBrowser, phone } from '../support/devices.ts'
import { codeOf, type Office, officeOf } from './people.ts'
import { phonePhoto } from './photos.ts'

let server: ServerProcess
let browser: Browser
let office: Office
let voter: Device

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startDemo(), launchBrowser()])
  office = await officeOf(server)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})
beforeEach(async () => {
  voter = await phone(browser)
})
afterEach(() => voter.close())

const filed = async (words: string): Promise<number> =>
  (await office.get<{ total: number }>(`/api/issues?q=${encodeURIComponent(words)}`)).total

async function write(page: Page, text: string): Promise<void> {
  await page.goto(`${server.url}/q/${codeOf(server, '吕秀英')}/file`)
  await page.getByRole('textbox', { name: '什么事' }).fill(text)
  await page.getByText('草稿已存在手机里').waitFor()
}

const submit = (page: Page) => page.getByRole('button', { name: '提交给吕秀英代表' })

describe('a dead or dying network', () => {
  it('waits for a signal, survives a closed page, and is sent once when it is back', async () => {
    const { page, context } = voter
    await write(page, '锦绣广场的健身器材断了一根，孩子在上面玩。')
    await page.locator('input[type=file]').setInputFiles([await phonePhoto('器材.jpg', '#464')])
    await page.getByText('已传好').waitFor()
    await context.setOffline(true)
    await submit(page).click()
    await page.getByText('等信号。写的都存好了').waitFor()
    await page.close()
    await context.setOffline(false)
    expect(await filed('锦绣广场的健身器材')).toBe(0)

    const again = await context.newPage()
    await again.goto(`${server.url}/q/${codeOf(server, '吕秀英')}`)
    await again.getByRole('link', { name: /已经提交，点这里看回执/ }).click()
    await again.getByText('交到吕秀英代表手里了').waitFor()
    expect(await filed('锦绣广场的健身器材')).toBe(1)
    await again.goto(`${server.url}/q/${codeOf(server, '吕秀英')}/file`)
    await again.getByText(/最晚 .* 前答复您/).waitFor()
    expect(await again.getByRole('textbox', { name: '什么事' }).inputValue()).toBe('')
    expect(await filed('锦绣广场的健身器材')).toBe(1)
  })

  it('goes by itself when the signal returns to an open page', async () => {
    const { page, context } = voter
    await write(page, '石拐街道二楼的楼道灯不亮，老人上楼看不见。')
    await context.setOffline(true)
    await submit(page).click()
    await page.getByText('等信号。写的都存好了').waitFor()
    await context.setOffline(false)
    await page.waitForURL(/\/r\/\w+\?new=1$/)
    expect(await filed('石拐街道二楼的楼道灯')).toBe(1)
  })

  it('files once when the answer is lost and the page reloaded', async () => {
    const { page } = voter
    await write(page, '大磁村的路牌倒了，来车不知道往哪边走。')
    let lost = 0
    await page.route('**/api/issues', async (route) => {
      await route.fetch()
      lost++
      await route.abort('connectionreset')
    })
    await submit(page).click()
    await page.getByText('等信号。写的都存好了').waitFor()
    expect(lost).toBe(1)
    expect(await filed('大磁村的路牌')).toBe(1)
    await page.unroute('**/api/issues')
    await page.reload()
    await page.waitForURL(/\/r\/\w+\?new=1$/)
    await page.getByText('交到吕秀英代表手里了').waitFor()
    expect(await filed('大磁村的路牌')).toBe(1)
  })

  it('keeps a photo that the server cannot take just now, says why, and sends it by itself', async () => {
    const { page } = voter
    await write(page, '后山的水渠塌了一段，水都流到路上来了。')
    const sentence = '存照片和文件的地方暂时连不上，请过一会儿再试。'
    await page.route('**/api/photos', (route) =>
      route.fulfill({
        status: 503,
        headers: { 'retry-after': '2', 'content-type': 'application/problem+json' },
        body: JSON.stringify({ title: sentence, code: 'storage.files-unavailable' }),
      }),
    )
    await page.locator('input[type=file]').setInputFiles([await phonePhoto('水渠.jpg', '#446')])
    await page.getByText('稍后自动重传').waitFor()
    await page.getByText(sentence).waitFor()
    await submit(page).click()
    await page.getByText(`${sentence}写的都存好了`).waitFor()
    expect(await filed('后山的水渠')).toBe(0)
    await page.unroute('**/api/photos')
    await page.waitForURL(/\/r\/\w+\?new=1$/)
    expect(await filed('后山的水渠')).toBe(1)
    const receipt = new URL(page.url()).pathname.split('/').pop()
    const { photos } = await office.get<{ photos: object[] }>(`/api/receipts/${receipt}`)
    expect(photos).toHaveLength(1)
  })

  it('files once when the button is tapped twice', async () => {
    const { page } = voter
    await write(page, '幼儿园门口的斑马线磨没了，早上车开得快。')
    await page.route('**/api/issues', async (route) => {
      await new Promise((next) => setTimeout(next, 400))
      await route.continue()
    })
    await submit(page).dblclick()
    await page.waitForURL(/\/r\/\w+\?new=1$/)
    expect(await filed('幼儿园门口的斑马线')).toBe(1)
    expect(voter.troubles).toEqual([])
  })
})
