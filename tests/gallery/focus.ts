import type { Page } from 'playwright-core'

/** More than a page of a phone has; of a long table the rows beyond say nothing new. */
const MOST = 90
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
  /** Whether the walk was here before: a dialog keeps the focus within. */
  again: boolean
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
    const parts = [
      ...document.querySelectorAll(
        'nav,aside,header,main,footer,section,article,form,fieldset,dialog,.bar',
      ),
    ]
    const part = parts.findLastIndex((one) => one.contains(element))
    // A field with a sign before it is outlined together with that.
    const outlined = [element, shown, element.parentElement ?? shown].some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
      return (
        (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
      )
    })
    const again = element.dataset.walked !== undefined
    element.dataset.walked = ''
    return {
      words: `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 16)}”`,
      part,
      top: box.top + scrollY,
      bottom: box.bottom + scrollY,
      left: box.left,
      outlined,
      again,
    }
  })

/**
 * Walks through a screen with the Tab key, from its beginning: what shows no focus, and what comes
 * before something that is read earlier (WCAG 2.4.3, 2.4.7). One line a fault.
 */
export async function focusFaults(page: Page): Promise<string[]> {
  const faults: string[] = []
  let before: Stop | null = null
  for (let stops = 0; stops < MOST; stops++) {
    await page.keyboard.press('Tab')
    const now = await stopOf(page)
    if (now === null || now.again) break
    if (!now.outlined) faults.push(`shows no focus: ${now.words}`)
    if (before !== null && before.part === now.part) {
      const shared = Math.min(before.bottom, now.bottom) - Math.max(before.top, now.top)
      const least = Math.min(before.bottom - before.top, now.bottom - now.top)
      const after = shared > least * SAME_LINE ? now.left >= before.left - 1 : now.top >= before.top
      if (!after) faults.push(`focus: ${before.words} comes before ${now.words}`)
    }
    before = now
  }
  return before === null ? ['nothing on it takes the focus'] : faults
}
