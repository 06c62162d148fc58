import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filingTo, type SeededRepresentative } from '../support/app.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

const ROSTER = join(import.meta.dirname, '../roster/data/roster.xlsx')
const PASSWORD = '登高望远才看得清楚'.concat('啊')
const TOKEN = 'a-token-printed-at-start'
const HOUR = 3_600_000

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
})

async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/office/')
  await page.getByLabel('账号', { exact: true }).fill(login)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '现在' }).waitFor()
}

describe('an empty system', () => {
  let t: LiveApp
  beforeAll(async () => {
    t = await startLiveApp({ seeded: false, setupToken: TOKEN })
  })
  afterAll(() => t.close())

  it('gets its first administrator with the printed word, then its roster, twice without doubling', async () => {
    const { page, context } = await desk(browser, { baseURL: t.url })
    await page.goto('/office/setup')
    await page.getByLabel('设置口令').fill('something else')
    await page.getByLabel('旗县区名称').fill('石拐区')
    await page.getByLabel('您的姓名').fill('苏文')
    await page.getByLabel('账号', { exact: true }).fill('suwen')
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: '设好，开始用' }).click()
    await page.getByText('设置口令不对').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByLabel('设置口令').fill(TOKEN)
    await page.getByRole('button', { name: '设好，开始用' }).click()

    await page.getByRole('heading', { name: '导入花名册' }).waitFor()
    const file = page.locator('input[type=file]')
    await file.setInputFiles({
      name: '花名册.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n'),
    })
    await page.getByText('这是 PDF 文件').waitFor()

    await file.setInputFiles(ROSTER)
    await page.getByText('位代表可以导入').waitFor()
    expect(await page.locator('.figures').textContent()).toContain('89 位代表可以导入')
    const problems = page.getByRole('row').filter({ hasText: /不导入|请核对/ })
    expect(await problems.count()).toBe(5)
    await page.getByText('手机号“1990000”只有7位').waitFor()
    expect(await barriers(page)).toEqual([])

    await page.getByRole('tab', { name: '哪列是什么' }).click()
    await page.getByLabel('D 列是什么').first().selectOption({ label: '不导入' })
    await page.getByText('按您的选择').waitFor()
    expect(await barriers(page)).toEqual([])

    await page.getByRole('button', { name: '确认导入 117 行' }).click()
    await page.getByRole('heading', { name: '导入好了' }).waitFor()
    await page.getByText('代表：新增 89').waitFor()

    await page.getByRole('button', { name: '再导入一份' }).click()
    await file.setInputFiles(ROSTER)
    await page.getByText('位代表可以导入').waitFor()
    expect(await page.locator('.figures').textContent()).toContain('个家站0 行是新的')

    await page.getByRole('button', { name: '换一个文件' }).click()
    await page.getByRole('link', { name: '代表与家站' }).first().click()
    await page.getByRole('searchbox').fill('nsbye')
    await page.getByText('共 1 位').or(page.getByText('没有找到这样的代表')).waitFor()
    expect(await barriers(page)).toEqual([])
    await context.close()
  })
})

