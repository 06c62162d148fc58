import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { confirmRoster, uploadRoster } from '../roster/uploads.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, startLiveApp } from '../support/live-app.ts'

const HEAD = '姓名,手机,选区,所属家站,届次,备注'
const OLD = `${HEAD}
马兰花,13900000001,大发街道第一选区,大发街道代表之家,第十七届,
白玉山,13900000002,大发街道第一选区,大发街道代表之家,第十七届,
`
const NEW = `${HEAD}
马兰花,13900000001,大发街道第一选区,大发街道代表之家,,
新苗,13900000005,大发街道第一选区,大发街道代表之家,,
`

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp()
  const office = await t.as('office')
  const draft = await uploadRoster(office, '第十七届.csv', OLD)
  await confirmRoster(office, draft.id)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await t?.close()
})

it('the office looks at what a new term would change, then changes it, and old codes lead on', async () => {
  const office = await t.as('office')
  const { items } = (await office({ url: '/api/codes?size=200' })).json()
  const old = items.find((one: { name: string }) => one.name === '白玉山').code

  const { page, context, close, troubles } = await desk(browser, { baseURL: t.url })
  await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  await page.goto('/office/terms')
  await page.getByText('先写好届次').waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('届次').fill('第十八届')
  await page.getByLabel('从哪一天起').fill('2026-11-20')
  await page.locator('input[type=file]').setInputFiles({
    name: '第十八届.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(NEW),
  })
  const leaving = page.getByRole('table', { name: '离任的代表' })
  await leaving.getByText('白玉山').waitFor()
  await page.getByText('新当选的 1 位').waitFor()
  expect(await barriers(page)).toEqual([])

  // The dry run changed nothing.
  const visitor = await phone(browser, { baseURL: t.url })
  await visitor.page.goto(`/q/${old}`)
  await visitor.page.getByRole('heading', { name: '白玉山' }).waitFor()

  const confirm = page.getByRole('button', { name: '确认换届' })
  expect(await confirm.isDisabled()).toBe(true)
  await page.getByLabel(/请再写一遍/).fill('第十八届')
  await confirm.click()
  await page.getByRole('heading', { name: '换届完成：第十八届' }).waitFor()
  expect(await barriers(page)).toEqual([])

  await visitor.page.goto(`/q/${old}`)
  await visitor.page.getByText('马兰花').first().waitFor()
  expect(troubles).toEqual([])
  await visitor.close()
  await close()
})
