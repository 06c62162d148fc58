import type { Browser } from 'playwright-core'

/** A cheap phone: a processor four times slower. */
const CPU_SLOWER = 4

/** Milliseconds. */
const SETTLES = 300

export interface Line {
  words: string
  /** Milliseconds of a round trip. */
  latency: number
  /** Bits per second. */
  down: number
  up: number
}

/** A weak signal, and one that is hardly there. */
export const LINES: readonly Line[] = [
  { words: '1.6 Mb/s, 150 ms', latency: 150, down: 1_600_000, up: 750_000 },
  { words: '400 kb/s, 400 ms', latency: 400, down: 400_000, up: 200_000 },
]

/** Milliseconds since somebody opened the page. */
export interface Visit {
  firstPaint: number
  largestPaint: number
  /** When what makes the form usable was there; only where it was asked for. */
  usable: number
}

/** Runs before the page: remembers what is painted largest, and when the form can be used. */
const watcher = (usable: string): string => `
  window.seen = { largest: 0, usable: 0 }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.largest = entry.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  const look = () => {
    if (${usable}) seen.usable = performance.now()
    else setTimeout(look, 8)
  }
  look()`

type Seen = { seen: { largest: number; usable: number } }

const told = (): Visit => {
  const { seen } = globalThis as unknown as Seen
  const [first] = performance.getEntriesByName('first-contentful-paint')
  return { firstPaint: first?.startTime ?? 0, largestPaint: seen.largest, usable: seen.usable }
}

const isDone = (): boolean =>
  (globalThis as unknown as Seen).seen.usable > 0 &&
  performance.getEntriesByName('first-contentful-paint').length > 0

/**
 * One visit with nothing cached, on a screen of 360 × 640.
 * @param usable an expression that is true when the page can be used
 */
export async function visit(
  browser: Browser,
  line: Line,
  address: string,
  usable = 'document.readyState === "complete"',
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
  try {
    const page = await context.newPage()
    await page.addInitScript({ content: watcher(usable) })
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: line.latency,
      downloadThroughput: line.down / 8,
      uploadThroughput: line.up / 8,
    })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER })
    await page.goto(address, { waitUntil: 'load' })
    await page.waitForFunction(isDone)
    // What is largest may come after the page has loaded: a photo that is still being decoded.
    await page.waitForTimeout(SETTLES)
    return await page.evaluate(told)
  } finally {
    await context.close()
  }
}
