import { resolve } from 'node:path'
import { type ServerProcess, startServer } from '@mashang/scripts/support/server-process.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemo } from '../support/demo-server.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers } from '../support/live-app.ts'
import { accountOf, officeOf, signIn } from './people.ts'

const ROSTER = resolve(import.meta.dirname, '../roster/data/roster.xlsx')
const OFFICE = { login: 'office-zhang', password: '石拐人大办公室 2026' }

describe('an empty system becomes a district', () => {
  let server: ServerProcess
  let browser: Browser
  let office: Device
  let slip = { name: '', login: '', code: '' }

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startServer({ demo: false }), launchBrowser()])
    office = await desk(browser)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('is set up once, with the word that was printed at the start', async () => {
    const { page } = office
    const token = /一次性设置口令：(\w+)/.exec(server.printed())?.[1] ?? ''
    await page.goto(`${server.url}/office/setup`)
    await page.getByLabel('设置口令').fill('不是这个')
    await page.getByLabel('旗县区名称').fill('石拐区')
    await page.getByLabel('您的姓名').fill('张主任')
    await page.getByLabel('账号').fill(OFFICE.login)
    await page.getByLabel('密码').fill(OFFICE.password)
    await page.getByRole('button', { name: '设好，开始用' }).click()
    await page.getByRole('alert').waitFor()
    expect(office.troubles.splice(0)).toEqual([expect.stringMatching(/^4\d\d POST \/api\/setup$/)])
    await page.getByLabel('设置口令').fill(token)
    await page.getByRole('button', { name: '设好，开始用' }).click()
    await page.getByRole('heading', { name: '导入花名册' }).waitFor()
  })

  it('reads the roster and shows what it would do, before anything is written', async () => {
    const { page } = office
    await page.locator('input[type=file]').setInputFiles(ROSTER)
    await page.getByText('还没有写入任何内容').waitFor()
    const figures = await page.getByRole('region', { name: '这份文件' }).textContent()
    expect(figures?.replace(/\s+/g, ' ')).toMatch(
      /89 位代表可以导入.*28 个家站.*1 位没有手机号.*5 行要核对/,
    )
    await page.getByRole('tab', { name: '要核对 5' }).click()
    await page.getByRole('tab', { name: '哪列是什么' }).click()
    await page.getByRole('columnheader', { name: '表头' }).first().waitFor()
  })

  it('imports it on confirmation: 89 representatives, 28 stations, 5 rows to look at', async () => {
    const { page } = office
    await page.getByRole('button', { name: /^确认导入 \d+ 行$/ }).click()
    await page.getByRole('heading', { name: '导入好了' }).waitFor()
    const report = (await page.getByRole('main').textContent())?.replace(/\s+/g, ' ')
    expect(report).toMatch(/代表：新增 89，/)
    expect(report).toMatch(/家站：新增 28，/)
    expect(report).toMatch(/请留意的 5 行/)
  })

  it('prints one-time codes', async () => {
    const { page } = office
    await page.getByRole('link', { name: '打印一次性登录码' }).click()
    await page.getByRole('row').filter({ hasText: '李㛃' }).getByRole('checkbox').check()
    await page.getByRole('button', { name: '打印一次性登录码（1）' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('会发 1 张。').waitFor()
    await dialog.getByRole('button', { name: '发 1 张' }).click()
    await dialog.getByText('发好了，待打印').waitFor()
    await dialog.getByRole('button', { name: '去打印 1 张' }).click()
    const printed = page.getByRole('article')
    await printed.waitFor()
    const [name, login, code] = await Promise.all([
      printed.locator('strong').textContent(),
      printed.getByRole('definition').nth(1).textContent(),
      printed.getByRole('definition').nth(2).textContent(),
    ])
    slip = { name: name ?? '', login: login ?? '', code: code ?? '' }
    expect(slip.name).toBe('李㛃')
    // The printer's dialog was left again: nothing is on paper yet.
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
    await page.getByRole('button', { name: '还没有' }).click()
    const asked = page.waitForEvent('dialog')
    const leaving = page.getByRole('link', { name: '账号', exact: true }).first().click()
    const question = await asked
    expect(question.message()).toContain('还没有打印')
    await question.dismiss()
    await leaving
    await printed.waitFor()
    expect(office.troubles).toEqual([])
  })

  it('lets the representative in with that code, once', async () => {
    const own = await phone(browser)
    const first = async (password: string): Promise<void> => {
      await own.page.goto(`${server.url}/me/`)
      await own.page.getByRole('button', { name: /第一次登录/ }).click()
      await own.page.getByLabel('手机号或账号').fill(slip.login)
      await own.page.getByLabel('一次性登录码').fill(slip.code)
      await own.page.getByLabel('给自己设一个密码').fill(password)
      await own.page.getByRole('button', { name: '设好密码并登录' }).click()
    }
    await first('草原上的马儿跑得特别快')
    await own.page.getByText('都办完了').waitFor()
    await own.context.clearCookies()
    await first('别人捡到了这张小纸条')
    await own.page.getByRole('alert').waitFor()
    expect(own.troubles).toEqual([expect.stringMatching(/^4\d\d POST \/api\/first-sign-ins$/)])
    await own.close()
  })
})