describe('the office at its desk', () => {
  let t: LiveApp
  let key = 0
  beforeAll(async () => {
    t = await startLiveApp()
    const file = async (title: string, index: number): Promise<void> => {
      const filed = await t.voter({
        method: 'POST',
        url: '/api/issues',
        headers: { 'idempotency-key': `e2e-office-${key++}` },
        body: filingTo(t.seed.representatives[index] as SeededRepresentative, { title }),
      })
      expect(filed.statusCode, filed.body).toBe(201)
    }
    await file('村口垃圾箱半个月没清', 2)
    t.clock.advance(22 * HOUR)
    await file('五当召镇路口红绿灯不亮', 0)
    t.clock.advance(3 * HOUR)
    await t.as(1)
    const office = await t.as('office')
    const [me] = (await office({ url: '/api/accounts?role=office' })).json().items
    const issued = await office({
      method: 'POST',
      url: '/api/accounts/one-time-codes',
      body: { accounts: [me.id] },
    })
    const { login, code } = issued.json().items[0]
    const first = await t.voter({
      method: 'POST',
      url: '/api/first-sign-ins',
      body: { login, code, password: PASSWORD },
    })
    expect(first.statusCode, first.body).toBe(201)
  })
  afterAll(() => t.close())

  it('sees what is urgent, finds a matter with “/”, and reassigns it with a reason', async () => {
    const { page, context, troubles } = await desk(browser, { baseURL: t.url })
    await signIn(page, 'test-office')
    const rows = page.locator('tbody tr')
    await rows.first().waitFor()
    expect(await rows.first().textContent()).toContain('超期 1 小时')
    expect(await rows.nth(1).textContent()).toMatch(/还剩 (21 小时|20 小时 5\d 分)/)
    expect(await barriers(page)).toEqual([])

    await page.getByRole('link', { name: /^已超期/ }).click()
    await page.getByText('共 1 件').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('红绿灯')
    await page.keyboard.press('Enter')
    await page.getByText('没有这样的事').waitFor()
    await page.getByRole('button', { name: '看全部' }).click()
    await page.getByText('共 2 件').waitFor()
    await page.goBack()
    await page.goto('/office/issues?q=垃圾箱')
    await page.getByRole('link', { name: '村口垃圾箱半个月没清' }).click()

    await page.getByRole('button', { name: '改派' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('改派给谁').first().fill('lw')
    const unseen = dialog.getByRole('radio', { name: /李婺.*没有账号，看不到/ })
    expect(await unseen.isDisabled()).toBe(true)
    await dialog.getByLabel('改派给谁').first().fill('zjp')
    await dialog.getByRole('radio', { name: /张建平/ }).check()
    await dialog.getByLabel('理由').fill('地点在大发街道')
    expect(await barriers(page)).toEqual([])
    await dialog.getByRole('button', { name: '改派给张建平' }).click()
    await page.getByText('改由张建平代表办理').waitFor()
    await page.getByText('超期 1 小时').waitFor()

    await page.getByRole('tab', { name: '账本' }).click()
    await page.getByText('账本完整：2 条').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(troubles).toEqual([])
    await context.close()
  })

  it('opens a contact only with a reason, which the ledger keeps', async () => {
    const { page, context } = await desk(browser, { baseURL: t.url })
    await signIn(page, 'test-office')
    await page.getByRole('link', { name: '村口垃圾箱半个月没清' }).click()
    await page.getByRole('button', { name: '查看联系方式' }).click()
    const open = page.getByRole('button', { name: '记下理由并查看' })
    expect(await open.isDisabled()).toBe(true)
    await page.getByLabel('为什么要看').fill('核实地点')
    await open.click()
    await page.getByText('13900000137').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: '账本' }).click()
    await page.getByText('核实地点').waitFor()
    await context.close()
  })

  it('makes an account, prints its slip once, and replaces a code', async () => {
    const { page, context, troubles } = await desk(browser, { baseURL: t.url })
    await signIn(page, 'test-office')
    await page.getByRole('link', { name: '账号', exact: true }).click()
    await page.getByRole('button', { name: '新建账号' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('姓名').fill('斯琴')
    await dialog.getByLabel('账号（一般用手机号）').fill('13800001299')
    await dialog.getByLabel('哪个家站').selectOption({ label: '大发街道代表之家' })
    await dialog.getByRole('button', { name: '建好并打印登录码' }).click()
    await page.getByRole('article').filter({ hasText: '13800001299' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.reload()
    await page.getByText('没有要打印的登录码').waitFor()

    await page.goto('/office/codes?q=张建平')
    await page.getByRole('button', { name: '看码' }).click()
    await page.getByRole('img', { name: '张建平的码' }).waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '停用这个码…' }).click()
    await page.getByLabel('为什么停用').fill('海报被人换了')
    await page.getByRole('button', { name: '停用并换新码' }).click()
    await page.getByText('共 2 个').waitFor()
    expect(await page.locator('tbody').textContent()).toContain('已换新码')
    expect(troubles).toEqual([])
    await context.close()
  })

  it('can be used on a phone', async () => {
    const { page, context } = await phone(browser, { baseURL: t.url })
    await signIn(page, 'test-office')
    const paths = ['', 'issues', 'representatives', 'representatives?view=stations', 'codes']
    for (const path of [...paths, 'accounts', 'roster', 'roster/photos']) {
      await page.goto(`/office/${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      expect(await overflows(page), path).toBe(false)
    }
    await context.close()
  })
})
