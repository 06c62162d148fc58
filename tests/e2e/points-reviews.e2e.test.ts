import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { happened } from '../points/steps.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
const keys: string[] = []
beforeAll(async () => {
  t = await startLiveApp()
  browser = await launchBrowser()
  for (let n = 0; n < 4; n++) {
    const id = await happened(t, 'mediation.done', { representativeId: seeded(t, 1).id })
    keys.push(`mediation.done:${id}`)
  }
})
afterAll(async () => {
  await browser?.close()
  await t?.close()
})

it('the office looks at many at once; one that a colleague has decided meanwhile is told of, not undone', async () => {
  const { page, context, troubles, close } = await desk(browser, { baseURL: t.url })
  await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  await page.goto('/office/points')
  await page.getByRole('tab', { name: /等核对 4/ }).waitFor()
  await page.getByLabel('选这一页全部').check()
  await page.getByText('已选 4 件').waitFor()
  expect(await barriers(page)).toEqual([])

  const office = await t.as('office')
  const entry = `/api/points/representatives/${seeded(t, 1).id}/entries/${keys[0]}`
  expect((await post(office, entry, { act: 'reject', reason: '没有记录。' })).statusCode).toBe(200)

  // The line breaks after the second one: what is done leaves the choice, the rest waits.
  let sent = 0
  await context.route('**/entries/*', (route) =>
    ++sent === 3 ? route.abort('connectionfailed') : route.continue(),
  )
  await page.locator('.note').getByRole('button', { name: '核对无误' }).click()
  const dialog = page.getByRole('dialog')
  // What is found right needs no reason.
  await dialog.getByLabel('理由，写给每一位（可以不写）').waitFor()
  await dialog.getByRole('button', { name: '核对无误' }).click()
  await dialog.getByText('没有连上').waitFor()
  await dialog.getByText('核对无误：2 件').waitFor()
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: '核对无误' }).click()
  await page.getByText('没有要核对的').waitFor()
  expect(sent).toBe(5)
  const account = await office({ url: `/api/points/representatives/${seeded(t, 1).id}` })
  const item = account.json().items.find((one: { id: string }) => one.id === 'mediation')
  const states = item.entries.map((one: { state: string }) => one.state).sort()
  expect(states).toEqual(['counted', 'counted', 'counted', 'rejected'])
  expect(troubles.filter((one) => !one.includes('409'))).toEqual([])
  await close()
})

it('a station reads that a colleague was faster, though the fact has left its list', async () => {
  const by = await t.as('office')
  const rules = defaultRuleSet.rules.map((rule) =>
    rule.id === 'visits' ? { ...rule, review: 'station' } : rule,
  )
  const from = new Date(t.clock.now()).toISOString().slice(0, 10)
  const body = { after: 0, from, set: { ...defaultRuleSet, rules }, reason: '常委会会议通过。' }
  expect(outcome(await post(by, '/api/points/rules', body))).toBe('201')
  t.clock.advance(1)
  const { id } = seeded(t, 0)
  const visit = await happened(t, 'activity.attended', { representativeId: id, kind: 'visit' })

  const { page, context, troubles, close } = await phone(browser, { baseURL: t.url })
  await context.addCookies([{ name: 'mashang', value: await t.token('liaison'), url: t.url }])
  await page.goto('/me/station/points')
  await page.getByRole('button', { name: '核对无误' }).click()
  await page.getByLabel('核对无误，理由（可以不写）').fill('签到表上有。')
  const entry = `/api/points/representatives/${id}/entries/visit.made:${visit}`
  const station = await t.as('liaison')
  expect(outcome(await post(station, entry, { act: 'reject', reason: '没有去。' }))).toBe('200')
  await page.getByRole('button', { name: '确定核对无误' }).click()
  await page.getByText('没有要核对的').waitFor()
  expect(await page.getByRole('alert').textContent()).toMatch(/代表的“.+”：别人刚刚/)
  expect(await barriers(page)).toEqual([])
  expect(troubles.filter((one) => !one.startsWith('409'))).toEqual([])
  await close()
})