describe('the office at work', () => {
  let server: ServerProcess
  let browser: Browser
  let office: Device

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startDemo(), launchBrowser()])
    office = await desk(browser)
    await signIn(office.page, `${server.url}/office/`, accountOf(server, 'office'))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const titles = () => office.page.locator('tbody tr a.title')
  /** The demo's numbers begin anew with a year, wherever that falls among its matters. */
  async function sortedAs(sort: string): Promise<void> {
    const { items } = await (await officeOf(server)).get<{ items: { title: string }[] }>(
      `/api/issues?sort=${sort}&size=20`,
    )
    await expect.poll(() => titles().allTextContents()).toEqual(items.map(({ title }) => title))
  }

  it('finds matters by filter, order and words, and keeps them in the address', async () => {
    const { page } = office
    await page.getByRole('link', { name: '群众反映' }).first().click()
    await page.getByRole('button', { name: '已超期' }).click()
    await page.waitForURL(/overdue=true/)
    // The rows from before stay until the others have come.
    await expect.poll(() => titles().allTextContents()).toEqual(['五当召镇路口红绿灯不亮'])
    await page.getByRole('cell', { name: /^超期/ }).first().waitFor()

    await page.getByRole('button', { name: '全部', exact: true }).click()
    await page.getByRole('button', { name: '事项' }).click()
    await page.waitForURL(/sort=number/)
    await sortedAs('number')
    await page.getByRole('button', { name: '事项' }).click()
    await page.waitForURL(/sort=-number/)
    await sortedAs('-number')

    await page.getByRole('combobox', { name: '状态' }).selectOption({ label: '待响应' })
    await page.keyboard.press('/')
    await page.keyboard.type('暖气')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=/)
    await page.getByText('第 1–1 件，共 1 件').waitFor()
    expect(await titles().allTextContents()).toEqual(['3 号楼暖气不热，家里只有 15 度'])
    expect(await barriers(page)).toEqual([])
    await page.reload()
    await page.getByText('第 1–1 件，共 1 件').waitFor()
  })

  it('reassigns with a reason, and the clock does not start again', async () => {
    const { page } = office
    const due = await page.locator('tbody .clock .sub').textContent()
    await titles().first().click()
    await page.getByRole('button', { name: '改派', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('改派给谁').first().fill('lxy')
    await dialog.getByRole('radio', { name: /吕秀英/ }).check()
    await dialog.getByLabel('理由').fill('地点在另一个选区')
    await dialog.getByRole('button', { name: '改派给吕秀英' }).click()
    await page.getByText('改由吕秀英代表办理，答复时间不变。').waitFor()
    await page.goBack()
    await page.getByRole('cell', { name: '吕秀英' }).waitFor()
    expect(await page.locator('tbody .clock .sub').textContent()).toBe(due)
  })

  it('shows the ledger of one matter, whole', async () => {
    const { page } = office
    await titles().first().click()
    await page.getByRole('tab', { name: '账本' }).click()
    await page.getByText(/^账本完整：\d+ 条/).waitFor()
    await page.getByText('地点在另一个选区').waitFor()
    expect(office.troubles).toEqual([])
  })

  it('shows what share of the suggestions was solved, and the matters behind each number', async () => {
    const { page } = office
    await page.goto(`${server.url}/office/suggestions`)
    const figures = page.getByRole('region', { name: '办理的数' })
    const solved = figures.locator('dl > div').filter({ hasText: 'A 类解决率' })
    // Whatever day it is, the demo's suggestions are of these months: some may be last year's.
    const thisYear = figures.getByRole('button', { name: /^本年/ })
    expect(await thisYear.getAttribute('aria-pressed')).toBe('true')
    await figures.getByRole('button', { name: '全部' }).click()
    await solved.getByText('87.25 %').waitFor()
    expect(await solved.textContent()).toMatch(/87\.25 %\s*178\s*\/\s*204/)
    await solved.getByRole('link', { name: '178' }).click()
    await page.getByText(/共\s*178\s*件/).waitFor()
    expect(page.url()).toContain('year=all')

    // One department's, with the list behind each number.
    await page.goto(`${server.url}/office/suggestions?year=all`)
    const departments = page.getByRole('combobox', { name: '承办单位' })
    await departments.selectOption({ index: 1 })
    await figures.getByText(/主办/).waitFor()
    // The figures of all went when the note came; those of the department come after it.
    await solved.getByRole('link').first().waitFor()
    const [some = ''] = await solved.getByRole('link').allTextContents()
    expect(Number(some)).toBeGreaterThan(0)
    expect(Number(some)).toBeLessThan(178)
    await solved.getByRole('link').first().click()
    await page.getByText(new RegExp(`共\\s*${some}\\s*件`)).waitFor()
    expect(page.url()).toMatch(/department=/)
    await page.getByRole('button', { name: '的分子' }).waitFor()

    // Another year: the list stays that of the number.
    await thisYear.click()
    await thisYear.and(figures.locator('[aria-pressed=true]')).waitFor()
    expect(page.url()).toMatch(/year=20\d\d/)
    await solved.getByRole('link').first().waitFor()
    const [now = ''] = await solved.getByRole('link').allTextContents()
    await page
      .getByText(now === '0' ? '没有这样的建议' : new RegExp(`共\\s*${now}\\s*件`))
      .waitFor()
    expect(office.troubles).toEqual([])
  })

  it('finds whose ideas suggestions were, by an address, and takes the report of the year along', async () => {
    const { page } = office
    await page.goto(`${server.url}/office/suggestions`)
    await page.getByRole('button', { name: '更多' }).click()
    await page.getByRole('button', { name: '列席人员' }).click()
    await page.getByText(/共\s*29\s*件/).waitFor()
    expect(new URL(page.url()).searchParams.get('attendee')).toBe('true')
    await page.reload()
    await page.getByText(/共\s*29\s*件/).waitFor()
    await page
      .getByText(/^列席人员.+提出$/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: '导出' }).click()
    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '办理情况报告（Word）' }).click(),
    ])
    expect(report.suggestedFilename()).toMatch(/^20\d\d年代表建议办理情况报告\.docx$/)
    await page.getByText(/^存好了：/).waitFor()
    // Of a year without any it says so, in place.
    await page.getByLabel('年', { exact: true }).fill('2019')
    await page.getByRole('button', { name: '办理情况报告（Word）' }).click()
    await page.getByRole('alert').waitFor()
    expect(office.troubles.splice(0)).toEqual(['422 GET /api/suggestion-report'])

    // All years are shown: it is offered of this one, and comes also after the menu has closed.
    await page.goto(`${server.url}/office/suggestions?year=all`)
    await page.getByRole('button', { name: '导出' }).click()
    expect(await page.getByLabel('年', { exact: true }).inputValue()).toMatch(/^20\d\d$/)
    const asked = Promise.withResolvers<void>()
    const closed = Promise.withResolvers<void>()
    await page.route('**/api/suggestion-report*', async (route) => {
      asked.resolve()
      await closed.promise
      await route.continue()
    })
    const later = page.waitForEvent('download')
    await page.getByRole('button', { name: '办理情况报告（Word）' }).click()
    await asked.promise
    await page.keyboard.press('Escape')
    closed.resolve()
    expect((await later).suggestedFilename()).toMatch(/报告\.docx$/)
    await page.unroute('**/api/suggestion-report*')
    await page.getByRole('button', { name: '导出' }).click()
    await page.getByText(/^存好了：/).waitFor()
  })
})
