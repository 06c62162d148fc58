import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveSettings } from '../districts/steps.ts'
import { filed, seeded } from '../issues/steps.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp({ config: { limits: false } })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

const cookie = async (who: 'office' | 0) => [
  { name: 'mashang', value: await t.token(who), url: t.url },
]
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

describe('a matter that follows another on the same page', () => {
  it('is the one that acts go to', async () => {
    // Who has no account is not offered.
    await t.token(1)
    const text = '锦绣社区 3 号楼南边的路灯坏了五天，晚上看不见路'
    const first = await filed(t, { title: '路灯坏了五天', text })
    const second = await filed(t, { title: '路灯又坏了', text })
    const { page, context, close } = await desk(browser, { baseURL: t.url })
    await context.addCookies(await cookie('office'))
    await page.goto(`/office/issues/${first.id}`)
    await page.getByRole('link', { name: /路灯又坏了/ }).click()
    await page.getByText(second.number).first().waitFor()
    await page.goBack()
    await page.getByText(first.number).first().waitFor()
    await press(page, '改派')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: new RegExp(seeded(t, 1).name) }).click()
    await dialog.getByLabel('理由').fill('地点在另一个选区')
    const sent = page.waitForRequest((request) => request.method() === 'POST')
    await dialog.getByRole('button', { name: /^改派给/ }).click()
    expect(new URL((await sent).url()).pathname).toContain(first.id)
    await close()
  })
})

describe('what is typed', () => {
  it('into the settings stays when the page asks the server again', async () => {
    const { page, context, close } = await desk(browser, { baseURL: t.url })
    await context.addCookies(await cookie('office'))
    await page.goto('/office/settings')
    await page.getByLabel('旗县区名称').fill('新名字区')
    await page.getByLabel('兜底电话').fill('0472-1234567')
    const colleague = await t.as('office')
    await saveSettings(colleague, { silentAfterDays: 20 })
    await context.setOffline(true)
    const again = page.waitForResponse((answer) => answer.url().endsWith('/api/district'))
    await context.setOffline(false)
    await again
    await page.waitForTimeout(200)
    expect(await page.getByLabel('旗县区名称').inputValue()).toBe('新名字区')
    expect(await page.getByLabel('兜底电话').inputValue()).toBe('0472-1234567')
    // Nor is what a colleague stored meanwhile undone without a word.
    await page.getByText('别处刚刚改过，这里还留着您改的。').waitFor()
    const store = page.getByRole('button', { name: '保存', exact: true })
    expect(await store.isDisabled()).toBe(true)
    await press(page, '用改过的')
    expect(await page.getByLabel('多少天没人扫').inputValue()).toBe('20')
    await page.getByLabel('旗县区名称').fill('新名字区')
    await store.click()
    await page.getByText('已保存').waitFor()
    await close()
  })

  it('by a representative is not taken away by ready words, nor sent with their blanks', async () => {
    const issue = await filed(t)
    const { page, context } = await phone(browser, { baseURL: t.url })
    await context.addCookies(await cookie(0))
    await page.goto(`/me/issues/${issue.id}/decline`)
    await page.getByLabel('告诉选民').fill('我写了很久的话')
    await press(page, '法院正在办')
    expect(await page.getByLabel('告诉选民').inputValue()).toBe('我写了很久的话')
    await page.getByRole('button', { name: /^换成“法院正在办”/ }).click()
    expect(await page.getByLabel('告诉选民').inputValue()).toContain('12368')

    await page.goto(`/me/issues/${issue.id}/answer`)
    await press(page, '我__日再告诉您结果。')
    await press(page, '送出答复')
    await page.getByText('还有空着的“__”').waitFor()
    await page.getByLabel('您的答复').fill('我 28 日再告诉您结果，是区住建局来修。')
    await press(page, '送出答复')
    await page.getByRole('region', { name: '往来' }).getByText('我 28 日再告诉您').waitFor()
    await context.close()
  })
})
