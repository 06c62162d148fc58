import { answerClasses } from '@mashang/shared/suggestions/suggestions.words.ts'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { department } from '../suggestions/steps.ts'
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

it('the office says class B otherwise, sees who did and when, and takes the earlier words back', async () => {
  const { page, context, troubles } = await desk(browser, { baseURL: t.url })
  await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  const hasFocus = (one: Locator): Promise<boolean> =>
    one.evaluate((element) => element === document.activeElement)
  await department(t, '区住建局')
  await page.goto('/office/suggestions/periods')
  await page.getByText(/签不了答复，也不能用链接答复：区住建局/).waitFor()
  await page.getByText('还没有改过').waitFor()
  const words = page.getByLabel('B 类', { exact: true })
  const save = page.getByRole('button', { name: '保存', exact: true })
  await words.fill('正在办')
  await save.click()
  await page.getByText(`B 类“${answerClasses.B}”改成“正在办”`).waitFor()
  await page.getByRole('button', { name: '看这一版 第 1 版' }).click()
  const looked = page.getByRole('region', { name: '第 1 版的说法' })
  await looked.getByText(answerClasses.B).waitFor()
  expect(await hasFocus(looked)).toBe(true)
  // Looking changes nothing.
  expect(await words.inputValue()).toBe('正在办')
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  await looked.getByRole('button', { name: '填到上面，再保存' }).click()
  await looked.waitFor({ state: 'detached' })
  expect(await hasFocus(page.getByLabel('A 类', { exact: true }))).toBe(true)
  expect(await words.inputValue()).toBe(answerClasses.B)
  await save.click()
  await page.getByText('用回第 1 版').waitFor()
  expect(troubles).toEqual([])
})
