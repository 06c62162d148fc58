import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answer, filed, seeded } from '../issues/steps.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp()
})
afterAll(async () => {
  await t?.close()
  await browser?.close()
})

/** More than any of these pages has to stop at. */
const MOST = 120
/** What overlaps by more of the lower one's height stands on one line. */
const SAME_LINE = 0.5

interface Stop {
  words: string
  /** The part of the page that it stands in: bars and columns are walked one after another. */
  part: number
  top: number
  bottom: number
  left: number
  outlined: boolean
}

/** What has the focus; null behind the end of the page. Boxes are told from the page's beginning. */
const stopOf = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return null
    // What is put away is shown by its label, which wears the outline.
    const own = element.getBoundingClientRect()
    const shown =
      own.width <= 1 || Number(getComputedStyle(element).opacity) === 0
        ? (element.closest('label') ?? element.parentElement ?? element)
        : element
    const box = shown.getBoundingClientRect()
    const parts = [...document.querySelectorAll('nav,aside,header,main,footer,section,form,.bar')]
    const part = parts.findLastIndex((one) => one.contains(element))
    // A field with a sign before it is outlined together with that.
    // The button of a day's calendar is the browser's own, and wears the browser's outline.
    const onItsButton = element.matches('input[type=date]:not(:focus-visible)')
    const outlined = [element, shown, element.parentElement ?? shown].some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
      return (
        (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
      )
    })
    return {
      words: `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 16)}”`,
      part,
      top: box.top + scrollY,
      bottom: box.bottom + scrollY,
      left: box.left,
      outlined: outlined || onItsButton,
    }
  })

/** Tabs through the whole page and tells what is out of order, and what shows no focus. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = []
  let before: Stop | null = null
  let stops = 0
  for (; stops < MOST; stops++) {
    await page.keyboard.press('Tab')
    const now = await stopOf(page)
    if (now === null) break
    if (!now.outlined) faults.push(`shows no focus: ${now.words}`)
    if (before !== null && before.part === now.part) {
      const shared = Math.min(before.bottom, now.bottom) - Math.max(before.top, now.top)
      const least = Math.min(before.bottom - before.top, now.bottom - now.top)
      const after = shared > least * SAME_LINE ? now.left >= before.left - 1 : now.top >= before.top
      if (!after) faults.push(`${before.words} comes before ${now.words}`)
    }
    before = now
  }
  if (stops < 3) faults.push(`only ${stops} stops`)
  return faults
}

it('a voter’s pages are walked as they are read, and show where one is', async () => {
  const mine = await filed(t)
  await answer(await t.as(0), mine.id)
  const { page, close } = await phone(browser, { baseURL: t.url })
  const { code } = seeded(t)
  const found: Record<string, string[]> = {}
  for (const path of [`/q/${code}`, `/q/${code}/file`, `/r/${mine.receipt}`]) {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    found[path] = await faultsOf(page)
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((path) => [path, []])))
  await close()
})

it('so are the office’s sign-in and its issues', async () => {
  const { page, context, close } = await desk(browser, { baseURL: t.url })
  await page.goto('/office/sign-in')
  await page.getByLabel('密码').first().waitFor()
  const signIn = await faultsOf(page)
  await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  await page.goto('/office/issues')
  await page.locator('tbody tr').first().waitFor()
  expect({ signIn, issues: await faultsOf(page) }).toEqual({ signIn: [], issues: [] })
  await close()
})
