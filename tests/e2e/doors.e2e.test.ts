import type { Duty } from '@mashang/shared/accounts/duties.words.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officerToken } from '../accounts/officer.ts'
import { filed } from '../issues/steps.ts'
import { type Device, desk, launchBrowser } from '../support/devices.ts'
import { barriers, type LiveApp, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp({ config: { limits: false } })
  await filed(t, { title: '三楼的灯坏了' })
})
afterAll(async () => {
  await t.close()
  await browser.close()
})

const signedIn = async (duties: Duty[], station: string | null = null): Promise<Device> => {
  const device = await desk(browser, { baseURL: t.url })
  const value = await officerToken(t, duties, station)
  await device.context.addCookies([{ name: 'mashang', value, url: t.url }])
  return device
}

describe('what the desk offers, it opens', () => {
  it.each([
    ['inspect', false],
    ['print', false],
    ['matters', false],
    ['matters', true],
  ] as const)(
    'for %s, of a station: %s',
    async (duty, ofStation) => {
      const device = await signedIn([duty], ofStation ? (t.seed.stations[0]?.id ?? null) : null)
      const { page } = device
      const refused: string[] = []
      page.on('response', (reply) => {
        if (reply.status() === 403)
          refused.push(
            `${page.url()}: ${reply.request().method()} ${new URL(reply.url()).pathname}`,
          )
      })
      const offered = async (): Promise<string[]> =>
        await page
          .locator('a[href^="/office/"]')
          .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
      await page.goto('/office/')
      await page.getByRole('navigation', { name: '主导航' }).waitFor()
      // One of each kind of page: another matter of the same kind has the same page.
      const kind = (path: string): string =>
        path.replace(/\?.*/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
      const seen = new Set<string>()
      const waiting = await offered()
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        if (seen.has(kind(path))) continue
        seen.add(kind(path))
        await page.goto(path)
        await page.waitForLoadState('networkidle')
        expect(page.url(), path).not.toContain('/office/closed')
        waiting.push(...(await offered()))
      }
      expect(seen.size).toBeGreaterThan(3)
      expect(refused).toEqual([])
      await device.close()
    },
    300_000,
  )
})

it('a closed page says why, and leads to one’s own first page', async () => {
  const device = await signedIn(['print', 'inspect'])
  const { page } = device
  for (const [path, name] of [
    ['records', '履职档案'],
    ['points', '履职积分'],
  ]) {
    await page.goto(`/office/${path}`)
    await page.getByText(`“${name}”不在“印制、督查”权限里，您的账号打不开。`).waitFor()
    expect(await barriers(page)).toEqual([])
  }
  await page.goto('/office/roster')
  await page.getByText('“导入花名册”要改东西，您的账号是“印制、督查”权限，只能看。').waitFor()
  await page.getByRole('link', { name: '去“现在”' }).click()
  await page.getByRole('heading', { name: '现在' }).waitFor()

  await page.goto('/office/accounts')
  await page
    .getByRole('cell', { name: /工委|代表/ })
    .first()
    .waitFor()
  expect(await page.getByRole('button', { name: /新建账号|管理/ }).count()).toBe(0)
  await page.goto('/office/settings')
  await page.getByText('您的账号是“印制、督查”权限，这里只能看，不能改。').first().waitFor()
  expect(await page.getByRole('button', { name: '保存', exact: true }).isDisabled()).toBe(true)
  expect(await barriers(page)).toEqual([])
  await device.close()
})
