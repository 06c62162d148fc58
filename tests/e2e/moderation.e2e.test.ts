import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
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

const enter = async (context: BrowserContext, who: 0 | 'office'): Promise<void> =>
  context.addCookies([{ name: 'mashang', value: await t.token(who), url: t.url }])

it('a representative asks the office to look, the office covers a name, and the voter reads why', async () => {
  const mine = await filed(t, { text: '老王家的狗天天不拴绳，孩子都怕。' })

  const hand = await phone(browser, { baseURL: t.url })
  await enter(hand.context, 0)
  await hand.page.goto(`/me/issues/${mine.id}`)
  await hand.page.getByRole('link', { name: '话或照片不妥？请代表工委看看' }).click()
  await hand.page.getByLabel('说一句').fill('指名道姓')
  expect(await barriers(hand.page)).toEqual([])
  expect(await overflows(hand.page)).toBe(false)
  await hand.page.getByRole('button', { name: '请代表工委看', exact: true }).click()
  await hand.page.getByText('已请代表工委看').waitFor()
  await hand.page.getByText('老王家的狗').first().waitFor()

  const { page, context } = await desk(browser, { baseURL: t.url })
  await enter(context, 'office')
  await page.goto('/office/')
  await page.getByRole('link', { name: '审看' }).click()
  await page.getByText('指名道姓').waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: '3 号楼南边路灯不亮' }).click()
  const words = page.getByLabel('内容', { exact: true })
  await words.focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.getByRole('button', { name: '遮住选中的' }).nth(1).click()
  expect(await words.inputValue()).toBe('▇▇家的狗天天不拴绳，孩子都怕。')
  await page.getByLabel('理由（选民看得到）').fill('遮住邻居的称呼')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '遮住，原来的封存' }).click()
  await page.getByText('遮住了一部分').first().waitFor()
  await page.getByRole('button', { name: '打开封存的原文…' }).click()
  await page.getByLabel('为什么要看').fill('核对')
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await page.getByText('老王家的狗').waitFor()
  expect(await barriers(page)).toEqual([])

  await hand.context.clearCookies()
  await hand.page.goto(`/r/${mine.receipt}`)
  await hand.page.getByText('理由：遮住邻居的称呼').waitFor()
  expect(await hand.page.content()).not.toContain('老王')

  await page.getByRole('button', { name: '遮错了，恢复原样…' }).click()
  await page.getByLabel('为什么恢复').fill('说的是店名')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '恢复', exact: true }).click()
  await page.getByText('恢复原样：说的是店名').waitFor()
  await hand.page.reload()
  await hand.page.getByText('理由：说的是店名').waitFor()
  expect(await hand.page.content()).toContain('老王家的狗')
  await context.close()
  await hand.context.close()
})
