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
  /** When something was written into the form; only where it was asked for. */
  usable: number
  /** When all that the page can do was there. */
  whole: number
}

/** What somebody waits for. Expressions that run in the page. */
export interface Awaited {
  /** True when all that the page can do is there. */
  whole: string
  /** A field to write into as soon as it is seen; what was written must stay. */
  field?: string
}

const WRITTEN = '路灯坏了'

/**
 * Runs before the page: remembers what is painted largest and when all is there, and writes into the
 * field as a hand would, the moment that it can be seen.
 */
const watcher = ({ whole, field }: Awaited): string => `
  window.seen = { largest: 0, usable: 0, whole: 0 }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.largest = entry.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  const painted = () => performance.getEntriesByName('first-contentful-paint').length > 0
  const write = () => {
    const field = ${field === undefined ? 'null' : `document.querySelector('${field}')`}
    if (seen.usable > 0 || field === null || !painted()) return
    field.value = '${WRITTEN}'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    seen.usable = performance.now()
  }
  const look = () => {
    write()
    if (${whole}) seen.whole = performance.now()
    if (seen.whole === 0 || ${field !== undefined} && seen.usable === 0) setTimeout(look, 8)
  }
  look()`

type Seen = { seen: { largest: number; usable: number; whole: number } }

const told = (): Visit => {
  const { seen } = globalThis as unknown as Seen
  const [first] = performance.getEntriesByName('first-contentful-paint')
  return {
    firstPaint: first?.startTime ?? 0,
    largestPaint: seen.largest,
    usable: seen.usable,
    whole: seen.whole,
  }
}

const isDone = (): boolean =>
  (globalThis as unknown as Seen).seen.whole > 0 &&
  performance.getEntriesByName('first-contentful-paint').length > 0

/**
 * One visit with nothing cached, on a screen of 360 × 640. Fails where what was written is lost. */
export async function visit(
  browser: Browser,
  line: Line,
  address: string,
  awaited: Awaited = { whole: 'document.readyState === "complete"' },
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
  try {
    const page = await context.newPage()
    await page.addInitScript({ content: watcher(awaited) })
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
    if (awaited.field !== undefined && (await page.inputValue(awaited.field)) !== WRITTEN)
      throw new Error(`What was written into ${address} was lost`)
    return await page.evaluate(told)
  } finally {
    await context.close()
  }
}
