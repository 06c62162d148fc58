import { createServer, request, type Server } from 'node:http'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed, seeded } from '../issues/steps.ts'
import { launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, startLiveApp } from '../support/live-app.ts'

const WORKER = '/me/service-worker.js'
const IN_WECHAT = 'Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0.50'

let t: LiveApp
let browser: Browser
let front: Server
let url: string
/** What is put at the end of the worker: another text is another version. */
let version = ''
/** Whether that version's app begins with another script than the page that is open. */
let newer = false

/** Stands in front of the server, so that a test can publish another version of the worker. */
async function startFront(): Promise<void> {
  front = createServer((from, to) => {
    const onward = request(
      new URL(from.url ?? '/', t.url),
      { method: from.method, headers: { ...from.headers, 'accept-encoding': 'identity' } },
      (answer) => {
        const isWorker = from.url === WORKER && version !== ''
        const { 'content-length': length, ...headers } = answer.headers
        to.writeHead(answer.statusCode ?? 502, isWorker || !length ? headers : answer.headers)
        if (!isWorker) return void answer.pipe(to)
        answer.setEncoding('utf8')
        let text = ''
        answer.on('data', (part: string) => {
          text += part
        })
        answer.on('end', () => {
          const files = newer ? text.replace(/"\/assets\/representative-[^"]*\.js",?/, '') : text
          to.end(`${files}\n// ${version}`)
        })
      },
    )
    onward.on('error', () => to.destroy())
    from.pipe(onward)
  })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  const address = front.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

beforeAll(async () => {
  t = await startLiveApp()
  await startFront()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  front.closeAllConnections()
  await new Promise((resolve) => front.close(resolve))
  await t.close()
})

async function signedIn(context: BrowserContext): Promise<void> {
  await context.addCookies([{ name: 'mashang', value: await t.token(0), url }])
}

describe('the app on a phone’s home screen', () => {
  it('opens without a signal and holds out the code; with a signal it is the server’s again', async () => {
    const { page, context } = await phone(browser, { baseURL: url })
    await signedIn(context)
    await page.goto('/me/code')
    await page.getByRole('img', { name: `${seeded(t).name}的码` }).waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload()
    await page.getByRole('img', { name: `${seeded(t).name}的码` }).waitFor()

    await context.setOffline(true)
    await page.reload()
    await page.getByText('没有连上', { exact: true }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '没有信号，也能亮我的码' }).click()
    const code = page.getByRole('dialog').getByRole('img', { name: `${seeded(t).name}的码` })
    await expect
      .poll(() => code.evaluate((it: HTMLImageElement) => it.naturalWidth))
      .toBeGreaterThan(0)
    await page.getByRole('button', { name: '关闭' }).click()

    await context.setOffline(false)
    await filed(t, { title: '信号回来以后的事' })
    await page.goto('/me/')
    await page.getByRole('link', { name: /信号回来以后的事/ }).waitFor()
    await context.close()
  })

  it('keeps no word of any matter on the phone’s shelf of files', async () => {
    await filed(t, { title: '不该留在手机里的事' })
    const { page, context } = await phone(browser, { baseURL: url })
    await signedIn(context)
    await page.goto('/me/')
    await page.getByRole('link', { name: /不该留在手机里的事/ }).click()
    await page.evaluate(() => navigator.serviceWorker.ready)
    const kept = await page.evaluate(async () => {
      const names = await caches.keys()
      const all = await Promise.all(
        names.map(async (name) => (await (await caches.open(name)).keys()).map((one) => one.url)),
      )
      return all.flat().map((address) => new URL(address).pathname)
    })
    expect(kept.length).toBeGreaterThan(20)
    expect(kept.filter((path) => path !== '/me/' && !path.startsWith('/assets/'))).toEqual([])
    await context.close()
  })

  it('says that there is a new version, and takes it when told to, with what was being written', async () => {
    const { id } = await filed(t)
    const { page, context } = await phone(browser, { baseURL: url })
    await signedIn(context)
    version = ''
    newer = true
    await page.goto(`/me/issues/${id}/answer`)
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload()
    await page.getByLabel('您的答复').fill('写了一半')
    expect(await page.getByText('有新版本了').count()).toBe(0)

    version = 'another'
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
    await page.getByText('有新版本了').waitFor()
    expect(await barriers(page)).toEqual([])
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: '现在换上' }).click(),
    ])
    expect(await page.getByLabel('您的答复').inputValue()).toBe('写了一半')
    expect(await page.getByText('有新版本了').count()).toBe(0)
    await context.close()
  })

  it('says nothing of a version that the page came with', async () => {
    const { page, context } = await phone(browser, { baseURL: url })
    await signedIn(context)
    version = ''
    newer = false
    await page.goto('/me/')
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload()
    version = 'the same files'
    const state = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration()
      await registration?.update()
      const next = registration?.installing ?? registration?.waiting
      while (next && next.state === 'installing')
        await new Promise((done) => next.addEventListener('statechange', done, { once: true }))
      return registration?.waiting?.state
    })
    expect(state).toBe('installed')
    await page.reload()
    await page.getByRole('heading', { name: /^待办/ }).waitFor()
    expect(await page.getByText('有新版本了').count()).toBe(0)
    await context.close()
  })

  it('can be installed, and inside WeChat leaves everything alone', async () => {
    const { page, context, troubles } = await phone(browser, { baseURL: url, userAgent: IN_WECHAT })
    await signedIn(context)
    await page.goto('/me/mine')
    await page.getByText('微信登录').waitFor()
    expect(await page.getByText('装到手机桌面').count()).toBe(0)
    expect(await page.evaluate(() => navigator.serviceWorker.getRegistration())).toBeUndefined()
    expect(troubles).toEqual([])
    await context.close()

    const manifest = await (await fetch(`${url}/me/manifest.webmanifest`)).json()
    expect(manifest).toMatchObject({ start_url: '/me/', scope: '/me/', display: 'standalone' })
    for (const { src, sizes } of manifest.icons) {
      const icon = await fetch(new URL(src, url))
      expect(icon.headers.get('content-type'), src).toBe('image/png')
      const [width] = new Uint32Array([new DataView(await icon.arrayBuffer()).getUint32(16)])
      expect(`${width}x${width}`).toBe(sizes)
    }
    const other = await phone(browser, { baseURL: url })
    await signedIn(other.context)
    await other.page.goto('/me/mine')
    await other.page.getByRole('button', { name: /装到手机桌面/ }).waitFor()
    expect(await barriers(other.page)).toEqual([])
    await other.close()
  })
})
