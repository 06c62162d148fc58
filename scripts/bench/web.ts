import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import sharp from 'sharp'
import { CHROMIUM_FLAGS, findChromium } from '../support/chromium.ts'
import { plant, portray } from './fixture.ts'
import type { Finding } from './report.ts'
import { interleaved, median, ratio } from './rounds.ts'
import { startServer } from './servers.ts'
import { buildPlainApp, STATIC_PAGE, STATIC_PHOTO, serve, staticPage } from './web-plain.ts'
import { type Awaited, LINES, type Line, visit } from './web-visit.ts'

const ROUNDS = 5
/** Pages that are nearly alike are told apart by some ten milliseconds, which one visit varies by. */
const PAINT_ROUNDS = 11

/**
 * Ours is there in the first response and can be sent without script; what is written before script
 * takes the field over stays. From then on it has photos, guesses and a draft that is kept.
 */
const OUR_FORM: Awaited = {
  field: 'textarea',
  whole:
    "(() => { const field = document.querySelector('textarea'); return field !== null && Object.getOwnPropertySymbols(field).length > 0 })()",
}
/** Nothing of it is there before script has made all of it. */
const PLAIN_FORM: Awaited = {
  field: 'textarea',
  whole: "document.querySelector('.van-uploader__input') !== null",
}

interface Addresses {
  landing: string
  form: string
  static: string
  vant: string
  vantForm: string
}

/** P6 and P8: when a voter sees something, and when the form can be used. */
export async function web(folder: string, wanted: (id: string) => boolean): Promise<Finding[]> {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    console.warn('! P6, P8 LEFT OUT: no Chromium found; install it or set MASHANG_TEST_CHROMIUM')
    return []
  }
  const fixture = await plant(join(folder, 'web'), 100)
  const [target] = fixture.targets
  const photo = await portrait()
  await portray(fixture.folder, target?.representativeId ?? '', photo)
  writeFileSync(join(fixture.folder, STATIC_PHOTO), photo)
  const application = await startServer('application with a static page', fixture.folder)
  const landing = `http://127.0.0.1:${application.port}/q/${target?.code}`
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] })
  try {
    const { text, data } = await contentOf(browser, landing)
    writeFileSync(join(fixture.folder, STATIC_PAGE), staticPage(text, '/static.jpg'))
    const others = await serve({
      ...(await buildPlainApp(join(folder, 'plain'))),
      '/page.json': { type: 'application/json', body: Buffer.from(data) },
      '/photo.jpg': { type: 'image/jpeg', body: photo },
    })
    const addresses = {
      landing,
      form: `${landing}/file`,
      static: new URL('/static', landing).href,
      vant: `${others.origin}/`,
      vantForm: `${others.origin}/file`,
    }
    const findings: Finding[] = []
    for (const line of LINES) {
      if (wanted('p6')) findings.push(...(await paints(browser, line, addresses)))
      if (wanted('p8')) findings.push(...(await usableForm(browser, line, addresses)))
    }
    others.close()
    return findings
  } finally {
    await browser.close()
    await application.close()
  }
}

const shown = (list: readonly number[]): string => `${Math.round(median(list))} ms`

async function paints(browser: Browser, line: Line, at: Addresses): Promise<Finding[]> {
  const results = await interleaved(PAINT_ROUNDS, {
    landing: () => visit(browser, line, at.landing),
    static: () => visit(browser, line, at.static),
    vant: () => visit(browser, line, at.vant),
  })
  const compared = (
    what: string,
    which: 'firstPaint' | 'largestPaint',
    other: 'static' | 'vant',
    most: number,
  ): Finding => {
    const ours = results.landing.map((one) => one[which])
    const theirs = results[other].map((one) => one[which])
    return {
      id: 'P6',
      digits: 2,
      unit: '×',
      what,
      value: ratio(ours, theirs),
      target: { most },
      of: `${shown(ours)} ÷ ${shown(theirs)}; ${line.words}, 4 × slower processor`,
    }
  }
  return [
    compared(
      "landing page's first paint ÷ the same text and photo as a bare static page",
      'firstPaint',
      'static',
      1.2,
    ),
    compared("landing page's largest paint ÷ that page's", 'largestPaint', 'static', 1.2),
    compared("landing page's first paint ÷ a plain Vant app's", 'firstPaint', 'vant', 0.4),
  ]
}

async function usableForm(browser: Browser, line: Line, at: Addresses): Promise<Finding[]> {
  const results = await interleaved(ROUNDS, {
    form: () => visit(browser, line, at.form, OUR_FORM),
    vant: () => visit(browser, line, at.vantForm, PLAIN_FORM),
  })
  const compared = (what: string, which: 'usable' | 'whole'): Finding => {
    const ours = results.form.map((one) => one[which])
    const theirs = results.vant.map((one) => one[which])
    return {
      id: 'P8',
      digits: 2,
      unit: '×',
      what,
      value: ratio(ours, theirs),
      target: { most: 0.5 },
      of: `${shown(ours)} ÷ ${shown(theirs)}; ${line.words}`,
    }
  }
  return [
    compared("form that can be written in and sent ÷ a plain Vant app's", 'usable'),
    compared("form with photos and a kept draft ÷ that app's", 'whole'),
  ]
}

/** What the landing page says, and the data behind it. */
async function contentOf(
  browser: Browser,
  address: string,
): Promise<{ text: string; data: string }> {
  const page = await browser.newPage()
  await page.goto(address)
  // biome-ignore lint/performance/useDomNodeTextContent: textContent would add the style and the data, which nobody sees
  const text = await page.locator('body').innerText()
  const data = (await page.locator('#page').textContent()) ?? ''
  await page.close()
  return { text, data }
}

/** As large as the photos that the import makes. */
const portrait = (): Promise<Buffer> =>
  sharp({
    create: {
      width: 600,
      height: 800,
      channels: 3,
      background: '#b8aaa0',
      noise: { type: 'gaussian', mean: 150, sigma: 60 },
    },
  })
    .blur(3)
    .jpeg({ quality: 82 })
    .toBuffer()
