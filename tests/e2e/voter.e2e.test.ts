import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeededRepresentative } from '../support/app.ts'
import { type Device, launchBrowser, phone } from '../support/devices.ts'
import { keptDraft } from '../support/kept-drafts.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
let first: SeededRepresentative
beforeAll(async () => {
  t = await startLiveApp()
  browser = await launchBrowser()
  first = t.seed.representatives[0] as SeededRepresentative
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

const formOf = (person: SeededRepresentative): string =>
  `${t.url}/q/${person.code}/file?to=${person.id}`
const submit = (page: Page) => page.getByRole('button', { name: /^提交给/ }).click()

async function openForm(device: Device): Promise<Page> {
  await device.page.goto(formOf(first))
  await device.page.locator('input[type=file]').waitFor({ state: 'attached' })
  return device.page
}

async function filedWith(words: string): Promise<number> {
  const office = await t.as('office')
  const { items } = (await office({ url: '/api/issues?size=200' })).json()
  return items.filter((row: { title: string }) => row.title.includes(words)).length
}

/** A photo with the place where it was taken in its EXIF data. */
const photoWithPlace = async () => ({
  name: '灯.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({
    create: { width: 2400, height: 1800, channels: 3, background: '#345' },
  })
    .jpeg()
    .withExif({ IFD0: { Make: 'SecretPhone' }, IFD3: { GPSLatitude: '40/1 41/1 0/1' } })
    .toBuffer(),
})

describe('writing', () => {
  it('guesses the chips and the title from the words, and ticks off what they cover', async () => {
    const device = await phone(browser)
    const page = await openForm(device)
    await page
      .getByLabel('什么事')
      .fill('小区门口的公交站牌倒了三天，老人看不见车次，建议换个结实的')
    expect(await page.getByRole('radio', { name: '建议' }).isChecked()).toBe(true)
    expect(await page.getByRole('radio', { name: '交通' }).isChecked()).toBe(true)
    expect(await page.locator('.helper.good').count()).toBe(4)
    expect(await page.getByLabel('标题').getAttribute('placeholder')).toContain('公交站牌倒了三天')
    await page.getByText('咨询', { exact: true }).click()
    await page.getByLabel('什么事').fill('路灯坏了')
    expect(await page.getByRole('radio', { name: '咨询' }).isChecked(), 'a choice stays').toBe(true)
    await device.close()
  })

  it('offers the call first when the words speak of danger', async () => {
    const device = await phone(browser)
    const page = await openForm(device)
    await page.getByLabel('什么事').fill('三单元楼道着火了')
    await page.locator('a[href="tel:119"].button').waitFor()
    await submit(page)
    expect(new URL(page.url()).pathname).toContain('/file')
    await page.getByRole('button', { name: '不急，接着写' }).click()
    expect(await page.getByRole('alert').count()).toBe(0)
    await device.close()
  })

  it('says at the field what is wrong', async () => {
    const device = await phone(browser)
    const page = await openForm(device)
    await submit(page)
    await page.getByText('请先写下是什么事').waitFor()
    await page.getByLabel('什么事').fill('井盖松了')
    await page.getByLabel('电话').fill('12')
    await submit(page)
    await page.getByText('电话号码好像不对').waitFor()
    await page.getByLabel('电话').fill('13900000137')
    await page.getByText('电话号码好像不对').waitFor({ state: 'detached' })
    await device.close()
  })

  it('sends photos that are small and say nothing of where they were taken', async () => {
    const device = await phone(browser)
    const page = await openForm(device)
    await page.evaluate(() => {
      const send = XMLHttpRequest.prototype.send
      XMLHttpRequest.prototype.send = function (body) {
        const photo = (body as FormData).get('photo') as Blob
        const reader = new FileReader()
        reader.onload = () => document.body.setAttribute('data-sent', String(reader.result))
        reader.readAsDataURL(photo)
        send.call(this, body)
      }
    })
    await page.locator('input[type=file]').setInputFiles(await photoWithPlace())
    await page.locator('body[data-sent]').waitFor()
    const encoded = (await page.locator('body').getAttribute('data-sent')) ?? ''
    const sent = Buffer.from(encoded.split(',')[1] ?? '', 'base64')
    for (const trace of ['Exif', 'SecretPhone']) expect(sent.includes(trace), trace).toBe(false)
    const { width, height } = await sharp(sent).metadata()
    expect([width, height]).toEqual([1600, 1200])
    await page.getByText('已传好').waitFor()
    await device.close()
  })
})

