import { countingOn } from '@mashang/server/points/counting.jobs.ts'
import {
  allRepresentatives,
  insertRepresentative,
} from '@mashang/server/representatives/representatives.store.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, post, seeded } from '../issues/steps.ts'
import { happened } from '../points/steps.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp()
  const late = await filed(t, { title: '路灯不亮，老人摔过跤' })
  t.clock.advance(30 * HOUR)
  await answer(await t.as(0), late.id)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await t?.close()
})

describe('points, from the fact to the answer about them', () => {
  it('a representative reads why, objects, and reads what the office said', async () => {
    const { page, context, troubles } = await phone(browser, { baseURL: t.url })
    await context.addCookies([{ name: 'mashang', value: await t.token(0), url: t.url }])
    await page.goto('/me/duty')
    await page.getByText('由基础分和 1 项加减分算出').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await page.getByRole('button', { name: /答复晚了/ }).click()
    await page.getByText('路灯不亮，老人摔过跤').waitFor()
    await page.getByText('自带规则“答复晚了”：答复晚了 −1 分').waitFor()
    await page.getByRole('button', { name: '我有不同意见' }).click()
    await page.getByLabel(/您的理由/).fill('那天已经当面答复，回来才补记。')
    expect(await barriers(page)).toEqual([])
    // What is typed survives a closed page.
    await page.reload()
    await page.getByRole('button', { name: /答复晚了/ }).click()
    await page.getByRole('button', { name: '我有不同意见' }).click()
    await page.getByRole('button', { name: '送代表工委' }).click()
    await page.getByText('意见已送到代表工委').waitFor()
    await page.getByText('代表工委正在看').waitFor()

    const office = await desk(browser, { baseURL: t.url })
    await office.context.addCookies([
      { name: 'mashang', value: await t.token('office'), url: t.url },
    ])
    await office.page.goto('/office/points?tab=appeals')
    await office.page.getByText('那天已经当面答复，回来才补记。').waitFor()
    expect(await barriers(office.page)).toEqual([])
    await office.page.getByRole('button', { name: '采纳', exact: true }).click()
    await office.page.getByLabel('给代表的答复').fill('走访记录上有，采纳。')
    expect(await barriers(office.page)).toEqual([])
    await office.page.getByRole('button', { name: '采纳，并改计分' }).click()
    await office.page.getByText('没有等答复的意见').waitFor()
    expect(office.troubles).toEqual([])
    await office.close()

    await page.reload()
    await page.getByText('走访记录上有，采纳。').waitFor()
    await page.getByRole('button', { name: /答复晚了/ }).click()
    await page.getByText('0，已冲销').waitFor()
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await barriers(page, 'colours')).toEqual([])
    expect(troubles).toEqual([])
    await context.close()
  })

  it('the office tries a change of the rules, is told what cannot be, and saves it', async () => {
    const visit = { representativeId: seeded(t, 0).id, kind: 'visit' }
    await happened(t, 'activity.attended', visit)
    const { page, context, close } = await desk(browser, { baseURL: t.url })
    await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
    await page.goto('/office/points/rules')
    await page.getByLabel('走访选民：几分').fill('20')
    await page.getByRole('button', { name: '试算：会影响谁' }).click()
    // At the rule itself, and where it was pressed.
    const tooLow = page.getByText('“走访选民”的上限 10 比一件的 20 分还低')
    await expect.poll(() => tooLow.count()).toBe(2)
    expect(await barriers(page)).toEqual([])
    await page.getByLabel('走访选民：几分').fill('2')
    await page.getByRole('button', { name: '试算：会影响谁' }).click()
    await page
      .getByText('如果 2026 年一开始就按新规则，到现在为止：3 位代表里有 1 位的分数会变')
      .waitFor()
    await page.getByRole('row', { name: '李婺 61 62 +1' }).waitFor()
    await page.getByText('起的事才按新规则，以前的事照旧版').waitFor()
    await page.getByLabel('为什么改').fill('常委会会议通过。')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '存成新的一版' }).click()
    await page.getByText('第 1 版').waitFor()
    await page.getByRole('button', { name: '撤回这一版' }).click()
    await page.getByRole('button', { name: '撤回这一版' }).waitFor({ state: 'detached' })
    await page.goto('/office/points')
    await page.getByText('没有要核对的').waitFor()
    await page.getByRole('radio', { name: /李婺/ }).click()
    await page.getByRole('heading', { name: '李婺代表' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await close()
  })

  it('what the office has changed of the rules stays when a colleague saves a version meanwhile', async () => {
    const { page, context, troubles, close } = await desk(browser, { baseURL: t.url })
    await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
    await page.goto('/office/points/rules')
    const reception = page.getByLabel('接待选民：几分')
    await reception.fill('4')
    const colleague = await t.as('office-2')
    const rules = async () => (await colleague({ url: '/api/points/rules' })).json().items
    const save = async (from: string): Promise<void> => {
      const [last] = await rules()
      const body = { after: last.version, from, set: { ...last.set, base: last.set.base + 1 } }
      const reply = await post(colleague, '/api/points/rules', { ...body, reason: '会议通过。' })
      if (reply.statusCode !== 201) throw new Error(reply.body)
    }
    const lookAgain = () => page.evaluate(() => window.dispatchEvent(new Event('online')))
    await save('2027-02-01')
    await lookAgain()
    await page.getByText('别人存了新的一版规则').waitFor()
    expect(await reception.inputValue()).toBe('4')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '留着我的' }).click()
    expect([await reception.inputValue(), await page.getByLabel('基础分').inputValue()]).toEqual([
      '4',
      '60',
    ])
    expect(await page.getByLabel('从哪一天的事起算').inputValue()).toBe('2027-02-02')
    await save('2027-02-15')
    // Whoever does not notice is told when they try, and still loses nothing.
    await page.getByRole('button', { name: '试算：会影响谁' }).click()
    await page.getByText('别人存了新的一版规则').waitFor()
    expect(await reception.inputValue()).toBe('4')
    await page.getByRole('button', { name: '用新的' }).click()
    expect(await reception.inputValue()).toBe('2')
    // Without changes the newest is simply shown.
    await save('2027-02-20')
    await lookAgain()
    await expect.poll(() => page.getByLabel('基础分').inputValue()).toBe('63')
    expect(troubles.filter((one) => !one.includes('409'))).toEqual([])
    await close()
  })

  it('of many the office signs a half-year at once, and sees how far the counting is', async () => {
    const [one] = await allRepresentatives(t.context)
    if (one === undefined) throw new Error('nobody')
    const createdAt = Date.parse('2025-01-01')
    await t.context.db.commit(
      t.context.district,
      Array.from({ length: 501 }, () =>
        insertRepresentative({ ...one, id: crypto.randomUUID(), createdAt }),
      ),
    )
    const { page, context, close } = await desk(browser, { baseURL: t.url })
    await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
    await page.goto('/office/points?tab=closings')
    await page.getByLabel('哪一段').selectOption({ label: '2026 年上半年' })
    await page.getByRole('button', { name: '起草结算' }).click()
    await page.getByLabel('谁签字').fill('主任 王志强')
    await page.getByLabel('依据').fill('工委会议审议通过。')
    // Whoever goes away and comes back finds what they wrote.
    await page.reload()
    await expect.poll(() => page.getByLabel('依据').inputValue()).toBe('工委会议审议通过。')
    await page.getByRole('button', { name: /签字，向代表公示/ }).click()
    // Those of the roster who came later are not in it: told, listed, and confirmed expressly.
    await page.getByText('这份结算只有 501 位代表，另有 3 位不在里面').waitFor()
    await page.getByRole('heading', { name: '不在这份结算里的 3 位' }).waitFor()
    await page.getByText(/501 位代表都没有账号或没有登录过，要另行告知/).waitFor()
    await page.getByRole('button', { name: '看过了，不含这 3 位，签字公示', exact: true }).click()
    await page.getByText('正在算每位代表的结果：0 / 501 位').waitFor()
    expect(await barriers(page)).toEqual([])
    await countingOn(t.context)(new AbortController().signal)
    await page.getByText(/公示到/).waitFor()
    await page.getByText('主任 王志强签字：工委会议审议通过。').waitFor()
    // What is posted names nobody's score.
    await page.getByText('张贴用的公示').click()
    await page.getByText('关于2026年上半年代表履职积分的公示').waitFor()
    expect(await barriers(page)).toEqual([])
    await close()
  })
})
