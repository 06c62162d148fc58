import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountSteps, PASSWORD } from '../accounts/steps.ts'
import { filed } from '../issues/steps.ts'
import { desk, launchBrowser } from '../support/devices.ts'
import { barriers, type LiveApp, startLiveApp } from '../support/live-app.ts'

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

it('somebody who only prints sees what is for printing, and of voters nothing', async () => {
  const mine = await filed(t, { title: '三楼的灯坏了' })
  await steps.active('zhao')
  const { page: admin, context, troubles } = await desk(browser, { baseURL: t.url })
  await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  await admin.goto('/office/accounts')
  await admin.getByRole('button', { name: /管理\s*赵敏的账号/ }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /^管理员/ }).uncheck()
  await dialog.getByRole('checkbox', { name: /^印制/ }).check()
  await dialog.getByLabel('为什么改').fill('借调来印海报')
  expect(await barriers(admin)).toEqual([])
  await dialog.getByRole('button', { name: '保存权限' }).click()
  await admin.getByText('改好了，对方下一次点开就按新的来。').waitFor()
  expect(troubles).toEqual([])

  const printer = await desk(browser, { baseURL: t.url })
  const { page } = printer
  await page.goto('/office/sign-in')
  await page.getByLabel('账号', { exact: true }).fill('zhao')
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  const links = page.getByRole('navigation', { name: '主导航' }).getByRole('link')
  await links.filter({ hasText: '码与海报' }).waitFor()
  expect(await links.allTextContents()).toEqual(
    [/消息/, /代表与家站/, /码与海报/, /巡查/].map((name) => expect.stringMatching(name)),
  )
  await links.filter({ hasText: '码与海报' }).click()
  await page.getByRole('link', { name: '印一批' }).first().waitFor()
  expect(await barriers(page)).toEqual([])
  for (const path of ['issues', `issues/${mine.id}`, 'accounts', 'settings', 'moderation']) {
    await page.goto(`/office/${path}`)
    await page.waitForURL('**/office/sheets')
    expect(await page.locator('body').textContent(), path).not.toContain('三楼的灯坏了')
    expect(await page.getByRole('button', { name: '新建账号' }).count(), path).toBe(0)
  }
  await printer.close()
  await context.close()
})
