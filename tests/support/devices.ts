import { CHROMIUM_FLAGS, findChromium } from '@mashang/scripts/support/chromium.ts'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'

/** One person's device: a context of its own, one page, and what its console complained about. */
export interface Device {
  context: BrowserContext
  page: Page
  /**
   * Errors in script, violations of the content policy, and failed requests as "422 POST /path".
   * That nobody is signed in yet (the session's probe) is no trouble.
   */
  troubles: string[]
  close(): Promise<void>
}

const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 640 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
}
const DESK: BrowserContextOptions = { viewport: { width: 1366, height: 768 } }

const PROBE = '/api/sessions/current'

/** @param kind the whole one for what a browser itself shows, as a PDF file in a tab */
export function launchBrowser(kind: 'whole' | 'quick' = 'quick'): Promise<Browser> {
  const executablePath = findChromium(kind)
  if (executablePath === undefined) throw new Error('no Chromium on this machine')
  // Where the machine names no language, a file with a Chinese name would be called "download".
  const env = { ...process.env, LC_ALL: 'C.UTF-8' }
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS], env })
}

/** Collects what goes wrong on a page. */
function watch(page: Page, troubles: string[]): void {
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`))
  page.on('console', (message) => {
    // A failed request is told by its answer below, with its status and path.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return
    troubles.push(`console: ${message.text()}`)
  })
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (response.status() < 400 || pathname === PROBE) return
    troubles.push(`${response.status()} ${response.request().method()} ${pathname}`)
  })
}

async function device(browser: Browser, options: BrowserContextOptions): Promise<Device> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(20_000)
  const troubles: string[] = []
  context.on('page', (page) => watch(page, troubles))
  const page = await context.newPage()
  return { context, page, troubles, close: () => context.close() }
}

/** A phone of 360 × 640. */
export const phone = (browser: Browser, options: BrowserContextOptions = {}): Promise<Device> =>
  device(browser, { ...PHONE, ...options })

/** A desk of 1366 × 768. */
export const desk = (browser: Browser, options: BrowserContextOptions = {}): Promise<Device> =>
  device(browser, { ...DESK, ...options })
