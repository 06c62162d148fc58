import type { ServerProcess } from '@mashang/scripts/support/server-process.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemo } from '../support/demo-server.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { keptDraft } from '../support/kept-drafts.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'
import { type SmsVendor, startSmsVendor } from '../support/sms-vendors.ts'
import { another, setPolicy } from '../verifications/steps.ts'
import { accountOf, codeOf, signIn } from './people.ts'

let browser: Browser
let vendor: SmsVendor
beforeAll(async () => {
  ;[browser, vendor] = await Promise.all([launchBrowser(), startSmsVendor()])
})
afterAll(async () => {
  await browser?.close()
  await vendor?.close()
})

const codeField = (page: Page) => page.getByRole('textbox', { name: '短信验证码' })
const submit = (page: Page) => page.getByRole('button', { name: /^提交给/ }).click()

async function write(page: Page, words: string, number: string): Promise<void> {
  await page.getByRole('textbox', { name: '什么事' }).fill(words)
  await page.getByRole('textbox', { name: '姓名' }).fill('王秀兰')
  await page.getByRole('textbox', { name: '电话' }).fill(number)
}

describe('a district begins to verify phones', () => {
  let server: ServerProcess
  let office: Device
  beforeAll(async () => {
    server = await startDemo(vendor.environment())
    office = await desk(browser)
  })
  afterAll(() => server?.stop())

  it('the office sends itself a message, and chooses it', async () => {
    const { page } = office
    await signIn(page, `${server.url}/office/`, accountOf(server, 'office'))
    await page.goto(`${server.url}/office/settings`)
    await page.getByLabel('手机号').fill('139 0000 0100')
    await page.getByRole('button', { name: '发一条试试' }).click()
    await page.getByText('发给 139 0000 0100 了').waitFor()
    expect(vendor.codeTo('13900000100')).toMatch(/^\d{6}$/)
    vendor.meet({ code: 'isv.AMOUNT_NOT_ENOUGH' })
    await page.getByRole('button', { name: '发一条试试' }).click()
    await page.getByText('余额。（isv.AMOUNT_NOT_ENOUGH）').waitFor()
    await page.getByRole('radio', { name: /短信验证码/ }).check()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('已保存').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(office.troubles).toEqual([])
  })

  it('a voter’s phone is proven on the way, and the office sees it', async () => {
    const voter = await phone(browser)
    const { page } = voter
    await page.goto(`${server.url}/q/${codeOf(server, '李㛃')}/file`)
    await write(page, '体育场看台的栏杆松了，孩子们爱靠在上面。', '')
    await page.getByText('草稿已存在手机里').waitFor()
    await page.getByRole('button', { name: '发验证码' }).click()
    await page.getByText('请先在上面填好手机号').waitFor()
    await page.getByRole('textbox', { name: '电话' }).fill('13900000137')
    await submit(page)
    await page.getByText('请先发验证码，再填上收到的 6 位数字。').waitFor()

    await page.getByRole('button', { name: '发验证码' }).click()
    await page.getByText('发到 13900000137 了').waitFor()
    await page.getByRole('button', { name: /^\d+ 秒后重发$/ }).waitFor()
    const code = vendor.codeTo('13900000137')
    await codeField(page).fill(another(code))
    await page.getByText('还可以试 4 次').waitFor()
    expect(voter.troubles.splice(0)).toEqual([
      expect.stringMatching(/^422 POST \/api\/phone-verifications\/.+\/check$/),
    ])
    await codeField(page).fill(code)
    await page.getByText('电话已核实').waitFor()
    await submit(page)
    await page.waitForURL(/\/r\/\w+\?new=1$/)
    expect(voter.troubles).toEqual([])
    await voter.close()

    await office.page.goto(`${server.url}/office/issues?q=${encodeURIComponent('体育场看台')}`)
    await office.page.locator('tbody a.title').first().click()
    await office.page.getByText('已核实', { exact: true }).waitFor()
  })

  it('so is that of a voter whose script does not run', async () => {
    const voter = await phone(browser, { javaScriptEnabled: false })
    const { page } = voter
    await page.goto(`${server.url}/q/${codeOf(server, '李㛃')}/file`)
    await write(page, '老年活动室的暖气不热，下棋的老人都穿着棉袄。', '139-0000-0138')
    await page.getByRole('button', { name: '发验证码' }).click()
    await page.getByText('发到 139-0000-0138 了').waitFor()
    expect(await page.getByRole('textbox', { name: '什么事' }).inputValue()).toContain('老年活动室')
    const code = vendor.codeTo('13900000138')
    await codeField(page).fill(another(code))
    await submit(page)
    await page.getByText('还可以试 4 次').waitFor()
    expect(await page.getByRole('textbox', { name: '姓名' }).inputValue()).toBe('王秀兰')
    await codeField(page).fill(code)
    await submit(page)
    await page.waitForURL(/\/r\/\w+\?new=1$/)
    await voter.close()
  })
})

