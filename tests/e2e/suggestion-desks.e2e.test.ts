import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { post, seeded } from '../issues/steps.ts'
import { assignedTo, contact, department, done, written } from '../suggestions/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
let housing: Awaited<ReturnType<typeof department>>
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
  await office.page.getByText('已交办，待签收').first().waitFor()
  await press(office.page, '列为重点督办')
  await office.page.getByLabel('督办的领导').fill('王主任')
  await office.page.getByLabel('职务').fill('区人大常委会副主任')
  await office.page.getByLabel('为什么重点督办').fill('群众反映集中')
  await isWell(office)
  await press(office.page, '确定列为重点督办')
  await office.page.getByText('区人大常委会副主任 王主任').waitFor()
  await isWell(office)
  // What the leader said, dated and by name; who handles it reads it below.
  await press(office.page, '记督办')
  expect(await office.page.getByLabel('谁督办的').inputValue()).toBe('区人大常委会副主任 王主任')
  await office.page.getByLabel('说了什么、定了什么').fill('看了三个小区，要求 5 月底前装好')
  await isWell(office)
  await press(office.page, '记下')
  await office.page.getByText('要求 5 月底前装好').first().waitFor()
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
  await theirs.page.getByText('要求 5 月底前装好').first().waitFor()
  await press(theirs.page, '签收')
  await press(theirs.page, '确定签收')
  await press(theirs.page, '记一次沟通')
  await theirs.page.getByLabel('加附件').setInputFiles([pdf('现场.pdf')])
  await theirs.page.getByText('现场.pdf').waitFor()
  await isWell(theirs)
  await Promise.all([li, office, theirs].map((device) => device.close()))
})

it('a department without an account sends a file with its answer, and sees it before', async () => {
  const [li, office] = [await t.as(0), await t.as('office')]
  const { id } = await written(li)
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id })
  const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: housing.id })
  const { hash } = new URL(made.json<{ url: string }>().url)
  const theirs = await desk(browser, { baseURL: t.url })
  const { page } = theirs
  await page.goto(`/office/department-answer${hash}`)
  await press(page, '签收')
  await page.getByText('已签收。').waitFor()
  const letter = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: '答复' }) })
  await letter.getByLabel('加附件').setInputFiles([pdf('答复附件.pdf')])
  await letter.getByRole('button', { name: '去掉答复附件.pdf' }).waitFor()
  await isWell(theirs)
  await theirs.close()
})

it('who was slower is told, and sees what became of it', async () => {
  const [li, office] = [await t.as(0), await t.as('office')]
  const { id } = await written(li)
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id })
  const theirs = await at(await desk(browser, { baseURL: t.url }), await housing.token())
  const { page } = theirs
  // While the press is on its way, and before the page hears of it: else its form would be gone.
  await page.route('**/api/notices/stream', (route) => route.abort())
  await page.goto(`/office/suggestions/${id}`)
  await page.route('**/acts', async (route) => {
    await post(housing.client, `/api/suggestions/${id}/acts`, { act: 'receive' })
    await route.continue()
  })
  await press(page, '签收')
  await press(page, '确定签收')
  await page.getByText(/刚刚有人先办了一步：.+签收了。/).waitFor()
  await page.getByRole('button', { name: '记一次沟通' }).waitFor()
  await theirs.close()
})

it('a clerk says which column of an old list is which, and it is read', async () => {
  const office = await at(await desk(browser, { baseURL: t.url }), await t.token('office'))
  const { page } = office
  const list = `流水,说的什么事,哪位提的,谁办,哪天交的\n2024-31,给公园加座椅,${seeded(t, 0).name},园林局,2024-02-10`
  await page.goto('/office/suggestions/import')
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: '往年.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }])
  await page.getByText('没有认出编号、题目、领衔代表').waitFor()
  await isWell(office)
  const columns = { A: 'number', B: 'title', C: 'lead', D: 'departments', E: 'assigned' }
  for (const [letter, field] of Object.entries(columns)) {
    const select = page.getByLabel(`${letter} 列是什么`)
    await select.selectOption(field)
    // The list is read anew with it.
    await expect.poll(() => select.inputValue(), { timeout: 10_000 }).toBe(field)
  }
  await page.getByText('新增 1 件').waitFor()
  await isWell(office)
  // Nobody knows the department: what it is has to be said first.
  await press(page, '导入 1 件')
  await page.getByText('还有 1 个单位没有选：园林局').waitFor()
  await page.getByLabel('园林局算作哪个单位').selectOption('new')
  await isWell(office)
  await press(page, '导入 1 件')
  await page.getByText('导入好了').waitFor()
  await office.close()
})

it('the office gives it to another lead later; its draft, and why, are read where it is handled', async () => {
  const [lead, clerk] = [await t.as(0), await t.as('office')]
  const roads = await department(t, '区交通局')
  const { id } = await assignedTo({ lead, office: clerk }, housing.id)
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  await done(housing.client, id, { act: 'propose', text: '路灯六月装好。', class: 'A' })

  const office = await at(await desk(browser, { baseURL: t.url }), await t.token('office'))
  await office.page.goto(`/office/suggestions/${id}`)
  await office.page.getByText('调整承办单位', { exact: true }).first().click()
  await office.page.getByLabel('主办单位', { exact: true }).selectOption(roads.id)
  await office.page.getByText('答复期限不变').waitFor()
  await press(office.page, '调整承办单位')
  await office.page.getByText('还没有填：为什么调整').waitFor()
  await office.page.getByLabel('为什么调整').fill('路灯归交通局管')
  await office.page.getByLabel(/^谁定的/).fill('区政府常务会议')
  await isWell(office)
  await press(office.page, '调整承办单位')
  await office.page.getByText('代表工委调整了承办单位').first().waitFor()
  await isWell(office)

  await done(roads.client, id, { act: 'receive' })
  await done(roads.client, id, { ...contact, people: '交通局' })
  const handler = await at(await desk(browser, { baseURL: t.url }), await roads.token())
  await handler.page.goto(`/office/suggestions/${id}`)
  await press(handler.page, '拟答复')
  await handler.page.getByText('原来的承办单位区住房和城乡建设局拟过答复').waitFor()
  expect(await handler.page.getByLabel('答复', { exact: true }).inputValue()).toBe('路灯六月装好。')
  await isWell(handler)

  const li = await at(await phone(browser, { baseURL: t.url }), await t.token(0))
  await li.page.goto(`/me/suggestions/${id}`)
  await li.page
    .getByText(/路灯归交通局管（.*区政府常务会议定）/)
    .first()
    .waitFor()
  await isWell(li)
  for (const { close } of [office, handler, li]) await close()
})
