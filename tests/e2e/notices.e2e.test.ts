import { ClockWatch } from '@mashang/server/notices/clock-watch.ts'
import { ladderTurn } from '@mashang/server/notices/notices.jobs.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
let watch: ClockWatch
beforeAll(async () => {
  ;[t, browser] = await Promise.all([startLiveApp(), launchBrowser()])
  watch = new ClockWatch(t.context, t.clock)
  await t.as(0)
  await t.as('office')
  await ladderTurn(t.context, watch)
})
afterAll(async () => {
  await browser?.close()
  await t?.close()
})

const cookie = async (who: 0 | 'office') => ({
  name: 'mashang',
  value: await t.token(who),
  url: t.url,
})

describe('being told in the app', () => {
  it('a matter stands in the inbox by itself, is told once, and read where it is looked at', async () => {
    const { page, context, troubles, close } = await phone(browser)
    await context.addCookies([await cookie(0)])
    await page.goto(`${t.url}/me/`)
    await page.getByText('都办完了').waitFor()
    // The page asks and listens; nothing on it is touched.
    await filed(t)
    await tellOfFacts(t.context)
    await page.getByText('3 号楼南边路灯不亮').waitFor()

    const tab = page.getByRole('tab', { name: /消息/ })
    await tab.getByText('1', { exact: true }).waitFor()
    await tab.click()
    await page.getByText('1 条没看过').waitFor()
    expect(await overflows(page)).toBe(false)
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: /新来一件群众反映/ }).click()
    await page.getByRole('heading', { name: '3 号楼南边路灯不亮' }).waitFor()
    await page.goBack()
    await page.getByText('都看过了').waitFor()
    expect(troubles).toEqual([])
    await close()
  })
})

describe('a stream that is refused', () => {
  it('is stood in for by asking, and tried again after a while', async () => {
    const { page, context, close } = await phone(browser)
    await context.addCookies([await cookie(0)])
    await page.clock.install()
    await page.route('**/api/notices/stream', (route) => route.fulfill({ status: 503 }))
    await page.goto(`${t.url}/me/`)
    const tab = page.getByRole('tab', { name: /消息/ })
    await tab.waitFor()
    await filed(t)
    await tellOfFacts(t.context)
    // The page begins to ask once it has heard the refusal, which may be after the first step.
    const patient = { timeout: 20_000, interval: 300 }
    await expect
      .poll(async () => {
        await page.clock.runFor(31_000)
        return await tab.getByText('1', { exact: true }).count()
      }, patient)
      .toBe(1)

    await page.unroute('**/api/notices/stream')
    let opened = false
    page.on('response', (one) => {
      opened ||= one.url().endsWith('/api/notices/stream') && one.ok()
    })
    await expect
      .poll(async () => {
        await page.clock.runFor(80_000)
        return opened
      }, patient)
      .toBe(true)
    await close()
  })
})

describe('the office', () => {
  it('sees that the time is wrong, and says with a reason that it is right', async () => {
    t.clock.jump(30 * HOUR)
    await ladderTurn(t.context, watch)
    const { page, context, troubles, close } = await desk(browser)
    await context.addCookies([await cookie('office')])
    await page.goto(`${t.url}/office/`)
    const alarm = page.getByRole('alert').filter({ hasText: '服务器的时间不对' })
    await alarm.getByText('快了约 30 小时').waitFor()
    expect(await barriers(page)).toEqual([])
    await alarm.getByRole('button', { name: '时间没错，恢复提醒…' }).click()
    await alarm.getByLabel('为什么说时间没错').fill('原来慢了三十小时，刚刚对过表。')
    await alarm.getByRole('button', { name: '恢复提醒', exact: true }).click()
    await alarm.waitFor({ state: 'detached' })
    expect(troubles).toEqual([])
    await close()
  })

  it('changes the ladder, is told what is wrong with it, and gets the standard one back', async () => {
    const { page, context, troubles, close } = await desk(browser)
    await context.addCookies([await cookie('office')])
    await page.goto(`${t.url}/office/settings`)
    const ladder = page.getByRole('region', { name: '没有回应时的提醒' })
    const first = ladder.getByRole('group', { name: '第 1 级' })
    await first.getByLabel('过了').fill('30')
    await ladder.getByRole('button', { name: '保存提醒' }).click()
    await ladder.getByText('要比上一级的 30 小时晚。').waitFor()
    expect(troubles.splice(0)).toEqual(['400 PUT /api/district/ladder'])
    await first.getByLabel('过了').fill('6')
    await ladder.getByRole('button', { name: '保存提醒' }).click()
    await ladder.getByRole('button', { name: '恢复标准的' }).click()
    await ladder.getByRole('button', { name: '恢复标准的' }).waitFor({ state: 'detached' })
    expect(await first.getByLabel('过了').inputValue()).toBe('12')
    expect(await barriers(page)).toEqual([])
    expect(troubles).toEqual([])
    await close()
  })

  it('changes how long things may take, is told what is wrong, and gets the standard back', async () => {
    const { page, context, troubles, close } = await desk(browser)
    await context.addCookies([await cookie('office')])
    await page.goto(`${t.url}/office/settings`)
    const limits = page.getByRole('region', { name: '时限与次数' })
    const save = limits.getByRole('button', { name: '保存时限' })
    const days = limits.getByLabel('答复之后，多久办结')
    await days.waitFor()
    // Nothing was changed yet.
    expect(await save.isDisabled()).toBe(true)
    await days.fill('10')
    await save.click()
    await limits.getByText('复杂的事要比一般的多给几天。').waitFor()
    expect(troubles.splice(0)).toEqual(['400 PUT /api/district/limits'])
    await days.fill('7')
    await save.click()
    await limits.getByText('现在是第 2 版').waitFor()
    await page.reload()
    await limits.getByText('标准是 5').waitFor()
    expect(await days.inputValue()).toBe('7')
    expect(await barriers(page)).toEqual([])
    await limits.getByRole('button', { name: '恢复标准的' }).click()
    await limits.getByText('现在是第 3 版').waitFor()
    expect(await days.inputValue()).toBe('5')
    expect(troubles).toEqual([])
    await close()
  })
})
