import type { Page, Request } from 'playwright-core'
import type { Device } from '../support/devices.ts'

/** What a page of an app shows and did, once it has all that it asks for. */
export interface Sight {
  /** Whether what was planted stands anywhere, be it as a text, an attribute or what a field holds. */
  told: boolean
  harm: string[]
}

/** A device on which every text that the server tells ends with what somebody planted. */
export interface Salted {
  open(url: string, salt: string): Promise<Sight>
  /** The same page again, after something was done there. */
  again(): Promise<Sight>
}

/** Nothing of ours has any of these. */
const STRANGE = [
  ...['onload', 'onerror', 'ontoggle', 'onfocus', 'onclick', 'onmouseover', 'srcdoc'].map(
    (name) => `[${name}]`,
  ),
  ...['img[src="x"]', 'math', 'base', 'a[href^="javascript:" i]', 'object[data^="javascript:" i]'],
  'meta[http-equiv="refresh"]',
].join()

/** Where a page finds what to plant; our own pages name theirs otherwise. */
const SALT = 'planted'
/** An address of the same host that shows nothing and runs nothing. */
const NOWHERE = '/healthz'
/** How long nothing may be asked for, by a page that is idle, until it counts as settled, in milliseconds. */
const QUIET = 60
/** A page of many is opened while others have the machine as well. */
const PATIENCE = 120_000

/** In a page, before its own scripts. In there and not on the way, where the browser would keep no files. */
function plant(name: string): void {
  const salted = (value: unknown, salt: string): unknown => {
    // A code's drawing is markup already; its words were escaped where it was made.
    if (typeof value === 'string')
      return /^(?!<svg ).*[\u4e00-\u9fff]/s.test(value) ? `${value}${salt}` : value
    if (Array.isArray(value)) return value.map((one) => salted(one, salt))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, salted(one, salt)]))
  }
  const ask = window.fetch
  window.fetch = async (...words) => {
    const reply = await ask(...words)
    if (!reply.headers.get('content-type')?.includes('json')) return reply
    const body = salted(await reply.json(), sessionStorage.getItem(name) ?? '')
    return new Response(JSON.stringify(body), reply)
  }
}

/** In a page: what stands there. Names around every page, of the district and whoever is signed in, do not count. */
function look(strange: string): Sight {
  const page = document.querySelector('main') ?? document.body
  const fields = [...page.querySelectorAll<HTMLInputElement>('input, textarea')]
  const words = [page.innerHTML, ...fields.map(({ value }) => value)]
  const others = document.querySelectorAll(strange).length
  return {
    told: words.some((one) => one.includes('harmed')),
    harm: [
      ...('harmed' in window ? ['ran'] : []),
      ...(others > 0 ? [`${others} elements of somebody else`] : []),
    ],
  }
}

/** What is the matter with the page that is open. */
export const sightOf = async (page: Page): Promise<Sight> => await page.evaluate(look, STRANGE)

export async function saltOn({ context, page }: Device, host: string): Promise<Salted> {
  context.setDefaultNavigationTimeout(PATIENCE)
  await page.addInitScript(plant, SALT)
  const asked = new Set<Request>()
  let last = 0
  const done = (request: Request): void => {
    asked.delete(request)
    last = performance.now()
  }
  // A stream never ends, and holds no words.
  page.on('request', (one) => one.resourceType() !== 'eventsource' && asked.add(one))
  page.on('requestfinished', done)
  page.on('requestfailed', done)
  const settled = async (): Promise<Sight> => {
    do {
      // However slow the machine is: whatever the page wants to ask it has asked by then.
      await page.evaluate(() => new Promise((idle) => requestIdleCallback(() => idle(null))))
    } while (asked.size > 0 || performance.now() - last < QUIET)
    return await sightOf(page)
  }
  return {
    async open(url, salt) {
      // An address that differs behind the # alone would not be opened anew.
      await page.goto(`${host}${NOWHERE}`)
      await page.evaluate(([name, words]) => sessionStorage.setItem(name, words), [
        SALT,
        salt,
      ] as const)
      asked.clear()
      await page.goto(url)
      return await settled()
    },
    again: settled,
  }
}
