import { setTimeout } from 'node:timers/promises'
import { voterDocument, voterPolicy } from '@mashang/server/pages/document.ts'
import type { Browser, BrowserContext, Page, Request, Route } from 'playwright-core'
import { type Device, desk, phone } from '../support/devices.ts'
import type { District } from './district.ts'
import { atDesk, type Look, type Screen } from './screen.ts'

/** The moment at which the districts stand still, for what a page counts by its own clock. */
const MOMENT = new Date('2026-11-23T02:32:30.000Z')

/** Who somebody is must be known before there is a page that waits for its data. */
const ALWAYS_ANSWERED = ['/api/sessions/current']

const LINES: Record<NonNullable<Screen['line']>, (route: Route) => unknown> = {
  loading: () => undefined,
  failing: (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'about:blank',
        status: 503,
        code: 'internal',
        title: '系统正忙，请过一会儿再试。',
      }),
    }),
  offline: (route) => route.abort('internetdisconnected'),
}

/** Milliseconds until data come: what stands in their place meanwhile is painted, and its going counts. */
const LINE_TAKES = 120

/** How much moved by itself, by the browser's own measure, and what. */
export interface Shift {
  sum: number
  moved: string[]
}

interface LayoutShift extends PerformanceEntry {
  value: number
  hadRecentInput: boolean
  sources: { node: Node | null }[]
}

export interface Shown extends Device {
  /** What moved until it stood. */
  shift: Shift
}

/** A screen on a device of its own, as it stands before its picture is taken. */
export async function show(
  browser: Browser,
  district: District,
  screen: Screen,
  look: Look,
): Promise<Shown> {
  const options = {
    colorScheme: look.endsWith('dark') ? ('dark' as const) : ('light' as const),
    deviceScaleFactor: 1,
    serviceWorkers: 'block' as const,
  }
  const device = await (atDesk(screen) ? desk : phone)(browser, options)
  const { context, page } = device
  await page.clock.setFixedTime(MOMENT)
  await giveCookies(context, district, screen, look)
  const path = typeof screen.path === 'string' ? screen.path : await screen.path(district)
  if (screen.data !== undefined) await serve(context, district, screen, look, path)
  const { line } = screen
  const coming = partsOf(page)
  await context.route(/\/api\//, async (route) => {
    if (line !== undefined && !ALWAYS_ANSWERED.includes(new URL(route.request().url()).pathname))
      return LINES[line](route)
    await setTimeout(LINE_TAKES)
    return route.continue()
  })
  await page.goto(district.url + path)
  if (screen.ready !== undefined) await page.locator(screen.ready).first().waitFor()
  await settle(page, screen, coming)
  // What follows is answered to somebody who acts, and may move.
  const shift = await shiftOf(page)
  if (screen.act !== undefined) {
    await screen.act(page, district)
    await settle(page, screen, coming)
  }
  await page.mouse.move(0, 0)
  if (!atDesk(screen)) await stretch(page)
  return { ...device, shift }
}

/** A phone's page in its whole length, with what sticks to the screen's edge at its end. */
async function stretch(page: Page): Promise<void> {
  const size = page.viewportSize()
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  if (size !== null && height > size.height) await page.setViewportSize({ ...size, height })
}

/** What of a page itself, not of its data, is on its way. */
function partsOf(page: Page): Set<Request> {
  const coming = new Set<Request>()
  page.on('request', (part) => {
    if (!part.url().includes('/api/')) coming.add(part)
  })
  page.on('requestfinished', (part) => coming.delete(part))
  page.on('requestfailed', (part) => coming.delete(part))
  return coming
}

/** Ticks of a tenth of a second without a part on its way, after which no other is asked for. */
const QUIET = 3

/** A page that waits for its data stands there with all its own parts. */
async function partsThere(page: Page, coming: Set<Request>): Promise<void> {
  await page.waitForLoadState('load')
  for (let quiet = 0; quiet < QUIET; quiet = coming.size === 0 ? quiet + 1 : 0)
    await setTimeout(100)
}

/** Nothing is on its way any more: no request, no movement. */
async function settle(page: Page, { line }: Screen, coming: Set<Request>): Promise<void> {
  if (line === 'loading') await partsThere(page, coming)
  else await page.waitForLoadState('networkidle')
  await page.evaluate(async (all) => {
    await document.fonts.ready
    if (all) for (const image of document.images) if (image.loading !== 'lazy') await image.decode()
    // A view that was painted by the server is taken over when the browser has time.
    await new Promise((done) => requestIdleCallback(done, { timeout: 2_000 }))
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  }, line === undefined)
}

async function giveCookies(
  context: BrowserContext,
  district: District,
  { who }: Screen,
  look: Look,
): Promise<void> {
  const cookie = (name: string, value: string) => ({ name, value, url: district.url })
  if (look.startsWith('elder')) await context.addCookies([cookie('elder', '1')])
  if (who !== 'voter') await context.addCookies([cookie('mashang', await district.token(who))])
}

/** The page that the server would make of the screen's own data. */
async function serve(
  context: BrowserContext,
  { bundle }: District,
  { data }: Screen,
  look: Look,
  path: string,
): Promise<void> {
  if (data === undefined) return
  const page = { ...data, elder: look.startsWith('elder') }
  const body = await voterDocument(bundle, page, null)
  await context.route(
    (url) => url.pathname + url.search === path,
    (route) =>
      route.request().resourceType() === 'document'
        ? route.fulfill({
            contentType: 'text/html; charset=utf-8',
            headers: { 'content-security-policy': voterPolicy(bundle, null) },
            body,
          })
        : route.continue(),
  )
}

const shiftOf = (page: Page): Promise<Shift> =>
  page.evaluate(
    () =>
      new Promise<Shift>((told) => {
        const shift: Shift = { sum: 0, moved: [] }
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as LayoutShift[]) {
            if (entry.hadRecentInput) continue
            shift.sum += entry.value
            for (const { node } of entry.sources)
              if (node instanceof Element)
                shift.moved.push(`${node.tagName.toLowerCase()}.${node.className}`)
          }
        }).observe({ type: 'layout-shift', buffered: true })
        window.setTimeout(() => told(shift), 50)
      }),
  )