describe('what goes wrong on the way', () => {
  let t: LiveApp
  beforeAll(async () => {
    t = await startLiveApp({ config: { sms: vendor.settings('tencent') } })
    await setPolicy(t, 'verified')
  })
  afterAll(() => t?.close())

  const open = async (page: Page): Promise<Page> => {
    await page.goto(`${t.url}/q/${t.seed.representatives[0]?.code}/file`)
    await codeField(page).waitFor()
    return page
  }
  const verdictOnPhone = async (words: string): Promise<string> => {
    const office = await t.as('office')
    const found = await office({ url: `/api/issues?q=${encodeURIComponent(words)}` })
    const [row] = found.json().items
    return (await office({ url: `/api/issues/${row.id}` })).json().phoneCheck
  }

  it('the page is closed and the code expires: everything is there, and a new code is asked for', async () => {
    const device = await phone(browser)
    const page = await open(device.page)
    await write(page, '桥头的路灯被车撞歪了，晚上看不见护栏。', '13900000141')
    await page.getByRole('button', { name: '发验证码' }).click()
    await page.getByText('发到 13900000141 了').waitFor()
    await keptDraft(page, '桥头的路灯', '"proof":{')
    await page.close()
    t.clock.advance(6 * 60_000)

    const again = await open(await device.context.newPage())
    await again.getByText('上次的验证码过期了').waitFor()
    expect(await again.getByRole('textbox', { name: '什么事' }).inputValue()).toContain(
      '桥头的路灯',
    )
    await again.getByRole('button', { name: '发验证码' }).click()
    await again.getByText('发到 13900000141 了').waitFor()
    await codeField(again).fill(vendor.codeTo('13900000141'))
    await again.getByText('电话已核实').waitFor()
    await submit(again)
    await again.waitForURL(/\/r\/\w+\?new=1$/)
    expect(await verdictOnPhone('桥头的路灯')).toBe('verified')
    await device.close()
  })

  it('the signal dies after the code came: it is kept, and goes with the filing', async () => {
    const device = await phone(browser)
    const page = await open(device.page)
    await write(page, '河边步道的木板缺了两块，跑步的人会绊倒。', '13900000142')
    await page.getByRole('button', { name: '发验证码' }).click()
    await page.getByText('发到 13900000142 了').waitFor()
    await device.context.setOffline(true)
    await codeField(page).fill(vendor.codeTo('13900000142'))
    await submit(page)
    await page.getByText('等信号。写的都存好了').waitFor()
    await device.context.setOffline(false)
    await page.waitForURL(/\/r\/\w+\?new=1$/)
    expect(await verdictOnPhone('河边步道')).toBe('verified')
    await device.close()
  })

  it('the number is changed afterwards: its own code is asked for', async () => {
    const device = await phone(browser)
    const page = await open(device.page)
    await write(page, '校门口没有斑马线，放学时车不让人。', '13900000143')
    await page.getByRole('button', { name: '发验证码' }).click()
    await page.getByText('发到 13900000143 了').waitFor()
    await codeField(page).fill(vendor.codeTo('13900000143'))
    await page.getByText('电话已核实').waitFor()
    await page.getByRole('textbox', { name: '电话' }).fill('13900000144')
    await page.getByRole('button', { name: '发验证码' }).waitFor()
    await submit(page)
    await page.getByText('请先发验证码，再填上收到的 6 位数字。').waitFor()
    await device.close()
  })

  it('the vendor is dead: the voter is told, and files all the same', async () => {
    const device = await phone(browser)
    const page = await open(device.page)
    await write(page, '垃圾站三天没有清了，味道很大。', '13900000145')
    vendor.meet('cut', 'cut', 'cut')
    await page.getByRole('button', { name: '发验证码' }).click()
    await page.getByText('短信暂时发不出去').waitFor()
    await submit(page)
    await page.waitForURL(/\/r\/\w+\?new=1$/)
    expect(await verdictOnPhone('垃圾站三天')).toBe('unverified')
    await device.close()
  })

  it.each([
    ['light', {}, '', '13900000146'],
    ['dark', { colorScheme: 'dark' }, '', '13900000147'],
    ['elder', {}, '&elder=1', '13900000148'],
  ] as const)('it looks right: %s', async (look, options, query, number) => {
    const device = await phone(browser, options)
    const { page } = device
    const first = t.seed.representatives[0]
    await page.goto(`${t.url}/q/${first?.code}/file?to=${first?.id}${query}`)
    await write(page, '健身器材断了一根。', number)
    await page.getByRole('button', { name: '发验证码' }).click()
    await page.getByText(/^发到/).waitFor()
    await codeField(page).fill(another(vendor.codeTo(number)))
    await page.getByText('还可以试 4 次').waitFor()
    expect(await barriers(page, look === 'dark' ? 'colours' : 'all')).toEqual([])
    expect(await overflows(page)).toBe(false)
    await device.close()
  })
})
