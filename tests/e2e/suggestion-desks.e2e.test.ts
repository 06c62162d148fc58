import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { department } from '../suggestions/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
let housing: { id: string; token: () => Promise<string> }
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp({ config: { limits: false } })
  housing = await department(t, '区住房和城乡建设局')
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

async function at(device: Device, token: string): Promise<Device> {
  await device.context.addCookies([{ name: 'mashang', value: token, url: t.url }])
  return device
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
async function isWell({ page, troubles }: Device): Promise<void> {
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  expect(troubles).toEqual([])
}
const pdf = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'),
})

it('a draft keeps all of itself, with its files; its desks are told, it is urged and made a key one', async () => {
  const li = await at(await phone(browser, { baseURL: t.url }), await t.token(0))
  await li.page.goto('/me/suggestions/write')
  await li.page.getByLabel('标题').fill('关于给老旧小区加装路灯的建议')
  await li.page.getByLabel('内容').fill('六个小区没有路灯，建议今年装上。')
  await li.page.getByLabel(/^不公开/).check()
  await li.page.getByLabel('加附件').setInputFiles([pdf('现状.pdf'), pdf('多余.pdf')])
  await press(li.page, '去掉多余.pdf')
  await press(li.page, '撤销')
  await press(li.page, '去掉多余.pdf')
  await isWell(li)
  // Closed and opened again: nothing of it is lost.
  await li.page.reload()
  await li.page.getByText('现状.pdf').waitFor()
  expect(await li.page.getByLabel(/^不公开/).isChecked()).toBe(true)
  expect(await li.page.getByText('多余.pdf').count()).toBe(0)
  await press(li.page, '存好，看一遍')
  await li.page.getByRole('link', { name: '现状.pdf' }).waitFor()
  await press(li.page, '提交')
  await press(li.page, '确定提交')
  await li.page.getByText('待审核').waitFor()
  await isWell(li)

  const office = await at(await desk(browser, { baseURL: t.url }), await t.token('office'))
  await tellOfFacts(t.context)
  await office.page.goto('/office/notices')
  await office.page.getByRole('button', { name: /新来一件代表建议，请审核/ }).click()
  await office.page.getByLabel('主办单位', { exact: true }).selectOption(housing.id)
  await press(office.page, '交办')
  await office.page.getByText('已交办，待签收').waitFor()
  await press(office.page, '列为重点督办')
  await office.page.getByLabel('督办的领导').fill('王主任')
  await office.page.getByLabel('职务').fill('区人大常委会副主任')
  await office.page.getByLabel('为什么重点督办').fill('群众反映集中')
  await isWell(office)
  await press(office.page, '确定列为重点督办')
  await office.page.getByText('区人大常委会副主任 王主任').waitFor()
  await isWell(office)
  await office.page.goto('/office/suggestions/reminders')
  await press(office.page, /催办：区住房和城乡建设局：.*，答复$/)
  await office.page.getByText('已催办').waitFor()
  await isWell(office)

  const theirs = await at(await desk(browser, { baseURL: t.url }), await housing.token())
  await tellOfFacts(t.context)
  await theirs.page.goto('/office/notices')
  for (const words of [
    '交办来一件代表建议，请签收',
    '列为重点督办建议',
    '代表工委催了一下，请尽快办',
  ])
    await theirs.page.getByText(words).waitFor()
  await isWell(theirs)
  await theirs.page.goto('/office/reminders')
  await theirs.page.getByRole('heading', { name: '从哪儿收' }).waitFor()
  await isWell(theirs)
  await theirs.page.goto('/office/suggestions?key=true')
  await theirs.page.getByRole('link', { name: '关于给老旧小区加装路灯的建议' }).click()
  await press(theirs.page, '签收')
  await press(theirs.page, '确定签收')
  await press(theirs.page, '记一次沟通')
  await theirs.page.getByLabel('加附件').setInputFiles([pdf('现场.pdf')])
  await theirs.page.getByText('现场.pdf').waitFor()
  await isWell(theirs)
  await Promise.all([li, office, theirs].map((device) => device.close()))
})
