import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { filingTo, type SeededRepresentative } from '../support/app.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

const HOUR = 3_600_000
const ANSWER = '地下电缆断了，区住建局明天上午来换线，晚上会亮。'

let t: LiveApp
let browser: Browser
const devices: Device[] = []
beforeAll(async () => {
  t = await startLiveApp({ config: { limits: false } })
  browser = await launchBrowser()
  await Promise.all([t.as(0), t.as(1), t.as('liaison')])
})
afterAll(async () => {
  await browser.close()
  await t.close()
})
afterEach(async () => {
  const troubles = devices.flatMap((device) => device.troubles)
  await Promise.all(devices.splice(0).map((device) => device.close()))
  expect(troubles).toEqual([])
})

/** Somebody's phone or desk; signed in where a role is given. */
async function at(kind: typeof phone | typeof desk, who?: 'office' | 0 | 1): Promise<Page> {
  const device = await kind(browser, { baseURL: t.url })
  devices.push(device)
  if (who !== undefined)
    await device.context.addCookies([
      { name: 'mashang', value: await t.token(who), url: t.url, httpOnly: true, sameSite: 'Lax' },
    ])
  return device.page
}

async function file(changes: object = {}): Promise<{ id: string; receipt: string }> {
  const filed = await t.voter({
    method: 'POST',
    url: '/api/issues',
    headers: { 'idempotency-key': crypto.randomUUID() },
    body: filingTo(t.seed.representatives[0] as SeededRepresentative, changes),
  })
  expect(filed.statusCode, filed.body).toBe(201)
  return filed.json()
}

async function judge(page: Page): Promise<void> {
  await page
    .getByRole('group', { name: /您满意吗/ })
    .getByText('满意', { exact: true })
    .click()
  await page
    .getByRole('group', { name: /解决得怎么样/ })
    .getByText('不满意')
    .click()
  // What it leads to is said before.
  await page.getByText(/^交了以后，(会请.+代表重新办一次|由代表工委出面协调)/).waitFor()
  await page.getByRole('button', { name: '提交评价' }).click()
}

async function answer(page: Page, id: string): Promise<void> {
  await page.goto(`/me/issues/${id}`)
  await page.getByRole('button', { name: /^再?答复/ }).click()
  await page.getByLabel('您的答复').fill(ANSWER)
  await page.getByRole('button', { name: '送出答复' }).click()
  await page.getByText(ANSWER).first().waitFor()
}

