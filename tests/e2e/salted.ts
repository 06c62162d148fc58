import type { Route } from 'playwright-core'
import type { Device } from '../support/devices.ts'

const HANZI = /[\u4e00-\u9fff]/

/** The same answer, with something behind every text in it that people read. */
function salted(value: unknown, salt: string): unknown {
  if (typeof value === 'string') return HANZI.test(value) ? `${value}${salt}` : value
  if (Array.isArray(value)) return value.map((one) => salted(one, salt))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, salted(one, salt)]))
}

/** How long nothing may be asked for, by a page that is idle, until it counts as settled, in milliseconds. */
const QUIET = 120
/** A page of many is opened while others have the machine as well. */
const PATIENCE = 120_000

/** A device on which every text that the server tells ends with what somebody planted. */
export interface Salted {
  /** From the next answer on. */
  plant(salt: string): void
  /** Opens a page and waits until it has all that it asks for. */
  open(url: string): Promise<void>
}

export async function saltOn({ context, page }: Device): Promise<Salted> {
  context.setDefaultNavigationTimeout(PATIENCE)
  let salt = ''
  let asking = 0
  let last = 0
  const answer = async (route: Route): Promise<void> => {
    const reply = await route.fetch()
    const type = reply.headers()['content-type'] ?? ''
    if (!type.includes('json')) await route.fulfill({ response: reply })
    else await route.fulfill({ response: reply, json: salted(await reply.json(), salt) })
  }
  await context.route('**/api/**', async (route) => {
    // A stream never ends, and holds no words.
    if (route.request().url().includes('/stream')) return await route.continue()
    asking += 1
    try {
      await answer(route)
    } catch (error) {
      // The page has gone elsewhere meanwhile.
      if (!/closed|disposed|canceled|Target/.test(String(error))) throw error
    } finally {
      asking -= 1
      last = performance.now()
    }
  })
  return {
    plant(next) {
      salt = next
    },
    async open(url) {
      // A page whose address differs behind the # alone would not be opened anew.
      await page.goto('about:blank')
      await page.goto(url)
      last = performance.now()
      do {
        // However slow the machine is: whatever the page wants to ask it has asked by then.
        await page.evaluate(() => new Promise((idle) => requestIdleCallback(() => idle(null))))
      } while (asking > 0 || performance.now() - last < QUIET)
    },
  }
}
