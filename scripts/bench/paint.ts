import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'
import { runChild } from '../launcher/child.mjs'
import { cleanEnvironment } from '../launcher/environment.mjs'
import { CHROMIUM_FLAGS, findChromium } from '../support/chromium.ts'
import { plant } from './fixture.ts'
import type { Finding } from './report.ts'
import { interleaved, median, ratio } from './rounds.ts'
import { startServer } from './servers.ts'

const ROUNDS = 5
/** A cheap phone on a weak signal: 1.6 Mb/s, 150 ms, a processor four times slower. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}
const CPU_SLOWER = 4

const client = join(import.meta.dirname, '../../client')

/** P6: when a voter sees something. Nothing where no Chromium is installed. */
export async function paint(folder: string): Promise<Finding[]> {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    console.warn('! P6 LEFT OUT: no Chromium found; install it or set MASHANG_TEST_CHROMIUM')
    return []
  }
  const fixture = await plant(join(folder, 'paint'), 100)
  const application = await startServer('application', fixture.folder)
  const address = `http://127.0.0.1:${application.port}/q/${fixture.targets[0]?.code}`
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] })
  try {
    const { text, data } = await contentOf(browser, address)
    const plain = await buildPlainApp(join(folder, 'plain'))
    const others = await serve({
      ...plain,
      '/static': { type: 'text/html', body: Buffer.from(staticPage(text)) },
      '/page.json': { type: 'application/json', body: Buffer.from(data) },
    })
    const results = await interleaved(ROUNDS, {
      landing: () => firstPaint(browser, address),
      static: () => firstPaint(browser, `${others.origin}/static`),
      vant: () => firstPaint(browser, `${others.origin}/`),
    })
    others.close()
    const shown = (list: number[]) => `${Math.round(median(list))} ms`
    const common = { id: 'P6', digits: 2, unit: '×' } as const
    return [
      {
        ...common,
        what: "landing page's first paint ÷ the same text as a bare static page",
        value: ratio(results.landing, results.static),
        target: { most: 1.2 },
        of: `${shown(results.landing)} ÷ ${shown(results.static)}; 1.6 Mb/s, 150 ms, 4 × slower processor`,
      },
      {
        ...common,
        what: "landing page's first paint ÷ a plain Vant app's",
        value: ratio(results.landing, results.vant),
        target: { most: 0.4 },
        of: `${shown(results.landing)} ÷ ${shown(results.vant)}`,
      },
    ]
  } finally {
    await browser.close()
    await application.close()
  }
}

/** What the landing page says, and the data behind it. */
async function contentOf(
  browser: Browser,
  address: string,
): Promise<{ text: string; data: string }> {
  const page = await browser.newPage()
  await page.goto(address)
  // biome-ignore lint/performance/useDomNodeTextContent: what is seen, not the style and the data
  const text = await page.locator('body').innerText()
  const data = (await page.locator('#page').textContent()) ?? ''
  await page.close()
  return { text, data }
}

const staticPage = (text: string): string =>
  '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">' +
  '<meta name="viewport" content="width=device-width,initial-scale=1"><title>static</title></head>' +
  `<body>${text
    .split('\n')
    .map((line) => `<p>${line.replace(/[<&]/g, '')}</p>`)
    .join('')}</body></html>`

/** Milliseconds from the click to the first thing that is painted, with nothing cached. */
async function firstPaint(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', NETWORK)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER })
  await page.goto(address, { waitUntil: 'load' })
  const at = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  )
  const milliseconds = (await at.jsonValue()) as number
  await context.close()
  return milliseconds
}

type Files = Record<string, { type: string; body: Buffer }>

/** Builds the app to compare with; inside the client's folder, so that it finds Vue and Vant. */
async function buildPlainApp(out: string): Promise<Files> {
  const source = join(client, 'node_modules/.mashang-bench')
  mkdirSync(source, { recursive: true })
  cpSync(join(import.meta.dirname, 'plain-vant'), source, { recursive: true })
  const { code, output } = await runChild(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', source, '--outDir', out, '--logLevel', 'error'],
    { cwd: client, env: { ...cleanEnvironment(process.env), NODE_ENV: 'production' }, quiet: true },
  )
  rmSync(source, { recursive: true })
  if (code !== 0) throw new Error(`The plain Vant app cannot be built:\n${output}`)
  const html = readFileSync(join(out, 'index.html'))
  const assets = [...html.toString().matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)]
  const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' }
  return {
    '/': { type: 'text/html', body: html },
    ...Object.fromEntries(
      assets.map(([, path = '']) => [
        path,
        { type: types[extname(path)] ?? 'text/plain', body: readFileSync(join(out, path)) },
      ]),
    ),
  }
}

/** A static server that has everything compressed beforehand. */
async function serve(files: Files): Promise<{ origin: string; close(): void }> {
  const compressed = new Map(
    Object.entries(files).map(([path, { type, body }]) => [path, { type, body: gzipSync(body) }]),
  )
  const server = createServer((request, response) => {
    const file = compressed.get(request.url ?? '')
    if (file === undefined) return response.writeHead(404).end()
    return response
      .writeHead(200, { 'content-type': `${file.type}; charset=utf-8`, 'content-encoding': 'gzip' })
      .end(file.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