describe('a voter who is not heard the first time', () => {
  it('joins who told the same, chases, is answered once with them, and is heard until the office ends it', async () => {
    const first = await file()
    t.clock.advance(HOUR)
    const { id, receipt } = await file({
      title: '锦绣社区路灯坏了',
      text: '三号楼南边路灯不亮好久了，晚上出门一片黑，怕摔跤。',
    })
    const voter = await at(phone)
    await voter.goto(`/r/${receipt}?new=1`)
    await voter.getByRole('heading', { name: '有人已经反映过类似问题' }).waitFor()
    expect(await barriers(voter)).toEqual([])
    expect(await overflows(voter)).toBe(false)
    await voter.getByRole('button', { name: '我也遇到了，一起等答复' }).click()
    await voter.getByText('有几件说的是同一件事，放在一起等答复。').waitFor()

    t.clock.advance(25 * HOUR)
    await voter.reload()
    await voter.getByRole('button', { name: '催一下' }).click()
    await voter.getByText('催过，已经转告负责的人了').waitFor()
    expect(await barriers(voter)).toEqual([])

    const li = await at(phone, 0)
    await li.goto(`/me/issues/${first.id}`)
    await li.getByRole('heading', { name: '放在一起的 2 件' }).waitFor()
    expect(await barriers(li)).toEqual([])
    expect(await overflows(li)).toBe(false)
    await answer(li, first.id)
    await voter.reload()
    await voter.getByText(ANSWER).waitFor()

    const tick = voter.getByLabel('只说收到了，没有答复')
    await tick.check()
    await voter.getByText('满意', { exact: true }).first().click()
    // Nobody is satisfied with an answer that was none.
    await tick.waitFor({ state: 'detached' })
    await voter.getByText('不满意').last().click()
    await voter
      .getByText(/答应 .* 前办结/)
      .last()
      .waitFor()
    expect(await barriers(voter)).toEqual([])
    await voter.getByRole('button', { name: '还没到时候，我再等等' }).click()
    await tick.waitFor()
    expect(await tick.isChecked()).toBe(false)

    await voter.getByRole('textbox', { name: '想补一句' }).fill('灯还是没有亮。')
    await judge(voter)
    const standing = voter.locator('.standing')
    await standing.getByRole('heading', { name: '正在重办' }).waitFor()
    await standing.getByText(/还剩 (24|23) 小时/).waitFor()
    await standing.getByText(/李婺代表最晚 .+ 前再答复您/).waitFor()
    // Nothing is ticked off, and the dial begins anew.
    expect(await standing.locator('.dial-mark, .dial-green, .dial-amber').count()).toBe(0)
    expect(await barriers(voter)).toEqual([])
    await li.goto('/me/')
    await li.getByText('重办', { exact: true }).waitFor()
    await li.goto(`/me/issues/${id}`)
    await li.getByText(/再答复 还剩 23 小时/).waitFor()
    // Why it came back is said before what it is about.
    const parts = await li.locator('main h2').allTextContents()
    expect(parts.slice(0, 2)).toEqual(['选民为什么不满意', '锦绣社区路灯坏了'])
    await li.getByRole('region', { name: '选民为什么不满意' }).getByText('灯还是没有亮。').waitFor()
    expect(await barriers(li)).toEqual([])
    await answer(li, id)
    await voter.reload()
    await judge(voter)
    await voter.getByRole('heading', { name: '代表工委正在协调' }).waitFor()
    expect(await voter.locator('.standing .dial-mark').count()).toBe(0)

    const office = await at(desk, 'office')
    await office.goto('/office/')
    await office.getByRole('heading', { name: '要代表工委定' }).waitFor()
    expect(await barriers(office)).toEqual([])
    await office.getByRole('link', { name: /锦绣社区路灯坏了.*重办后仍不满意/ }).click()
    await office.getByLabel('协调的结果').fill('工委和住建局到现场看了，电缆已经重埋，今晚起亮灯。')
    expect(await barriers(office)).toEqual([])
    await office.getByRole('button', { name: '了结这件事' }).click()
    await office.getByRole('form', { name: '代表工委来定' }).waitFor({ state: 'detached' })
    await voter.reload()
    await voter.getByText('电缆已经重埋').waitFor()
  })
})

describe('a representative who goes away', () => {
  it('asks a colleague on the phone; the voter is told who looks after it, and the office can end it', async () => {
    const li = await at(phone, 0)
    await li.goto('/me/mine')
    await li.getByRole('link', { name: /请假和代看/ }).click()
    const today = new Date(t.clock.now() + 8 * HOUR).toISOString().slice(0, 10)
    await li.getByLabel('第一天').fill(today)
    await li.getByLabel('最后一天').fill(today)
    await li.getByRole('radio', { name: /张建平/ }).click()
    expect(await barriers(li)).toEqual([])
    expect(await overflows(li)).toBe(false)
    await li.getByRole('button', { name: '请张建平代看' }).click()
    await li.getByText('由张建平代表代看').waitFor()

    const voter = await at(phone)
    await voter.goto(`/q/${t.seed.representatives[0]?.code}`)
    await voter.getByText(/李婺代表休假到 .*由张建平代表代看/).waitFor()

    await file({ title: '公交站牌倒了' })
    const zhang = await at(phone, 1)
    await zhang.goto('/me/')
    await zhang.getByText('替李婺代表看').waitFor()

    const office = await at(desk, 'office')
    await office.goto('/office/leaves')
    await office.getByText('正在休假').waitFor()
    expect(await barriers(office)).toEqual([])
    await office.getByRole('button', { name: '提前回来' }).click()
    await office.getByRole('button', { name: '确定回来了，不再代看' }).click()
    await office.getByText('没有代表在休假').waitFor()
    await zhang.reload()
    await zhang.getByText('都办完了').waitFor()
  })
})
