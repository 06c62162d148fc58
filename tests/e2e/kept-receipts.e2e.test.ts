import { DAY } from '@mashang/shared/core/clock.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed } from '../issues/steps.ts'
import { launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await t?.close()
})

describe('the receipts that a phone keeps', () => {
  it('say how each stands and what can be done, also without a signal; what is erased is gone', async () => {
    const waits = await filed(t, { title: '楼道灯不亮' })
    const done = await filed(t, { title: '井盖松了' })
    await answer(await t.as(0), done.id)
    const { page, troubles, close } = await phone(browser, { baseURL: t.url })
    await page.goto('/privacy')
    await page.evaluate(
      (kept) => localStorage.setItem('mashang.receipts', JSON.stringify(kept)),
      [waits, done].map(({ receipt, number, filedAt }, index) => ({
        receipt,
        number,
        filedAt,
        title: index === 0 ? '楼道灯不亮' : '井盖松了',
      })),
    )
    await page.goto('/r')
    const row = (title: string) => page.getByRole('listitem').filter({ hasText: title })
    await row('楼道灯不亮')
      .getByText(/^等.+代表答复，最晚 .+ 前$/)
      .waitFor()
    await row('井盖松了').getByText('代表已答复').waitFor()
    await row('井盖松了').getByText('请您评价').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    expect(troubles).toEqual([])

    await page.route('**/api/receipt-standings', (route) => route.abort())
    t.clock.advance(DAY)
    await page.reload()
    await page.getByText(/^没有连上网，下面是 11月23日.+的情形。$/).waitFor()
    await row('井盖松了').getByText('请您评价').waitFor()

    await page.goto(`/r/${waits.receipt}`)
    await page.getByText('撤回这件事').click()
    await page.getByRole('button', { name: '确定撤回' }).click()
    await page.getByRole('heading', { name: '您已撤回' }).waitFor()
    await page.goto(`/r/${waits.receipt}/rights`)
    await page.getByText('全部删掉', { exact: true }).click()
    await page.getByRole('button', { name: '确定全部删掉' }).click()
    await page.getByText('都删掉了').waitFor()
    // The words come from the server; the phone forgets once its script runs.
    const kept = () => page.evaluate(() => localStorage.getItem('mashang.receipts'))
    await expect.poll(kept, { timeout: 10_000 }).not.toContain(waits.receipt)
    await page.goto('/r')
    await row('井盖松了').waitFor()
    expect(await kept()).not.toContain(waits.receipt)
    await close()
  })
})
