import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
let own: Device
let voter: Device
let office: Device
let matter: Awaited<ReturnType<typeof filed>>

const signedIn = async (device: Device, who: 'office' | 0): Promise<Device> => {
  await device.context.addCookies([{ name: 'mashang', value: await t.token(who), url: t.url }])
  return device
}
beforeAll(async () => {
  t = await startLiveApp()
  browser = await launchBrowser()
  own = await signedIn(await phone(browser, { baseURL: t.url }), 0)
  office = await signedIn(await desk(browser, { baseURL: t.url }), 'office')
  voter = await phone(browser, { baseURL: t.url })
  matter = await filed(t)
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

describe('what was promised with an answer', () => {
  it('is answered, and stands in the inbox with the clock of its conclusion', async () => {
    const { page } = own
    await page.goto(`/me/issues/${matter.id}/answer`)
    await page.getByLabel('您的答复').fill('电缆断了，区住建局明天上午来换线，周五晚上会亮。')
    await page.getByRole('button', { name: '送出答复' }).click()
    await page.getByRole('region', { name: '办结时限' }).getByText('11月30日 24:00 前').waitFor()
    await page.goto('/me/')
    await page.getByText('等答复的都办完了').waitFor()
    const row = page.getByRole('link', { name: /路灯不亮/ })
    expect(await row.textContent()).toContain('办结 还剩')
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
  })

  it('waits for the voter, who says a word, and goes on', async () => {
    const { page } = own
    await page.getByRole('link', { name: /路灯不亮/ }).click()
    await page.getByRole('button', { name: '等选民回话' }).click()
    await page.getByLabel('要问什么').fill('您说的是南门还是西门的灯？')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '问选民，停表等回话' }).click()
    await page.getByText('等选民回话，办结的表停着').waitFor()
    // Nothing can be stopped twice: the page that asks says so, and sends nothing.
    await page.goto(`/me/issues/${matter.id}/ask`)
    await page.getByText('表已经停着，在等选民回话。').waitFor()
    await page.getByLabel('要问什么').fill('再问一句')
    const again = page.getByRole('button', { name: '问选民，停表等回话' })
    expect(await again.isDisabled()).toBe(true)
    await page.goto(`/me/issues/${matter.id}`)

    t.clock.advance(2 * HOUR)
    await voter.page.goto(`/r/${matter.receipt}`)
    await voter.page.getByText('正等您回一句话').waitFor()
    await voter.page.waitForLoadState('networkidle')
    await voter.page.getByText('补充一句', { exact: true }).click()
    await voter.page.locator('textarea:visible').last().fill('是南门那两盏。')
    await voter.page.getByRole('button', { name: '送给代表' }).click()
    await voter.page.getByText('您回了话，办结的表接着走。').waitFor()
  })

  it('is given more time, with a reason that the voter reads', async () => {
    const { page } = own
    await page.reload()
    await page.getByRole('button', { name: '延期' }).click()
    await page.getByRole('button', { name: '3 个' }).click()
    await page.getByLabel('理由').fill('配件下周三才到货。')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '延期，并告诉选民' }).click()
    await page.getByText('5 个工作日，延期 3 个').waitFor()
  })

  it('explains its time to the voter, step by step, without script too', async () => {
    const { page } = voter
    await page.getByRole('link', { name: '为什么是这个时间？' }).click()
    await page.getByText('理由：配件下周三才到货。').waitFor()
    await page.getByText('第 8 个工作日（延期） 12月3日 周四').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await page.getByRole('link', { name: '返回' }).click()
    await page.getByText('补充一句', { exact: true }).waitFor()
    const bare = await phone(browser, { baseURL: t.url, javaScriptEnabled: false })
    await bare.page.goto(`/r/${matter.receipt}/why`)
    await bare.page.getByText('第 8 个工作日（延期） 12月3日 周四').waitFor()
    await bare.close()
  })

  it('moves with the office’s calendar, which shows it before', async () => {
    const { page } = office
    await page.goto('/office/')
    await page.getByText('还没有 2027 年的工作日历').waitFor()
    await page.getByRole('link', { name: '去补上' }).click()
    await page.getByRole('button', { name: '11月26日 周四，上班' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByLabel('点日子时写上的名称').fill('建区纪念日')
    await page.getByRole('button', { name: '11月26日 周四，上班' }).click()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByText('改了 2 处').waitFor()
    await page.getByRole('button', { name: '退一步' }).click()
    await page.getByText('改了 1 处').waitFor()
    await page.getByRole('button', { name: '看看会动什么，再保存' }).click()
    await page.getByText('2026年11月26日（周四）：平常日子 → 休（建区纪念日）').waitFor()
    expect(await page.getByRole('dialog').textContent()).toContain(matter.number)
    expect(await barriers(page)).toEqual([])
    await page.getByLabel('理由').fill('区里放假一天')
    await page.getByRole('button', { name: '保存成新的一版' }).click()
    await page.getByText('已存成第 1 版，动了 1 块还在走的表。').waitFor()
    await page.getByText('第 1 版', { exact: true }).first().waitFor()
  })

  it('is concluded in words, and the clock stops in time', async () => {
    const { page } = own
    await page.reload()
    await page.getByRole('button', { name: '办结', exact: true }).click()
    await page.getByLabel('办得怎么样').fill('电缆昨天换好了，晚上我去看过，3 号楼的灯都亮了。')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '办结，并告诉选民' }).click()
    await page.getByText('按时办结').waitFor()
    await page.goto('/me/')
    await page.getByText('都办完了').waitFor()
    await voter.page.goto(`/r/${matter.receipt}`)
    await voter.page.getByRole('heading', { name: '这件事办结了' }).waitFor()
    await voter.page.getByRole('button', { name: '提交评价' }).waitFor()
    for (const device of [own, voter, office]) expect(device.troubles).toEqual([])
  })
})
