import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { MediationView } from '@mashang/shared/mediations/mediations.model.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'
import { registered, stepped } from './steps.ts'

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

const signIn = async (device: Device, who: 'office' | 0): Promise<Device> => {
  await device.context.addCookies([{ name: 'mashang', value: await t.token(who), url: t.url }])
  return device
}
async function isWell({ page, troubles }: Device): Promise<void> {
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  expect(troubles).toEqual([])
}

it('goes from the court to an agreement, on a phone and a desk', async () => {
  // Signed in before, for nobody is chosen who has no account yet.
  const li = await signIn(await phone(browser, { baseURL: t.url }), 0)
  const office = await signIn(await desk(browser, { baseURL: t.url }), 'office')
  const { page } = office
  const today = momentDigits(t.clock.now()).slice(0, 10)
  const step = async (on: Page, name: string, fill?: () => Promise<unknown>): Promise<void> => {
    await on.getByRole('button', { name, exact: true }).click()
    await fill?.()
    await on.getByRole('button', { name: '确定', exact: true }).click()
    await on.getByRole('button', { name: '确定', exact: true }).waitFor({ state: 'detached' })
  }
  await page.goto('/office/')
  await page.getByRole('link', { name: '诉前调解', exact: true }).click()
  await page.getByText('还没有诉前调解').waitFor()
  await isWell(office)
  await page.getByRole('link', { name: '登记一件' }).click()
  await page.getByLabel('案由').fill('楼上漏水的赔偿')
  await page.getByLabel('双方').fill('同一单元的两户居民')
  await page.getByLabel('争议概况').fill('天花板泡了，赔多少说不拢。')
  await page.getByRole('radio').first().check()
  await isWell(office)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText('已登记，等受理').waitFor()
  await step(page, '受理')
  await isWell(office)

  await li.page.goto('/me/')
  await li.page.getByText('诉前调解有 1 件等您答复').waitFor()
  await isWell(li)
  const mine = li.page.getByRole('tab', { name: /我的$/ })
  expect(await mine.textContent()).toMatch(/1/)
  await mine.click()
  await li.page.getByRole('link', { name: '诉前调解' }).click()
  await isWell(li)
  const row = li.page.getByRole('link', { name: '楼上漏水的赔偿' })
  expect(await row.textContent()).toMatch(/期限 .+ 24:00/)
  await row.click()
  await step(li.page, '参加，与双方没有利害关系')
  await isWell(li)

  await page.reload()
  await step(page, '双方同意调解', () => page.getByLabel('双方都同意的日子').fill(today))
  await page.getByText('调解中', { exact: true }).waitFor()

  await li.page.reload()
  await step(li.page, '记一步', async () => {
    await li.page.getByLabel('哪一步').selectOption({ label: '调解' })
    // The step has its name, and today's day.
    await li.page.getByRole('heading', { name: '记一步' }).waitFor()
    expect(await li.page.getByLabel('日子').inputValue()).toBe(today)
    await li.page.getByLabel('做了什么').fill('两边坐下来谈了，同意赔三千。')
    await isWell(li)
  })
  await li.page.getByText('两边坐下来谈了，同意赔三千。').waitFor()
  const story = li.page.getByRole('region', { name: '经过' })
  await story.getByText(/受理调解 · 代表工委/).waitFor()
  await story.getByText(/答应参加调解/).waitFor()

  await page.reload()
  await step(page, '登记结果', async () => {
    await page.getByLabel('日子').fill(today)
    await page.getByLabel('协议书编号').fill('石调协〔2026〕3 号')
    await isWell(office)
  })
  await page.getByText('达成调解协议', { exact: true }).waitFor()
  await isWell(office)

  // What narrows the list stands in its address.
  await page.getByRole('link', { name: '诉前调解', exact: true }).first().click()
  await page.getByRole('button', { name: '没结束的', exact: true }).click()
  await page.getByText('没有这样的调解').waitFor()
  expect(new URL(page.url()).search).toBe('?open=true')
  await isWell(office)
  await page.reload()
  await page.getByRole('button', { name: '看全部' }).click()
  await page.getByText('共 1 件').waitFor()
  await page.getByRole('link', { name: '楼上漏水的赔偿' }).waitFor()
  await isWell(office)

  await li.page.goto('/me/mediations')
  await li.page.getByRole('heading', { name: '结束了的 1 件' }).waitFor()
  await isWell(li)

  await li.page.goto('/me/record')
  await li.page.getByRole('link', { name: '楼上漏水的赔偿' }).waitFor()
})

