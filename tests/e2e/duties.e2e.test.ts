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
    await page.getByText('权限里，您的账号打不开。').waitFor()
    await page.getByRole('link', { name: '去“码与海报”' }).waitFor()
    expect(await page.locator('body').textContent(), path).not.toContain('三楼的灯坏了')
    expect(await page.getByRole('button', { name: '新建账号' }).count(), path).toBe(0)
  }
  await printer.close()
  await context.close()
})

it('the office of a street sees its stations, in the menu and behind it, and nothing else', async () => {
  await filed(t, { title: '本街道的路灯' }, 0)
  const theirs = await filed(t, { title: '别处的井盖' }, 2)
  await steps.active('qian')
  const { page: admin, context, troubles } = await desk(browser, { baseURL: t.url })
  await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  await admin.goto('/office/accounts?role=office')
  const row = admin.getByRole('row').filter({ hasText: 'qian' })
  await row.getByRole('button', { name: /^管理/ }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByText('管理员管全区').waitFor()
  await dialog.getByRole('checkbox', { name: /^管理员/ }).uncheck()
  await dialog.getByRole('checkbox', { name: /^办理/ }).check()
  await dialog.getByRole('checkbox', { name: '大发街道代表之家' }).check()
  await dialog.getByText('别的功能不显示').waitFor()
  await dialog.getByLabel('为什么改').fill('街道人大工委的')
  expect(await barriers(admin)).toEqual([])
  // The line breaks between the two steps: it is said what is done, and saving again does the rest.
  await admin.route(/accounts\/[^/]+\/stations$/, (route) => route.abort(), { times: 1 })
  await dialog.getByRole('button', { name: '保存权限' }).click()
  await dialog.getByText('权限已经改好，家站还没有改。').waitFor()
  await dialog.getByRole('button', { name: '保存权限' }).click()
  await admin.getByText('改好了，对方下一次点开就按新的来。').waitFor()
  await row.getByText('大发街道代表之家').waitFor()
  expect(troubles).toEqual([])

  const street = await desk(browser, { baseURL: t.url })
  const { page } = street
  await page.goto('/office/sign-in')
  await page.getByLabel('账号', { exact: true }).fill('qian')
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('link', { name: '本街道的路灯' }).waitFor()
  const links = page.getByRole('navigation', { name: '主导航' }).getByRole('link')
  expect(await links.allTextContents()).toEqual(
    [/消息/, /群众反映/, /代表与家站/, /码与海报/, /巡查/, /提醒方式/].map((name) =>
      expect.stringMatching(name),
    ),
  )
  expect(await page.getByText('别处的井盖').count()).toBe(0)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: '本街道的路灯' }).click()
  await page.getByRole('button', { name: '改派' }).click()
  await page.getByRole('dialog').getByRole('radio').first().waitFor()
  for (const part of ['代表与家站', '码与海报', '提醒方式']) {
    await page.goto('/office/issues')
    await links.filter({ hasText: part }).click()
    await page.getByRole('heading', { level: 1, name: part }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.locator('main').textContent()).not.toContain('五当召镇代表之家')
    expect(await barriers(page)).toEqual([])
  }
  expect(street.troubles, 'nothing is asked for that is refused').toEqual([])
  await page.goto('/office/')
  await page.waitForURL('**/office/issues')
  for (const path of ['accounts', 'ledger', 'settings', 'suggestions', 'roster', 'wall']) {
    await page.goto(`/office/${path}`)
    await page.getByText('是全区的，您的账号只管大发街道代表之家。').waitFor()
    await page.getByRole('link', { name: '去“群众反映”' }).waitFor()
  }
  await page.goto(`/office/issues/${theirs.id}`)
  await page.getByText('没有找到').first().waitFor()
  expect(await page.locator('body').textContent()).not.toContain('别处的井盖')
  await street.close()
  await context.close()
})
