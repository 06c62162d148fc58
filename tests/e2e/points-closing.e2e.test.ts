import { DAY } from '@mashang/shared/core/clock.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { execute } from '../support/direct-sql.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp({ config: { limits: false } })
  t.clock.set('2026-01-04T02:00:00Z')
  await execute(t, `update representatives set created_at = ${Date.parse('2024-01-01')}`)
  await execute(t, `update representatives set sector = '农牧民' where id = '${seeded(t, 1).id}'`)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await t?.close()
})

/** Signed in anew: the clock goes on for days. */
async function signedIn({ context, page }: Device, who: 'office' | 1): Promise<Page> {
  await context.addCookies([{ name: 'mashang', value: await t.token(who), url: t.url }])
  return page
}
async function isWell({ page, troubles }: Device): Promise<void> {
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  expect(troubles).toEqual([])
}

it('a year is appraised, signed by name and basis, objected to, answered, and ended', async () => {
  const office = await desk(browser, { baseURL: t.url })
  const clerk = await signedIn(office, 'office')
  await clerk.goto('/office/points?tab=closings')
  await clerk.getByLabel('哪一段').selectOption({ label: '2025 年' })
  await clerk.getByRole('button', { name: '起草结算' }).click()
  const unappraised = clerk.getByRole('button', { name: '还有 1 位没作年终核定' })
  await unappraised.waitFor()
  await clerk.getByRole('button', { name: '核定', exact: true }).click()
  const dialog = clerk.getByRole('dialog')
  await dialog.getByLabel(/^核定几分/).fill('8')
  await dialog.getByLabel('核定的理由').fill('接羔季节坚持走访。')
  await isWell(office)
  await dialog.getByRole('button', { name: '核定', exact: true }).click()
  await clerk.getByText('接羔季节坚持走访。').waitFor()
  await unappraised.waitFor({ state: 'detached' })

  // Neither who signs nor on which basis may be missing.
  const sign = clerk.getByRole('button', { name: /^签字，向代表公示/ })
  expect(await sign.isDisabled()).toBe(true)
  await clerk.getByLabel('谁签字').fill('主任 王志强')
  expect(await sign.isDisabled()).toBe(true)
  await clerk.getByLabel('依据').fill('工委会议审议通过。')
  await sign.click()
  await clerk.getByText('由主任 王志强签字，公示 2025 年的结算？').waitFor()
  await clerk.getByRole('button', { name: '签字公示', exact: true }).click()
  await clerk.getByText('主任 王志强签字：工委会议审议通过。').waitFor()
  await clerk
    .getByText(/公示到/)
    .first()
    .waitFor()
  const end = clerk.getByRole('button', { name: '结清', exact: true })
  await end.waitFor()
  await isWell(office)

  const hand = await phone(browser, { baseURL: t.url })
  const own = await signedIn(hand, 1)
  await own.goto('/me/duty?period=2025')
  const note = own.getByRole('region', { name: '结算' })
  await note.getByText('主任 王志强签字：工委会议审议通过。').waitFor()
  await note.getByRole('button', { name: '我有不同意见' }).click()
  await note.getByLabel(/您的理由/).fill('少记了一次走访。')
  await note.getByRole('button', { name: '送代表工委' }).click()
  await note.getByText('意见已送到代表工委').waitFor()
  await isWell(hand)

  await clerk.goto('/office/points?tab=appeals')
  await clerk.getByText('少记了一次走访。').waitFor()
  await clerk.getByRole('button', { name: '不采纳' }).click()
  await clerk.getByLabel('给代表的答复').fill('档案里没有这一次。')
  await clerk.getByRole('button', { name: '不采纳，并告诉代表' }).click()
  await clerk.getByText('没有等答复的意见').waitFor()

  t.clock.advance(6 * DAY)
  await signedIn(office, 'office')
  await clerk.goto('/office/points?tab=closings')
  await clerk.getByRole('link', { name: '2025 年' }).click()
  await end.click()
  await clerk.getByRole('dialog').getByRole('button', { name: '结清', exact: true }).click()
  await clerk.getByText(/结清，以后不再变/).waitFor()
  await isWell(office)

  await signedIn(hand, 1)
  await own.reload()
  await own.getByText('2025 年已结清，不再变').waitFor()
  await own.getByText('档案里没有这一次。').waitFor()
  expect(await own.getByRole('button', { name: '我有不同意见' }).count()).toBe(0)
  await isWell(hand)
  // The ledger says which closing it is about.
  await clerk.goto('/office/ledger')
  await clerk.getByRole('cell', { name: '2025 年的履职积分' }).first().waitFor()
  await isWell(office)
  for (const { close } of [office, hand]) await close()
})
