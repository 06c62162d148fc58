import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, post, seeded } from '../issues/steps.ts'
import { picture } from '../photos/upload.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp()
  browser = await launchBrowser()
  await t.as(0)
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

async function signedIn(context: BrowserContext): Promise<void> {
  await context.addCookies([{ name: 'mashang', value: await t.token('liaison'), url: t.url }])
}

/** What a roster says of a station. */
const ADDRESS = '大发街道党群服务中心一楼'
const DAY = '每月第一个星期二 9:00–11:30'

describe('the station’s counter', () => {
  it('files for a visitor in a few taps, gives the slip, and finds the matter by it again', async () => {
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    await signedIn(context)
    await page.goto('/me/')
    await page.getByRole('tab', { name: /^本站$/ }).click()
    await page.getByText('都办完了').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.route('**/api/stations', async (route) => {
      const reply = await route.fetch()
      const { items } = await reply.json()
      const told = items.map((one: object) => ({ ...one, address: ADDRESS, receptionDay: DAY }))
      await route.fulfill({ response: reply, json: { items: told } })
    })
    await page.getByRole('link', { name: '替来访人填' }).click()
    await page.getByRole('radio', { name: seeded(t).name }).click()
    await page.getByText(`交给 ${seeded(t).name}代表`).waitFor()
    await page
      .getByLabel('来访人说的事')
      .fill('锦绣社区 3 号楼楼道灯坏了一个月，老人上下楼看不见。')
    await page.locator('input[type=file]').setInputFiles({
      name: 'lamp.jpg',
      mimeType: 'image/jpeg',
      buffer: await picture(600, 400).jpeg().toBuffer(),
    })
    await page.getByText('已传好').waitFor()
    await page.getByLabel('姓名').fill('王芳')
    await page.getByRole('button', { name: '女士' }).click()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)

    await page.getByText('草稿已存').waitFor()
    await page.reload()
    // What is kept comes back a moment after the page.
    await expect.poll(() => page.getByLabel('姓名').inputValue()).toBe('王芳')
    await page.getByRole('button', { name: '提交，给回执' }).click()
    await page.getByText('对方同意了再勾上').waitFor()
    const consent = page.getByLabel('念过了，来访人同意')
    await expect
      .poll(() => consent.evaluate((box) => box === document.activeElement), {
        message: 'what is missing is gone to',
      })
      .toBe(true)
    const box = await consent.boundingBox()
    expect(box?.y).toBeGreaterThan(0)
    expect(box?.y).toBeLessThan(
      (await page.getByRole('button', { name: '提交，给回执' }).boundingBox())?.y ?? 0,
    )
    await page.getByLabel('念过了，来访人同意').check()
    await page.getByRole('button', { name: '提交，给回执' }).click()

    const slip = page.getByRole('region', { name: '回执' })
    await slip.getByRole('img', { name: '回执的码' }).waitFor()
    await slip.getByText('码上代表 · 石拐区').waitFor()
    for (const words of [t.seed.stations[0]?.name ?? '', ADDRESS, DAY])
      await slip.getByText(words, { exact: true }).waitFor()
    expect(page.url(), 'the receipt is in no address').toMatch(/\/me\/station\/receipt$/)
    expect(await barriers(page)).toEqual([])
    const receipt = (await slip.locator('.receipt').textContent()) ?? ''
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText('让来访人用微信扫').isVisible()).toBe(false)
    expect(await slip.isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })

    const { items } = (await (await t.as(0))({ url: '/api/inbox' })).json()
    expect(items[0].voter).toBe('王女士')
    await answer(await t.as(0), items[0].id)

    await page.getByRole('link', { name: '再填一件' }).click()
    expect(
      await page.getByLabel('来访人说的事').inputValue(),
      'nothing of the visitor before',
    ).toBe('')
    expect(await page.getByLabel('姓名').inputValue()).toBe('')
    await page.getByRole('radio', { name: seeded(t).name }).waitFor()
    expect(
      await page.getByText(`交给 ${seeded(t).name}代表`).count(),
      'whom the visitor before chose is chosen anew',
    ).toBe(0)
    await page.goto('/me/station/find')
    const field = page.getByLabel('来访人的回执')
    await field.fill('ABCD')
    await page.getByText('还差 19 位').waitFor()
    await field.fill(`${receipt.slice(0, -1)}${receipt.endsWith('A') ? 'C' : 'A'}`)
    await field.press('Enter')
    await page.getByText('请和来访人把上面的字母和数字对一对').waitFor()
    expect(troubles.splice(-1), 'a receipt that nobody has').toEqual([
      expect.stringMatching(/^404 GET/),
    ])
    await field.fill(receipt.toLowerCase())
    await page.getByRole('button', { name: '查', exact: true }).click()
    await page.getByRole('region', { name: '答复' }).getByText('地下电缆断了').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(troubles, 'only the missing consent').toHaveLength(1)
    await context.close()
  })

  it('given a dead signal, then what was written stays, and goes once when pressed again', async () => {
    const { page, context } = await phone(browser, { baseURL: t.url })
    await signedIn(context)
    await page.goto('/me/station/file')
    await page.getByRole('radio', { name: seeded(t).name }).click()
    await page.getByLabel('来访人说的事').fill('井盖松了，车一压就响。')
    await page.route('**/api/station/filings', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: '提交，给回执' }).click()
    await page.getByText('没有连上').waitFor()
    // It may have arrived: other words under its key would be refused for ever.
    const words = page.getByLabel('来访人说的事')
    await expect.poll(() => words.isDisabled()).toBe(true)
    await page.getByText('只会登记一件').waitFor()
    await page.reload()
    await expect.poll(() => words.inputValue()).toBe('井盖松了，车一压就响。')
    expect(await words.isDisabled()).toBe(true)
    await page.unroute('**/api/station/filings')
    // The slip says when it has no station on it.
    await page.route('**/api/stations', (route) => route.abort())
    await page.getByRole('button', { name: '再送一次，给回执' }).click()
    const slip = page.getByRole('region', { name: '回执' })
    await slip.waitFor()
    await page.getByText('没有取到家站的地址和电话').waitFor()
    expect(await slip.getByText('家站', { exact: true }).count()).toBe(0)
    await page.unroute('**/api/stations')
    await page.getByRole('button', { name: '再试一次' }).click()
    await slip.getByText('家站', { exact: true }).waitFor()
    expect(await page.getByRole('button', { name: '打印回执' }).isEnabled()).toBe(true)
    await page.goto('/me/station/file')
    await page.getByLabel('姓名').fill('李四')
    await page.goto('/me/mine')
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('button', { name: '登录', exact: true }).waitFor()
    await signedIn(context)
    await page.goto('/me/station/file')
    await page.getByLabel('姓名').waitFor()
    expect(await page.getByLabel('姓名').inputValue(), 'nothing is left behind').toBe('')
    const { items } = (await (await t.as('liaison'))({ url: '/api/station/work' })).json()
    const twins = items.filter(({ title }: { title: string }) => title.includes('井盖松了'))
    expect(twins).toHaveLength(1)
    await context.close()
  })

  it('keeps the chosen kind and field, and empties the form by hand, with a way back', async () => {
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    await signedIn(context)
    await page.goto('/me/station/file')
    const words = page.getByLabel('来访人说的事')
    await words.fill('小区门口的公交站牌倒了。')
    await page.getByLabel('哪一类').selectOption('complaint')
    await page.getByLabel('哪方面').selectOption('education')
    await page.getByText('草稿已存').waitFor()
    await page.reload()
    await expect.poll(() => words.inputValue()).toBe('小区门口的公交站牌倒了。')
    expect(await page.getByLabel('哪一类').inputValue()).toBe('complaint')
    expect(await page.getByLabel('哪方面').inputValue()).toBe('education')
    await page.getByRole('button', { name: '清空重填' }).click()
    await expect.poll(() => words.inputValue()).toBe('')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '放回来' }).click()
    await expect.poll(() => words.inputValue()).toBe('小区门口的公交站牌倒了。')
    expect(await page.getByLabel('哪方面').inputValue()).toBe('education')
    await page.getByRole('button', { name: '清空重填' }).click()
    await words.fill('另一位来访人的事。')
    await page.getByRole('button', { name: '放回来' }).waitFor({ state: 'detached' })
    expect(troubles).toEqual([])
    await context.close()
  })

  it('puts a representative down for duty, swaps one, takes one away; voters see who is there', async () => {
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    await signedIn(context)
    await page.goto('/me/station')
    await page.getByRole('link', { name: '值班表' }).click()
    await page.getByText('还没有排值班').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('radio', { name: seeded(t).name }).click()
    await page.getByLabel('哪一天（第一次）').fill('2026-12-01')
    await page.getByLabel('隔多久再来').selectOption('week')
    await page.getByLabel('一共几次').fill('2')
    await page.getByRole('button', { name: '排上' }).click()
    await page.getByText(`排好了，${seeded(t).name}代表 2 次。`).waitFor()
    const rows = page.getByRole('region', { name: '接下来的值班' }).getByRole('listitem')
    expect(await rows.count()).toBe(2)
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await rows.first().getByRole('button', { name: '换一位' }).click()
    await rows.first().getByRole('searchbox').fill(seeded(t, 1).name)
    await rows
      .first()
      .getByRole('radio', { name: seeded(t, 1).name })
      .click()
    await rows
      .first()
      .getByRole('button', { name: `换成${seeded(t, 1).name}` })
      .click()
    await rows
      .first()
      .getByText(`${seeded(t, 1).name}代表`)
      .waitFor()
    await rows.nth(1).getByRole('button', { name: '删去' }).click()
    await rows.nth(1).getByRole('button', { name: '确定删去这一次' }).click()
    await expect.poll(() => rows.count()).toBe(1)

    const { code } = (await (await t.as('liaison'))({ url: '/api/me/code' })).json()
    await page.goto(`/q/${code}/station`)
    await page.getByText(/12月1日 09:00–11:30/).waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '存进手机日历' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('reception.ics')
    expect(troubles).toEqual([])
    await context.close()
  })

  it('reminds a representative with one tap, once a day', async () => {
    await filed(t, { title: '公厕没有灯' })
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    await signedIn(context)
    await page.goto('/me/station')
    const row = page.getByRole('listitem').filter({ hasText: '公厕没有灯' })
    await row.getByRole('button', { name: '提醒' }).click()
    await row.getByText('今天提醒过').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await barriers(page, 'colours')).toEqual([])
    expect(troubles).toEqual([])
    await context.close()
  })

  it('given a visitor without their receipt, then finds it by title, number, words or name, done or not', async () => {
    const mine = await filed(t, { title: '广场的秋千断了' })
    await filed(t, { title: '墙皮掉了' })
    const done = await filed(t, { title: '步道不平', text: '健身步道的地砖翘起来了，绊人。' })
    await post(await t.as(0), `/api/issues/${done.id}/response`, {
      decision: 'answer',
      text: '物业今天上午已经把翘起来的地砖重新铺平了，请放心走。',
      settled: true,
    })
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    await signedIn(context)
    await page.goto('/me/station/find')
    await page.getByText('只记得回执的后几位查不到').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: '按标题、编号或称呼找' }).click()
    const row = page.getByRole('listitem').filter({ hasText: '广场的秋千断了' })
    const other = page.getByRole('listitem').filter({ hasText: '墙皮掉了' })
    const search = page.getByRole('searchbox', { name: '找一件，办完的也找' })
    await other.waitFor()
    for (const words of ['秋千', mine.number]) {
      await search.fill(words)
      await other.waitFor({ state: 'detached' })
      await row.waitFor()
      await search.fill('')
      await other.waitFor()
    }
    await search.fill('王')
    await row.waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    // A matter that runs can be reminded of from here, too.
    await row.getByRole('button', { name: '提醒' }).waitFor()
    await search.fill('地砖翘起来')
    const closed = page.getByRole('link', { name: /步道不平/ })
    await closed.getByText('已办结').waitFor()
    await page.getByText('全部事里找到 1 件').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await search.fill('没有这样的')
    await page.getByText('没有找到').waitFor()
    await search.fill(done.receipt)
    await page.getByRole('button', { name: '这是回执，凭回执查' }).click()
    await page.getByRole('button', { name: '查', exact: true }).click()
    await page.getByRole('region', { name: '回执' }).getByText('步道不平').waitFor()
    expect(page.url()).not.toContain(done.receipt)
    expect(troubles).toEqual([])
    await context.close()
  })

  it('given a second station by the office, then sees both, and writes down at the one that is chosen', async () => {
    await t.as('liaison')
    const { page: office, context: inside } = await desk(browser, { baseURL: t.url })
    await inside.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
    await office.goto('/office/accounts')
    await office.getByRole('button', { name: /管理\s*liaison的账号/ }).click()
    const [first, second] = t.seed.stations.map(({ name }) => name) as [string, string]
    await office.getByRole('checkbox', { name: second }).check()
    await office.getByLabel('为什么改').fill('兼管')
    expect(await barriers(office)).toEqual([])
    await office.getByRole('button', { name: '保存家站' }).click()
    await office.getByRole('cell', { name: `${first}、${second}` }).waitFor()

    const { page, context } = await phone(browser, { baseURL: t.url })
    await signedIn(context)
    await page.goto('/me/station')
    await page.getByLabel('看哪个家站的').selectOption({ label: second })
    await page.getByText('都办完了').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await page.getByRole('link', { name: '替来访人填' }).click()
    await page.getByLabel('在哪个家站收的').selectOption({ label: second })
    await page.getByRole('radio', { name: seeded(t, 2).name }).click()
    await page.getByLabel('来访人说的事').fill('五当召镇集市的路灯坏了一个月，晚上看不见。')
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await page.getByRole('button', { name: '提交，给回执' }).click()
    await page.getByRole('region', { name: '回执' }).waitFor()
    await page.goto('/me/code')
    await page.getByLabel('哪个家站的码').waitFor()
    expect(await barriers(page)).toEqual([])
    await context.close()
    await inside.close()
  })
})
