import type { Page } from 'playwright-core'
import { barriers, overflows } from '../support/live-app.ts'
import type { Shown } from './camera.ts'
import { atDesk, type Look, type Screen } from './screen.ts'

/** Layout shift of a page as it loads, by the browser's own measure: nothing jumps. */
const MOST_SHIFT = 0.02
/** Targets named of one screen; a table repeats one fault in every row. */
const SHOWN = 3

/**
 * CSS pixels. A mouse points better than a thumb: there a smaller one will do where a circle of
 * this size around it touches no other (WCAG 2.5.8, "spacing").
 */
const targetOf = (screen: Screen, look: Look): number =>
  atDesk(screen) ? 24 : look.startsWith('elder') ? 60 : 44

/** What is wrong with a screen, one line each. Afterwards the page has its letters doubled. */
export async function faultsOf(
  { page, shift }: Shown,
  screen: Screen,
  look: Look,
): Promise<string[]> {
  const faults: string[] = []
  if (shift.sum > MOST_SHIFT)
    faults.push(
      `moves by itself: ${shift.sum.toFixed(3)}, ${[...new Set(shift.moved)].slice(0, 4).join(', ')}`,
    )
  if (await overflows(page)) faults.push('wider than the screen')
  for (const barrier of await barriers(page, look === 'dark' ? 'colours' : 'all'))
    faults.push(barrier)
  if (!look.endsWith('dark')) {
    const spaced = atDesk(screen)
    const targets = await smallTargets(page, { least: targetOf(screen, look), spaced })
    for (const target of targets.slice(0, SHOWN)) faults.push(`small target: ${target}`)
    if (targets.length > SHOWN) faults.push(`small targets: ${targets.length - SHOWN} more`)
    faults.push(...(await cutAtDouble(page, screen)))
  }
  return faults
}

/** What can be tapped and is smaller than it should be; a link within a sentence may be. */
const smallTargets = (page: Page, rule: { least: number; spaced: boolean }): Promise<string[]> =>
  page.evaluate(({ least, spaced }) => {
    const TAPPED =
      'a[href],button,summary,input:not([type=hidden]),select,textarea,[role=button],[role=tab],[role=switch],[role=checkbox],[role=radio],[role=menuitem]'
    /** A label makes its whole box tappable, and words on the line beside it. */
    const boxOf = (element: Element): DOMRect => {
      const label = element.closest('label')
      const own = element.getBoundingClientRect()
      const around = label?.getBoundingClientRect()
      return around && around.height * around.width > own.height * own.width ? around : own
    }
    /** In a run of text, where the line's height decides (WCAG 2.5.8, "inline"). */
    const inSentence = (element: Element): boolean =>
      getComputedStyle(element).display.startsWith('inline') &&
      [...(element.parentElement?.childNodes ?? [])].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim().length > 1,
      )
    const targets = [...document.querySelectorAll(TAPPED)]
      .filter(
        (element) =>
          !element.matches(':disabled') &&
          !element.closest('[inert],[aria-hidden=true]') &&
          element.checkVisibility({ checkVisibilityCSS: true }),
      )
      .map((element) => ({ element, box: boxOf(element) }))
      // What is put away until it has the focus is a pixel wide.
      .filter(({ box }) => box.width > 1 && box.height > 1)
    const isSmall = ({ width, height }: DOMRect): boolean =>
      width < least - 0.5 || height < least - 0.5
    const middle = (box: DOMRect) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
    /** Whether circles around small ones, and other boxes, stay apart. */
    const apart = (one: DOMRect): boolean => {
      const { x, y } = middle(one)
      return targets.every(({ box }) => {
        if (box.x === one.x && box.y === one.y) return true
        const far = Math.hypot(
          Math.max(box.left - x, 0, x - box.right),
          Math.max(box.top - y, 0, y - box.bottom),
        )
        const other = middle(box)
        return isSmall(box)
          ? Math.hypot(other.x - x, other.y - y) >= least - 0.5
          : far >= least / 2 - 0.5
      })
    }
    return targets
      .filter(({ element, box }) => isSmall(box) && !inSentence(element) && !(spaced && apart(box)))
      .map(({ element, box }) => {
        const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim()
        return `${element.tagName.toLowerCase()}.${element.className} “${words.slice(0, 20)}” ${Math.round(box.width)} × ${Math.round(box.height)}`
      })
  }, rule)

/**
 * Twice the letters (WCAG 1.4.4): a phone's own setting doubles what is in rem, a desk zooms the
 * page. Nothing may be cut off but what a tap shows whole, and nothing may make the page wider than
 * the screen.
 */
async function cutAtDouble(page: Page, screen: Screen): Promise<string[]> {
  if (atDesk(screen)) await page.setViewportSize({ width: 683, height: 384 })
  else await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)))
  const cut = await page.evaluate(() => {
    const shown = (element: Element): boolean =>
      element.checkVisibility({ checkVisibilityCSS: true }) &&
      element.closest('[aria-hidden=true]') === null
    return [...document.querySelectorAll('body *')]
      .filter((element) => {
        if (!shown(element) || element.matches('input,select,textarea,img,svg,svg *')) return false
        const { overflowX, overflowY } = getComputedStyle(element)
        const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
        const { width, height } = element.getBoundingClientRect()
        if (width <= 1 || height <= 1) return false
        return (
          (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (hides(overflowY) && element.scrollHeight > element.clientHeight + 2)
        )
      })
      .filter(
        (element) =>
          (element.textContent ?? '').trim() !== '' && element.closest('a[href],button') === null,
      )
      .map(
        (element) =>
          `cut off at 200 %: ${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? '').trim().slice(0, 30)}”`,
      )
  })
  return (await overflows(page)) ? [...cut, 'wider than the screen at 200 %'] : cut
}
