import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  assignedTo,
  contact,
  department,
  departmentLogin,
  done,
  fresh,
  sentFile,
} from '../suggestions/steps.ts'
import { desk, launchBrowser } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp({ config: { limits: false } })
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

it('the office words its letters, sees them, and goes back', async () => {
  const { page, context, troubles } = await desk(browser, { baseURL: t.url })
  await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  await page.goto('/office/settings/letters')
  await page.getByRole('button', { name: '答复函', exact: true }).click()
  const body = page.getByLabel('答复函的正文', { exact: true })
  await page.getByText('您提出的建议（').waitFor()
  await body.fill('收到您的建议，谢谢。\n{答复内容}\n办理结果：{解决程度}')
  await page.getByText('答复函的正文：里面要有 {建议编号}。').waitFor()
  // A place goes to where the cursor is.
  await body.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(6, 6))
  await page
    .getByRole('group', { name: '插入到答复函的正文' })
    .getByRole('button', { name: '建议编号' })
    .click()
  await expect.poll(() => body.inputValue()).toContain('收到您的建议{建议编号}，谢谢。')
  await page.locator('.paper').getByText('办理结果：A 类').waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '按公文格式排成 PDF 看看' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('答复函（样子）.pdf')
  await page.getByRole('button', { name: '存成新的一版' }).click()
  await page.getByText('现在用的').waitFor()
  await page.getByRole('button', { name: '看这一版 第 1 版' }).click()
  await page.getByRole('button', { name: '用回第 1 版' }).click()
  await page.getByText('用回第 1 版').first().waitFor()
  await expect.poll(() => body.inputValue()).toContain('收悉，现答复如下')
  expect(troubles).toEqual([])
})

it('the head sends a draft back with words, the clerk changes it, the head signs as themselves', async () => {
  const housing = await department(t, '区住房和城乡建设局')
  const clerk = await departmentLogin(t, housing.id, '小刘', { part: 'clerk' })
  const head = await departmentLogin(t, housing.id, '王建国', { part: 'head', post: '局长' })
  const { id } = await assignedTo({ lead: fresh(t, 0), office: fresh(t, 'office') }, housing.id)
  await done(clerk.client, id, { act: 'receive' })
  await done(clerk.client, id, {
    ...contact,
  })
  const files = [await sentFile(clerk.client)]
  await done(clerk.client, id, { act: 'propose', text: '年底前装好。', class: 'A', files })
  const at = async (token: string) => {
    const device = await desk(browser, { baseURL: t.url })
    await device.context.addCookies([{ name: 'mashang', value: token, url: t.url }])
    await device.page.goto(`/office/suggestions/${id}`)
    return device
  }
  const heads = await at(await head.token())
  await heads.page.getByRole('button', { name: '退回重拟' }).click()
  await heads.page.getByLabel('要改什么').fill('写清楚几盏')
  await heads.page.getByRole('button', { name: '确定退回重拟' }).click()
  const clerks = await at(await clerk.token())
  await clerks.page.getByRole('button', { name: '拟答复' }).click()
  await clerks.page.getByText('退回修改的意见：写清楚几盏').waitFor()
  const answer = clerks.page.getByLabel('答复', { exact: true })
  expect(await answer.inputValue()).toBe('年底前装好。')
  await clerks.page.getByRole('button', { name: '去掉说明.pdf' }).waitFor()
  await answer.fill('年底前装好 12 盏。')
  await clerks.page.getByRole('button', { name: '送签' }).click()
  await clerks.page.getByText('拟答复，待签发').first().waitFor()
  expect(await clerks.page.getByRole('button', { name: '签发', exact: true }).count()).toBe(0)
  await heads.page.reload()
  await heads.page.getByRole('button', { name: '签发', exact: true }).click()
  await heads.page.getByText('以局长王建国的名义签发。').waitFor()
  expect(await heads.page.getByLabel('签发的负责人').count()).toBe(0)
  expect(await barriers(heads.page)).toEqual([])
  await heads.page
    .getByLabel('发文字号')
    .fill(`建函〔${new Date(t.context.clock.now()).getFullYear()}〕3号`)
  await heads.page.getByRole('button', { name: '确定签发' }).click()
  await heads.page.getByText('签发：局长王建国（本人签发）').waitFor()
  await heads.page.getByRole('link', { name: /说明\.pdf/ }).waitFor()
  expect([...heads.troubles, ...clerks.troubles]).toEqual([])
})

it('the office demands accounts of 签发人; a department that has none is told who opens one', async () => {
  const { page, context, troubles } = await desk(browser, { baseURL: t.url })
  await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  await page.goto('/office/suggestions/periods')
  const demand = page.getByLabel('答复须由签发人账号签发')
  await demand.check()
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('存好了。').waitFor()
  await page.reload()
  await expect.poll(() => demand.isChecked()).toBe(true)
  const water = await department(t, '区水利局')
  const { id } = await assignedTo({ lead: fresh(t, 0), office: fresh(t, 'office') }, water.id)
  await done(water.client, id, { act: 'receive' })
  await done(water.client, id, {
    ...contact,
  })
  await done(water.client, id, { act: 'propose', text: '年底前修好。', class: 'A' })
  const theirs = await desk(browser, { baseURL: t.url })
  await theirs.context.addCookies([{ name: 'mashang', value: await water.token(), url: t.url }])
  await theirs.page.goto(`/office/suggestions/${id}`)
  await theirs.page.getByText('本单位还没有签发人的账号，请代表工委开通').waitFor()
  expect(await theirs.page.getByRole('button', { name: '签发', exact: true }).count()).toBe(0)
  expect([...troubles, ...theirs.troubles]).toEqual([])
})
