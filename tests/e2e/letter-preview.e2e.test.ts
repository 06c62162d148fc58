import { fullDayWords } from '@mashang/shared/core/local-time.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { post } from '../issues/steps.ts'
import { assignedTo, contact, department, done } from '../suggestions/steps.ts'
import { desk, launchBrowser } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
let housing: Awaited<ReturnType<typeof department>>
beforeAll(async () => {
  browser = await launchBrowser('whole')
  t = await startLiveApp({ config: { limits: false } })
  housing = await department(t, '区住房和城乡建设局')
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

const given = async () =>
  assignedTo({ lead: await t.as(0), office: await t.as('office') }, housing.id)
/** Presses for a look, and waits for the tab with it. */
async function look(page: Page): Promise<string> {
  const shown = page.waitForEvent('popup')
  await page.getByRole('button', { name: '看看印出来的样子' }).click()
  const tab = await shown
  await tab.waitForURL(/^blob:/)
  const address = tab.url()
  await tab.close()
  return address
}

it('a department sees its letter as it will be printed, before it hands it up and before it signs', async () => {
  const { id } = await given()
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  const device = await desk(browser, { baseURL: t.url })
  const { page } = device
  await device.context.addCookies([{ name: 'mashang', value: await housing.token(), url: t.url }])
  await page.goto(`/office/suggestions/${id}`)
  // Days are said as people say them.
  await page
    .getByRole('region', { name: '和代表的沟通' })
    .getByText(fullDayWords(t.context.clock.now()))
    .waitFor()
  await page.getByRole('button', { name: '拟答复' }).click()
  // What is missing is said where it was pressed, and the tab is gone again.
  await page.getByRole('button', { name: '看看印出来的样子' }).click()
  await page.getByRole('alert').getByText('请选解决程度').waitFor()
  expect(device.context.pages()).toHaveLength(1)
  await page.getByLabel('答复', { exact: true }).fill('尊敬的李婺代表：\n5 月底前装好。')
  await page.getByLabel(/^A 类/).check()
  expect(await look(page)).toContain('blob:')
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  await page.getByRole('button', { name: '送签' }).click()
  await page.getByRole('button', { name: '签发', exact: true }).click()
  await page.getByLabel('签发的负责人').fill('局长王建国')
  expect(await look(page)).toContain('blob:')
  expect(device.troubles.filter((one) => !one.includes('400'))).toEqual([])
  await device.close()
})

it('whoever answers by a one-time link sees it, too', async () => {
  const { id } = await given()
  const made = await post(await t.as('office'), `/api/suggestions/${id}/links`, {
    departmentId: housing.id,
  })
  const device = await desk(browser, { baseURL: t.url })
  const { page } = device
  const { hash } = new URL(made.json<{ url: string }>().url)
  await page.goto(`/office/department-answer${hash}`)
  await page.getByLabel('答复', { exact: true }).fill('5 月底前装好。')
  await page.getByLabel(/^A 类/).check()
  expect(await look(page)).toContain('blob:')
  expect(await barriers(page)).toEqual([])
  expect(device.troubles).toEqual([])
  await device.close()
})
