import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filingTo, type SeededRepresentative } from '../support/app.ts'
import { launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

const PASSWORD = '草原上的马儿跑得特别快'
let key = 0

async function file(changes: object, index = 0): Promise<{ id: string; receipt: string }> {
  const filed = await t.voter({
    method: 'POST',
    url: '/api/issues',
    headers: { 'idempotency-key': `e2e-representative-${key++}` },
    body: filingTo(t.seed.representatives[index] as SeededRepresentative, changes),
  })
  expect(filed.statusCode, filed.body).toBe(201)
  return filed.json()
}

/** A one-time code as the office prints it, for the seeded representative. */
async function oneTimeCode(index: 0 | 1 | 2): Promise<{ login: string; code: string }> {
  await t.as(index)
  const office = await t.as('office')
  const { items } = (await office({ url: '/api/accounts?role=representative' })).json()
  const mine = items.find(
    (row: { representativeId: string }) =>
      row.representativeId === t.seed.representatives[index]?.id,
  )
  const issued = await office({
    method: 'POST',
    url: '/api/accounts/one-time-codes',
    body: { accounts: [mine.id] },
  })
  return issued.json().items[0]
}

async function signInFirst(page: Page, index: 0 | 1 | 2): Promise<void> {
  const { login, code } = await oneTimeCode(index)
  await page.goto('/me/')
  await page.getByRole('button', { name: /第一次登录/ }).click()
  await page.getByLabel('手机号或账号').fill(login)
  await page.getByLabel('一次性登录码').fill(code.toLowerCase())
  await page.getByLabel('给自己设一个密码').fill(PASSWORD)
  await page.getByRole('button', { name: '设好密码并登录' }).click()
  await page.getByRole('heading', { name: /^待办/ }).waitFor()
}

describe('the representative’s phone', () => {
  it('signs in with a printed code, answers in words, and the clock stops', async () => {
    const { receipt } = await file({ title: '3 号楼南边路灯不亮' })
    t.clock.advance(5 * 3_600_000 + 40 * 60_000)
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    await signInFirst(page, 0)

    const row = page.getByRole('link', { name: /3 号楼南边路灯不亮/ })
    await row.waitFor()
    expect(await row.textContent()).toMatch(/还剩 18 小时 (19|20) 分/)
    expect(await row.textContent()).toContain('明天 10:32 前')
    expect(await row.textContent()).toContain('王女士')
    expect(await barriers(page)).toEqual([])

    await row.click()
    await page.getByText('锦绣社区 3 号楼南侧').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '答复王女士' }).click()

    await page.getByLabel('您的答复').fill('收到，谢谢您的反映。')
    await page.getByRole('button', { name: '送出答复' }).click()
    await page.getByText('这句话还不算答复').waitFor()
    expect(await barriers(page)).toEqual([])

    const answer = '王女士您好，我下午去看了，是电缆断了，区住建局明天上午来换线。'
    await page.getByLabel('您的答复').fill(answer)
    await page.getByText('草稿已存').waitFor()
    await page.reload()
    expect(await page.getByLabel('您的答复').inputValue()).toBe(answer)
    expect(await page.locator('.ticks .inside').count()).toBe(3)
    await page.getByRole('button', { name: '送出答复' }).click()

    await page.getByText('按时，用了 5 小时 40 分').waitFor()
    await page.getByRole('region', { name: '往来' }).getByText(answer).waitFor()
    await page.getByRole('button', { name: '返回' }).click()
    await page.getByText('都办完了').waitFor()

    const seen = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(seen.state).toBe('answered')
    expect(seen.messages.at(-1).text).toBe(answer)
    expect(troubles, 'only the refused answer').toEqual([
      expect.stringMatching(/^422 POST .*\/response$/),
    ])
    await context.close()
  })

  it('passes a matter on to a department by name, with words for the voter', async () => {
    const { receipt } = await file({ title: '后营子路积水' }, 1)
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    await signInFirst(page, 1)
    await page.getByRole('link', { name: /后营子路积水/ }).click()
    await page.getByRole('button', { name: '转办' }).click()
    await page.getByRole('button', { name: '政府部门' }).click()
    await page.getByLabel('哪个单位').fill('区住房和城乡建设局')
    await page.getByRole('button', { name: '替我起个头' }).click()

    const send = page.getByRole('button', { name: '转给区住房和城乡建设局' })
    expect(await send.isDisabled(), 'blanks are still open').toBe(true)
    const words = await page.getByLabel('告诉选民').inputValue()
    await page
      .getByLabel('告诉选民')
      .fill(words.replace('__', '疏通排水口').replace('__', '11月26'))
    await send.click()
    await page.getByText('办理中').first().waitFor()
    await page.getByRole('button', { name: '返回' }).click()
    await page.getByRole('heading', { name: /等别人回话/ }).waitFor()

    const seen = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(seen.state).toBe('referred')
    expect(seen.messages.at(-1).text).toContain('疏通排水口')
    expect(troubles).toEqual([])
    await context.close()
  })

  it('declines only after saying where to go, and asks once', async () => {
    const { receipt } = await file({ title: '官司打了两年' }, 2)
    const { page, context } = await phone(browser, { baseURL: t.url })
    await signInFirst(page, 2)
    await page.getByRole('link', { name: /官司打了两年/ }).click()
    await page.getByRole('button', { name: '不予受理' }).click()
    const send = page.getByRole('button', { name: /不予受理，并告诉选民/ })
    expect(await send.isDisabled()).toBe(true)
    await page.getByRole('button', { name: '法院正在办' }).click()
    const place = page.getByLabel('去哪里，可以自己写')
    expect(await place.inputValue()).toBe('法院')
    await place.fill(' ')
    expect(await send.isDisabled()).toBe(true)
    await page.getByRole('button', { name: '法律援助 12348' }).click()
    expect(await place.inputValue()).toBe('法律援助 12348')
    await place.fill('石拐区人民法院执行局')
    await page.reload()
    expect(await place.inputValue()).toBe('石拐区人民法院执行局')
    await send.click()
    await page.getByRole('dialog').getByText('石拐区人民法院执行局').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '再想想' }).click()
    expect((await t.voter({ url: `/api/receipts/${receipt}` })).json().state).toBe('awaiting')
    await send.click()
    await page.getByRole('dialog').getByRole('button', { name: '不予受理' }).click()
    await page.getByText('不予受理 · 城建').waitFor()
    const seen = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(seen.state).toBe('declined')
    expect(seen.messages.at(-1).text).toContain('12368')
    expect(seen.messages.at(-1).target).toBe('石拐区人民法院执行局')
    await context.close()
  })

  it('keeps what it last saw when the signal is gone, and says so', async () => {
    await file({ title: '幼儿园门口放学没人管车' })
    const { page, context } = await phone(browser, { baseURL: t.url })
    await page.goto('/me/sign-in')
    await page.getByLabel('手机号或账号').fill('test-0')
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    const row = page.getByRole('link', { name: /幼儿园门口/ })
    await row.waitFor()
    await context.setOffline(true)
    // The first look may meet an answer that was on its way already.
    const looksAgain = async (): Promise<boolean> => {
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      return await page.getByText('没有连上，下面是上次看到的。').isVisible()
    }
    await expect.poll(looksAgain, { timeout: 10_000, interval: 500 }).toBe(true)
    expect(await row.isVisible()).toBe(true)
    await context.setOffline(false)
    // Nothing to press: it asks again by itself.
    await page.getByText('没有连上').first().waitFor({ state: 'detached' })
    await context.close()
  })

  it('shows the own code, large, and every page fits a phone in elder mode', async () => {
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    await page.goto('/me/sign-in')
    await page.getByLabel('手机号或账号').fill('test-0')
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('heading', { name: /^待办/ }).waitFor()
    await page.getByRole('tab', { name: '我的', exact: true }).click()
    await page.getByRole('switch', { name: /长辈版/ }).check()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)

    await page.getByRole('tab', { name: '我的码' }).click()
    const code = page.getByRole('img', { name: '李婺的码' })
    await code.waitFor()
    const box = await code.boundingBox()
    expect(box?.width).toBeGreaterThan(200)
    expect(await overflows(page)).toBe(false)
    await page.getByRole('tab', { name: /待办/ }).click()
    await page.getByRole('link', { name: /幼儿园门口/ }).click()
    await page.getByRole('button', { name: '答复王女士' }).waitFor()
    expect(await overflows(page)).toBe(false)
    const size = await page
      .locator('.body .text')
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
    expect(size).toBeGreaterThanOrEqual(18)

    await page.goto('/me/mine')
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('button', { name: '登录', exact: true }).waitFor()
    await page.goto('/me/')
    expect(new URL(page.url()).pathname).toBe('/me/')
    await page.getByRole('button', { name: '登录', exact: true }).waitFor()
    expect(troubles).toEqual([])
    await context.close()
  })

  it('keeps what was sent through an ended session, for the same person only, and sends it then', async () => {
    const { receipt } = await file({ title: '公交末班车太早' })
    const words = '王女士，我和公交公司谈过了，末班车下月1日起延到 21:30，先试三个月。'
    const { page, context } = await phone(browser, { baseURL: t.url })
    const signIn = async (login: string): Promise<void> => {
      await page.getByLabel('手机号或账号').fill(login)
      await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
      await page.getByRole('button', { name: '登录', exact: true }).click()
    }
    const said = async (): Promise<string[]> => {
      const { messages } = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
      return messages.map(({ text }: { text: string }) => text)
    }
    await page.goto('/me/')
    await signIn('test-0')
    await page.getByRole('link', { name: /公交末班车太早/ }).click()
    await page.getByRole('button', { name: '答复王女士' }).click()
    await page.getByLabel('您的答复').fill(words)
    await context.clearCookies()
    await page.getByRole('button', { name: '送出答复' }).click()

    await page.getByText('还有 1 条答复没有发出去').waitFor()
    await signIn('test-2')
    await page.getByText('没有找到这件事，可能不归您办理').waitFor()
    await page.goto('/me/')
    await page.getByText('都办完了').waitFor()
    expect(await page.evaluate(() => Object.values(localStorage).join())).not.toContain('公交公司')
    expect(await said()).not.toContain(words)

    await context.clearCookies()
    await page.goto('/me/')
    await signIn('test-0')
    await expect.poll(said).toContain(words)
    await context.close()
  })
})
