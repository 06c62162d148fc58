import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeAt } from '../accounts/second-factor.steps.ts'
import { accountSteps, PASSWORD } from '../accounts/steps.ts'
import { desk, launchBrowser } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

const MINUTE = 60_000
let browser: Browser
let t: LiveApp
const steps = accountSteps(() => t)
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp()
})
afterAll(async () => {
  await t.close()
  await browser.close()
})

it('somebody of the office sets up two steps, signs in with both, and is asked again before what is sensitive', async () => {
  await steps.active('zhao')
  const { page, context } = await desk(browser, { baseURL: t.url })
  const password = async (): Promise<void> => {
    await page.goto('/office/sign-in')
    await page.getByLabel('账号', { exact: true }).fill('zhao')
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: '登录', exact: true }).click()
  }
  await password()
  await page.getByRole('link', { name: '我的两步登录' }).click()
  await page.getByRole('button', { name: '现在设好' }).click()
  const secret = (await page.locator('.secret').textContent()) ?? ''
  const now = (): string => codeAt(secret, t.clock.now())
  await page.getByLabel('填验证器上现在的 6 位数字').fill('000 000')
  await page.getByRole('button', { name: '核对并启用' }).click()
  await page.getByText('验证码不对或已经用过').waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('填验证器上现在的 6 位数字').fill(now())
  await page.getByRole('button', { name: '核对并启用' }).click()
  await page.getByRole('heading', { name: '备用码，只显示这一次' }).waitFor()
  expect(await page.locator('.codes li').count()).toBe(10)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '我记好了' }).click()
  await page.getByText('还剩 10 个备用码').waitFor()
  await page.getByRole('button', { name: '退出', exact: true }).click()

  t.clock.advance(MINUTE)
  await password()
  await page.getByLabel('验证器上的 6 位数字').fill(now())
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('这台电脑只有我用').check()
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '现在' }).waitFor()
  await page.getByRole('button', { name: '退出', exact: true }).click()
  await page.locator('input[name=password]').waitFor()

  // The device is trusted: the password is enough.
  await password()
  await page.getByRole('heading', { name: '现在' }).waitFor()
  await page.getByRole('link', { name: '账号', exact: true }).click()
  await page.getByRole('button', { name: '新建账号' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '代表工委' }).click()
  await page.getByRole('dialog').getByLabel('姓名').fill('钱进')
  await page.getByLabel('账号（一般用手机号）').fill('qian')
  // What the account may do is chosen, not given.
  await page.getByRole('button', { name: '建好并打印登录码' }).click()
  await page.getByText('请选能做什么，至少一样。').waitFor()
  await page.getByRole('checkbox', { name: '督查' }).check()
  await page.getByRole('button', { name: '建好并打印登录码' }).click()
  t.clock.advance(MINUTE)
  await page.getByLabel('验证器上的 6 位数字，或一个备用码').fill(now())
  await page.getByRole('button', { name: '确认', exact: true }).click()
  await page.getByRole('heading', { name: '一次性登录码' }).waitFor()
  expect(await overflows(page)).toBe(false)
  await context.close()
})
