import { isoOfDay } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { localDay } from '@mashang/shared/core/local-time.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

/** 代录: a clerk types what came in on paper; those it names read that, and may say it is not theirs. */

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

async function at(device: Device, token: string): Promise<Device> {
  await device.context.addCookies([{ name: 'mashang', value: token, url: t.url }])
  return device
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
async function isWell({ page, troubles }: Device): Promise<void> {
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  expect(troubles).toEqual([])
}
const TITLE = '给嘎查修一条过河的路'

/** Found by name, and chosen in the list under it. */
async function choose(page: Page, label: string, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: label }).fill(name)
  await page.getByRole('group', { name: label }).getByText(name, { exact: true }).click()
}

it('a paper with two co-signers and a scan is entered once, over a reload; its lead reads it and objects, the office looks', async () => {
  const [lead, ...joint] = ([0, 1, 2] as const).map((n) => seeded(t, n).name)
  const office = await at(await desk(browser, { baseURL: t.url }), await t.token('office'))
  const { page } = office
  await page.goto('/office/suggestions')
  await page.getByRole('link', { name: '代录纸质的' }).click()
  await choose(page, '领衔代表', lead ?? '')
  await page.getByText('换一位').waitFor()
  await page.getByLabel('标题').fill(TITLE)
  await page.getByRole('textbox', { name: '内容' }).fill('雨季过不了河，孩子上学要绕二十公里。')
  for (const name of joint) {
    await press(page, '加一位附议代表')
    await choose(page, '找一位代表', name)
    await page.getByRole('button', { name: `去掉${name}` }).waitFor()
  }
  // What is missing is said, and nothing is sent.
  await press(page, '录入，进待审核')
  await page.getByText('还没有填：交来的日子、扫描件或照片。').waitFor()
  await page.reload()
  await page.getByRole('button', { name: `去掉${joint[1]}` }).waitFor()
  expect(await page.getByLabel('标题').inputValue()).toBe(TITLE)
  await page.getByLabel('哪一天交来的').fill(isoOfDay(localDay(t.context.clock.now()) - 1))
  await page.getByLabel('加扫描件或照片').setInputFiles({
    name: '纸质建议.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'),
  })
  await page.getByRole('button', { name: '去掉纸质建议.pdf' }).waitFor()
  await isWell(office)
  // A dead line says so, and keeps what was typed.
  await office.context.setOffline(true)
  await press(page, '录入，进待审核')
  await page.getByText('再按一次，不会录成两件').waitFor()
  await office.context.setOffline(false)
  office.troubles.length = 0
  await press(page, '录入，进待审核')
  const note = page.getByRole('complementary', { name: '代录' })
  await note.getByText('按纸录入').waitFor()
  await note.getByRole('link', { name: '纸质建议.pdf' }).waitFor()
  await page.getByText(`${joint[0]}（纸上签名）`).waitFor()
  await isWell(office)
  const id = new URL(page.url()).pathname.split('/').at(-1)

  const own = await at(await phone(browser, { baseURL: t.url }), await t.token(0))
  await own.page.goto(`/me/suggestions/${id}`)
  await own.page.getByText('请核对；有出入的').waitFor()
  await isWell(own)
  await press(own.page, '不是我提的')
  await own.page.getByLabel(/怎么回事/).fill('我没有交过这张纸')
  await press(own.page, '确定')
  await own.page.getByText('等代表工委核对').waitFor()
  await isWell(own)

  await page.reload()
  await press(page, '核对')
  await page
    .getByRole('group', { name: '是不是他提的' })
    .getByText('是他提的', { exact: true })
    .click()
  await page.getByLabel('怎么核对的').fill('打过电话，他想起来了')
  await press(page, '确定')
  await page.getByText('代表工委核对：是他提的').waitFor()
  await isWell(office)
  // The same heading of the same lead is asked once more.
  await page.getByRole('link', { name: '再录一件' }).click()
  await choose(page, '领衔代表', lead ?? '')
  await page.getByLabel('标题').fill(TITLE)
  await page.getByRole('textbox', { name: '内容' }).fill('同一张纸。')
  await page.getByLabel('哪一天交来的').fill(isoOfDay(localDay(t.context.clock.now())))
  await page.getByLabel('加扫描件或照片').setInputFiles({
    name: '又一张.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'),
  })
  await page.getByRole('button', { name: '去掉又一张.pdf' }).waitFor()
  await press(page, '录入，进待审核')
  await page.getByRole('button', { name: '不是同一件，照样录入' }).waitFor()
  await page.getByText('已经有一件同名的建议').waitFor()
  const opening = page.context().waitForEvent('page')
  await page.getByRole('link', { name: '看看那一件' }).click()
  await (await opening).getByRole('heading', { name: TITLE }).waitFor()
  await Promise.all([office, own].map((device) => device.close()))
})