/** What is sent arrives, and its answer does not: once. */
async function answerLost({ page }: Device, path: string): Promise<void> {
  await page.route(
    path,
    async (route) => {
      await route.fetch()
      await route.abort('connectionfailed')
    },
    { times: 1 },
  )
}

it('a form whose answer was lost opens one, also after the page was loaded again', async () => {
  const office = await signIn(await desk(browser, { baseURL: t.url }), 'office')
  await t.token(0)
  const { page } = office
  const send = page.getByRole('button', { name: '登记', exact: true })
  const begin = async (title: string): Promise<void> => {
    await page.goto('/office/mediations/new')
    await page.getByLabel('案由').fill(title)
    await page.getByLabel('双方').fill('两位邻居')
    await page.getByLabel('争议概况').fill('树荫挡了光。')
    await page.getByRole('radio').first().check()
    await answerLost(office, '**/api/mediations')
    await send.click()
    await page.getByText('没有连上').waitFor()
  }
  const titles = async (): Promise<string[]> => {
    const { items } = (await (await t.as('office'))({ url: '/api/mediations?size=50' })).json()
    return items.map(({ title }: MediationView) => title).sort()
  }
  await begin('挡光一')
  await page.reload()
  expect(await page.getByRole('radio').first().isChecked()).toBe(true)
  await send.click()
  await page.getByText('已登记，等受理').waitFor()
  expect((await titles()).filter((one) => one.startsWith('挡光'))).toEqual(['挡光一'])

  // Changed meanwhile: it is told, and the form is not offered once more.
  await begin('挡光二')
  await page.getByLabel('案由').fill('挡光三')
  await send.click()
  await page.getByText('这件其实已经登记上了').waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: '去名单里看' }).click()
  await page.getByRole('link', { name: '挡光二' }).waitFor()
  await page.getByRole('link', { name: '登记一件' }).click()
  expect(await page.getByLabel('案由').inputValue()).toBe('')
  expect((await titles()).filter((one) => one.startsWith('挡光'))).toEqual(['挡光一', '挡光二'])
  expect(office.troubles.filter((one) => !one.startsWith('409'))).toEqual([])
  await office.close()
})

it('a step whose answer was lost is noted once, and the focus goes back to the steps', async () => {
  const li = await signIn(await phone(browser, { baseURL: t.url }), 0)
  const today = momentDigits(t.clock.now()).slice(0, 10)
  const by = await t.as('office')
  const { id } = await registered(by, [seeded(t, 0).id])
  await stepped(await t.as(0), id, { act: 'join' })
  await stepped(by, id, { act: 'accept' })
  await stepped(by, id, { act: 'consent', on: today })
  const noted = async (): Promise<number> =>
    (await by({ url: `/api/mediations/${id}` })).json<MediationView>().log.length
  const { page } = li
  const form = page.getByRole('form', { name: '记一步' })
  const type = async (words: string): Promise<void> => {
    await page.getByRole('button', { name: '记一步' }).click()
    await form.getByLabel('日子').fill(today)
    await form.getByLabel('做了什么').fill(words)
  }
  const send = () => form.getByRole('button', { name: '确定' }).click()
  await page.goto(`/me/mediations/${id}`)
  await type('去看了现场。')
  await answerLost(li, '**/acts')
  await send()
  await form.waitFor({ state: 'detached' })
  await page.getByText('去看了现场。').waitFor()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON')
  expect(await noted()).toBe(1)

  // Nor where the page was gone before the answer could be.
  await type('又去了一次。')
  await page.evaluate(() => sessionStorage.setItem('kept', JSON.stringify({ ...localStorage })))
  await send()
  await form.waitFor({ state: 'detached' })
  await page.evaluate(() => {
    for (const [key, value] of Object.entries(JSON.parse(sessionStorage.kept)))
      localStorage.setItem(key, String(value))
  })
  await page.reload()
  await page.getByRole('button', { name: '记一步' }).click()
  expect(await form.getByLabel('做了什么').inputValue()).toBe('')
  expect(await noted()).toBe(2)
  expect(li.troubles).toEqual([])
  await li.close()
})