describe('a page whose script comes late', () => {
  /** Everything of `path` but its script, which waits until it is let go. */
  async function painted(path: string): Promise<{ device: Device; letGo: () => void }> {
    const device = await phone(browser)
    let letGo = (): void => undefined
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await device.context.route('**/assets/*.js', async (route) => {
      await held
      await route.continue()
    })
    await device.page.goto(t.url + path, { waitUntil: 'commit' })
    return { device, letGo }
  }

  it('looks for the name that was typed before', async () => {
    const { device, letGo } = await painted(`/q/${first.code}/choose?scope=all`)
    const { page } = device
    await page.getByRole('searchbox').fill('没有这个人')
    letGo()
    await page.getByText('没有找到“没有这个人”').waitFor()
    expect(await page.getByRole('searchbox').inputValue()).toBe('没有这个人')
    await device.close()
  })

  it.each([
    ['/r', '回执上的字母和数字'],
    ['/matters', '搜办过的事'],
  ])('keeps what was typed: %s', async (path, label) => {
    const { device, letGo } = await painted(path)
    const { page } = device
    await page.getByLabel(label).fill('K7QM')
    if (path === '/matters') await page.getByLabel('办好了的').check()
    letGo()
    await page.waitForLoadState('networkidle')
    // Taking over waits for an idle moment, four seconds at most.
    await page.evaluate(
      () =>
        new Promise((done) =>
          requestIdleCallback(() => requestIdleCallback(done), { timeout: 5_000 }),
        ),
    )
    expect(await page.getByLabel(label).inputValue()).toBe('K7QM')
    if (path === '/matters') expect(await page.getByLabel('办好了的').isChecked()).toBe(true)
    await device.close()
  })
})

describe('a dead signal', () => {
  it('keeps the draft through a closed page', async () => {
    const device = await phone(browser)
    const page = await openForm(device)
    await page.getByLabel('什么事').fill('公园长椅断了两条腿')
    await page.getByLabel('姓名').fill('王秀兰')
    await page.locator('input[type=file]').setInputFiles(await photoWithPlace())
    await page.getByText('已传好').waitFor()
    await keptDraft(page, '公园长椅断了两条腿', '王秀兰', '"id":"')
    await page.close()
    device.page = await device.context.newPage()
    const again = await openForm(device)
    await again.getByText('已传好').waitFor()
    expect(await again.getByLabel('什么事').inputValue()).toBe('公园长椅断了两条腿')
    expect(await again.getByLabel('姓名').inputValue()).toBe('王秀兰')
    await device.close()
  })

  it('files once although the answer was lost and the page was left', async () => {
    const device = await phone(browser)
    const page = await openForm(device)
    let lost = 0
    await device.context.route('**/api/issues', async (route) => {
      if (lost++ > 0) return await route.continue()
      await route.fetch()
      return await route.abort('connectionfailed')
    })
    await page.getByLabel('什么事').fill('健身器材生锈了')
    await submit(page)
    await page.getByText('等信号').waitFor()
    expect(await filedWith('健身器材')).toBe(1)
    await page.goto(`${t.url}/privacy`)
    await page.getByText('已经提交，点这里看回执').click()
    await page.waitForURL(/\/r\/\w+/)
    await page.getByRole('heading', { name: /^还剩/ }).waitFor()
    expect(await filedWith('健身器材')).toBe(1)
    expect(lost).toBe(2)
    await device.close()
  })
})

describe('without script', () => {
  it('chooses somebody else and stays in elder mode', async () => {
    const device = await phone(browser, { javaScriptEnabled: false })
    const { page } = device
    await page.goto(`${t.url}/q/${first.code}`)
    await page.getByRole('link', { name: '长辈版' }).click()
    await page.getByRole('link', { name: '换一位' }).click()
    await page.getByRole('searchbox').fill(t.seed.representatives[1]?.name ?? '')
    await page.getByRole('button', { name: '搜' }).click()
    await page.locator('.voter.elder .row').first().waitFor()
    await device.close()
  })
})

describe('every voter page', () => {
  const looks = [
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['elder', {}],
  ] as const

  it.each(looks)('has no barrier and does not move sideways: %s', async (look, options) => {
    const { receipt } = (
      await t.voter({
        method: 'POST',
        url: '/api/issues',
        headers: { 'idempotency-key': `e2e-voter-${look}` },
        body: {
          code: first.code,
          representativeId: first.id,
          kind: 'help',
          field: 'urban',
          title: '路灯坏了',
          text: '路灯坏了两个星期。',
          hidden: false,
          publish: false,
        },
      })
    ).json()
    const device = await phone(browser, options)
    const { page } = device
    const root = `/q/${first.code}`
    const elder = look === 'elder' ? 'elder=1' : ''
    for (const path of [
      root,
      `/q/${t.seed.stationCode}`,
      `${root}/choose?scope=all`,
      `${root}/file?to=${first.id}`,
      `/r/${receipt}`,
      '/r',
      '/privacy',
      '/',
    ]) {
      await page.goto(`${t.url}${path}${path.includes('?') ? '&' : '?'}${elder}`)
      await page.waitForTimeout(200)
      for (const fold of await page.locator('details').all())
        await fold.evaluate((element) => element.setAttribute('open', ''))
      expect(await barriers(page, look === 'dark' ? 'colours' : 'all'), path).toEqual([])
      expect(await overflows(page), path).toBe(false)
    }
    expect(device.troubles).toEqual([])
    await device.close()
  })

  it('helps where a code leads nowhere', async () => {
    const device = await phone(browser)
    await device.page.goto(`${t.url}/q/ABCDEF`)
    await device.page.getByRole('heading', { name: '没有找到这个码' }).waitFor()
    expect(await barriers(device.page)).toEqual([])
    await device.close()
  })
})
