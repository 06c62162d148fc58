import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp()
})
afterAll(async () => {
  await t.close()
  await browser.close()
})

async function office(): Promise<{ page: Page; context: BrowserContext }> {
  const { page, context } = await desk(browser, { baseURL: t.url })
  await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  await page.goto('/office/settings')
  return { page, context }
}

it('the office renames a kind, sees it as a voter will, saves it, and goes back to before', async () => {
  const { page, context } = await office()
  await page.getByRole('link', { name: '类别和领域' }).click()
  const preview = page.getByRole('region', { name: '选民看到的样子' })
  await page.getByLabel('类别 求助 的叫法').fill('帮忙')
  await preview.getByText('帮忙', { exact: true }).waitFor()
  await page.getByRole('button', { name: '下移 帮忙' }).click()
  await page.getByLabel('领域 交通 的叫法').fill('城建')
  await page.getByRole('button', { name: '存成新的一版' }).click()
  await page.getByText('“城建”已经有了，请换个说法。').waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  await page.getByLabel('领域 交通 的叫法').fill('出行')
  await page.getByRole('button', { name: '存成新的一版' }).click()
  await page.getByText('类别“求助”改叫“帮忙”').waitFor()

  // Landing and form are one visit: the words come along, without another request.
  const hand = await phone(browser, { baseURL: t.url })
  await hand.page.goto(`/q/${seeded(t).code}`)
  await hand.page.getByRole('link', { name: '反映问题' }).click()
  await hand.page.getByText('出行', { exact: true }).waitFor()
  expect(await overflows(hand.page)).toBe(false)
  await hand.page
    .getByLabel('什么事')
    .or(hand.page.locator('textarea'))
    .first()
    .fill('求你们帮帮忙，路灯坏了两个星期。')
  expect(await hand.page.locator('input[name=kind]:checked').inputValue()).toBe('help')

  await page.getByRole('button', { name: '看这一版 第 1 版' }).click()
  await preview.getByText('求助', { exact: true }).waitFor()
  await page.getByRole('button', { name: '用回第 1 版' }).click()
  await page.getByText('用回第 1 版', { exact: true }).waitFor()
  await hand.page.goto(`/q/${seeded(t).code}/file`)
  await hand.page.getByText('求助', { exact: true }).waitFor()
  await hand.context.close()
  await context.close()
})

it('the office words its pages, is told of what cannot be filled in, and reads what a voter agreed to', async () => {
  const { page, context } = await office()
  await page.getByRole('link', { name: '页面上的话' }).click()
  const preview = page.getByRole('region', { name: '选民看到的样子' })
  await page.getByLabel('求助的电话').fill('请到家站来')
  await page.getByText('里面要有 {电话}').waitFor()
  await page.getByLabel('求助的电话').fill('不会用就打 {电话}')
  await page.getByLabel('提交前的同意').fill('提交就是同意{区名}人大用这些信息办事。')
  await preview.getByText('提交就是同意石拐区人大用这些信息办事。').waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  await page.getByRole('button', { name: '存成新的一版' }).click()
  await page.getByText(/第 2 版，.*起/).waitFor()

  const hand = await phone(browser, { baseURL: t.url })
  await hand.page.goto(`/q/${seeded(t).code}`)
  await hand.page.getByText('不会用就打').waitFor()
  await hand.page.getByRole('link', { name: '反映问题' }).click()
  await hand.page.getByText('提交就是同意石拐区人大用这些信息办事。').waitFor()
  await hand.page.locator('textarea').fill('3 号楼南边的路灯坏了两个多星期。')
  await hand.page.getByRole('button', { name: /^提交给/ }).click()
  await hand.page.waitForURL(/\/r\//)

  await page.goto('/office/issues')
  await page.getByRole('link', { name: /路灯/ }).first().click()
  await page.getByText('第 2 版：提交就是同意石拐区人大用这些信息办事。').waitFor()
  await hand.context.close()
  await context.close()
})
