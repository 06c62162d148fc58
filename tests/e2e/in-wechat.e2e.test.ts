import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer } from '../issues/steps.ts'
import { answeredBy, assignedTo, department, done, sentFile } from '../suggestions/steps.ts'
import type { SeededRepresentative } from '../support/app.ts'
import { launchBrowser, phone } from '../support/devices.ts'
import { execute } from '../support/direct-sql.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'
import { phonePhoto } from './photos.ts'

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
    // What to do with it is on the screen, above it.
    const hint = await page.getByText('长按图片，存到手机相册').boundingBox()
    expect(hint?.y).toBeGreaterThanOrEqual(0)
    expect(hint?.y).toBeLessThan(200)
    expect(hint?.y).toBeLessThan((await picture.boundingBox())?.y ?? 0)
    expect(await page.locator('a[download]').count()).toBe(0)

    await page.getByRole('link', { name: /^我的资料/ }).click()
    await page.getByRole('link', { name: '打开看' }).waitFor()
    expect(await page.locator('a[download]').count()).toBe(0)
    await page.getByRole('link', { name: '打开看' }).click()
    await page.getByText('公园长椅断了两条腿').waitFor()
    expect(device.troubles).toEqual([])
    await device.close()
  })

  it('a voter’s whole way needs no download, no service worker and no other browser', async () => {
    for (const [index, { id }] of t.seed.stations.entries())
      await execute(
        t,
        `update stations set address = '团结路 8 号', latitude = ${40.67 + index / 100}, longitude = 110.06 where id = '${id}'`,
      )
    const housing = await department(t, '区住房和城乡建设局')
    const [li, office] = [await t.as(0), await t.as('office')]
    const files = [await sentFile(li)]
    const { id } = await assignedTo({ lead: li, office }, housing.id, { files })
    await answeredBy(housing.client, id)
    await done(office, id, { act: 'publish' })

    const device = await phone(browser, {
      baseURL: t.url,
      userAgent: WECHAT,
      serviceWorkers: 'block',
      acceptDownloads: false,
    })
    const { page } = device
    const downloads: string[] = []
    page.on('download', (one) => downloads.push(one.url()))
    const saves = () => page.locator('a[download]').count()
    const first = t.seed.representatives[0] as SeededRepresentative

    await page.goto(`/q/${first.code}`)
    await page.getByRole('link', { name: '换一位' }).click()
    await page.getByRole('heading', { name: '换一位代表' }).waitFor()
    await page
      .getByRole('link', { name: new RegExp(first.name) })
      .first()
      .click()
    await page.getByRole('textbox', { name: '什么事' }).fill('公园北门的滑梯裂了一道口子')
    await page.locator('input[type=file]').setInputFiles([await phonePhoto('滑梯.jpg', '#464')])
    await page.getByText('已传好').waitFor()
    await page.getByRole('button', { name: /^提交给/ }).click()
    await page.getByText('代表手里了').waitFor()
    const receipt = new URL(page.url()).pathname.split('/')[2] ?? ''

    await page.locator('form[novalidate] #more').waitFor({ state: 'attached' })
    await page.getByText('补充一句', { exact: true }).click()
    await page.getByLabel('补充的话').fill('昨天有孩子划了手。')
    await page.getByRole('button', { name: '送给代表' }).click()
    await page.getByText('送到了。').waitFor()
    expect(await saves()).toBe(0)

    const issues = (await li({ url: '/api/inbox' })).json<{
      items: { id: string; title: string }[]
    }>()
    const filed = issues.items.find(({ title }) => title.includes('滑梯'))
    await answer(li, filed?.id ?? '')
    await page.goto(`/r/${receipt}`)
    for (const name of ['answer', 'solved'])
      await page.locator(`input[name=${name}][value=satisfied]`).check({ force: true })
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByRole('heading', { name: '您的评价' }).waitFor()

    // This phone keeps its receipts without a service worker.
    await page.goto('/r')
    await page.getByRole('link', { name: /公园北门的滑梯/ }).click()
    await page.getByRole('heading', { name: '您的评价' }).waitFor()

    await page.goto('/matters')
    await page.getByRole('heading', { name: '办过的事' }).waitFor()
    await page.goto('/suggestions')
    await page.getByRole('listitem').getByRole('link').first().click()
    await page.getByText(/^附件打不开：.+选“在浏览器打开”/).waitFor()
    await page.getByText(/^要存下答复函：.+选“在浏览器打开”/).waitFor()
    expect(await page.getByRole('link', { name: /答复函/ }).count()).toBe(0)
    const file = await page.getByRole('link', { name: /^附件：/ }).getAttribute('href')
    const shown = await page.request.get(file ?? '')
    expect(shown.headers()['content-disposition']).toMatch(/^inline; /)
    expect(shown.headers()['content-type']).toBe('application/pdf')

    await page.goto(`/q/${first.code}/station`)
    await page.getByRole('img', { name: /^示意图：/ }).waitFor()
    await page.getByRole('button', { name: '复制地址' }).click()
    await page.getByText(/^已复制|^没有复制成/).waitFor()
    expect(await saves()).toBe(0)
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)

    await page.goto(`/r/${receipt}/rights`)
    await page.getByRole('link', { name: '打开看' }).waitFor()
    expect(await saves()).toBe(0)
    await page.getByRole('link', { name: '打开看' }).click()
    await page.getByText('昨天有孩子划了手。').waitFor()
    expect([downloads, device.troubles]).toEqual([[], []])
    await device.close()
  })
})
