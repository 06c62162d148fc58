import type { Page } from 'playwright-core'

/** What overlaps by more of the lower one's height stands on one line. */
const SAME_LINE = 0.5

export interface Stop {
  words: string
  /** The part of the page that it stands in: bars and columns are walked one after another. */
  part: number
  top: number
  bottom: number
  left: number
  outlined: boolean
}

/** What has the focus, seen from inside of the page; null behind its end. Boxes are told from the page's beginning. */
export function stopHere(): Stop | null {
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
  const outlined = [element, shown, element.parentElement ?? shown].some((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  })
  return {
    words: `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 16)}”`,
    part,
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
    left: box.left,
    outlined,
  }
}

/**
 * Every stop of the Tab key in its order, seen from inside of the page: as no element has a
 * tabindex above 0, that is the order in which they stand in the document. Where a dialog is open,
 * its stops only.
 */
function stopsHere(stopHere: () => Stop | null): (Stop | string)[] {
  const STOPS =
    'a[href],button,summary,input:not([type=hidden]),select,textarea,iframe,[tabindex],[contenteditable=true]'
  const dialogs = [...document.querySelectorAll('[role=dialog],dialog[open]')].filter((one) =>
    one.checkVisibility({ checkVisibilityCSS: true }),
  )
  const within = dialogs.at(-1) ?? document
  const found: (Stop | string)[] = []
  for (const element of within.querySelectorAll<HTMLElement>(STOPS)) {
    if (element.tabIndex > 0) found.push(`jumps the queue: ${element.outerHTML.slice(0, 60)}`)
    if (
      element.tabIndex < 0 ||
      element.matches(':disabled') ||
      element.closest('[inert]') !== null ||
      !element.checkVisibility({ checkVisibilityCSS: true })
    )
      continue
    // Of a group of choices only the chosen one is a stop.
    if (element instanceof HTMLInputElement && element.type === 'radio' && !element.checked)
      continue
    element.focus({ preventScroll: true })
    const stop = document.activeElement === element ? stopHere() : null
    if (stop !== null) found.push(stop)
  }
  return found
}

/** Stops that show no focus, and those that come before what is read before them. */
export function focusFaults(stops: readonly Stop[]): string[] {
  return stops.flatMap((now, index) => {
    const faults = now.outlined ? [] : [`shows no focus: ${now.words}`]
    const before = stops[index - 1]
    if (before === undefined || before.part !== now.part) return faults
    const shared = Math.min(before.bottom, now.bottom) - Math.max(before.top, now.top)
    const least = Math.min(before.bottom - before.top, now.bottom - now.top)
    const after = shared > least * SAME_LINE ? now.left >= before.left - 1 : now.top >= before.top
    return after ? faults : [...faults, `${before.words} comes before ${now.words}`]
  })
}

/** What is wrong with how a page is walked by the Tab key; no key but the first is pressed. */
export async function walkFaults(page: Page): Promise<string[]> {
  // A focus that a script moves is shown as the one before it was.
  await page.keyboard.press('Tab')
  const found: (Stop | string)[] = await page.evaluate(`(${stopsHere})(${stopHere})`)
  const stops = found.filter((one): one is Stop => typeof one !== 'string')
  return [...found.filter((one) => typeof one === 'string'), ...focusFaults(stops)]
}
