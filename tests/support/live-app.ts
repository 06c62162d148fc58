import { AxeBuilder } from '@axe-core/playwright'
import { freePort } from '@mashang/scripts/support/free-port.ts'
import type { Page } from 'playwright-core'
import { startApp, type TestApp, type TestAppOptions } from './app.ts'

/** The application of the tests behind a real port, with the built client and a clock that can be moved. */
export interface LiveApp extends TestApp {
  url: string
}

export async function startLiveApp(options: TestAppOptions = {}): Promise<LiveApp> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const app = await startApp({ ...options, config: { port, publicUrl: url, ...options.config } })
  await app.app.listen({ port, host: '127.0.0.1' })
  return Object.assign(app, { url })
}

/**
 * What a check for accessibility (WCAG 2.2 A and AA) finds on the page, one line each;
 * `colours`: only whether everything can be told from its ground, for a second look in the dark.
 */
export async function barriers(page: Page, look: 'all' | 'colours' = 'all'): Promise<string[]> {
  // A dialog that is still fading in has colours of its own.
  await page.waitForFunction(() =>
    document.getAnimations().every((animation) => animation.playState !== 'running'),
  )
  // Pages here have no frames of other sites, for whose sake it would open a page at each call.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  if (look === 'colours') axe.withRules(['color-contrast'])
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  const { violations } = await axe.analyze()
  return violations.map(
    (violation) =>
      `${violation.id}: ${violation.help} — ${violation.nodes.map((n) => n.target.join(' ')).join(', ')}`,
  )
}

/** Whether the page can be moved sideways, which no page on a phone should. */
export const overflows = async (page: Page): Promise<boolean> =>
  await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
