import { readFile } from 'node:fs/promises'
import type { ServerProcess } from '@mashang/scripts/support/server-process.ts'
import { openPdf } from '@mashang/server/sheets/print/check/rasteriser.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemo } from '../support/demo-server.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, overflows } from '../support/live-app.ts'
import { accountOf, officeOf, signIn } from './people.ts'

/** Printing takes the time that the machine needs. */
const PRINTED = { timeout: 60_000 }

describe('the office prints', () => {
  let server: ServerProcess
  let browser: Browser
  let office: Device
  /** The number of the first sheet that is printed here; the demo has printed some before. */
  let first = 0
  let batch = ''
  const number = (offset: number): string => String(first + offset).padStart(4, '0')

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startDemo(), launchBrowser()])
    office = await desk(browser)
    await signIn(office.page, `${server.url}/office/`, accountOf(server, 'office'))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const clean = async (name: string): Promise<void> => {
    expect(await barriers(office.page), name).toEqual([])
    expect(office.troubles, name).toEqual([])
  }

  it('says what to do first where no batch was printed', async () => {
    const { page } = office
    await page.getByRole('link', { name: /^码与海报/ }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('link', { name: '印制' }).click()
    await page.getByText('先印一页校准页').waitFor()
    await clean('empty')
    await page.getByRole('link', { name: '印一批' }).first().click()
  })

  it('chooses people by pinyin and a station by its name, and sees what will come out', async () => {
    const { page } = office
    await page.getByText('88 位代表、28 个家站，共 116 张，116 页 A4').waitFor()
    await page.getByLabel('挑一部分').check()
    await page.getByText('先选印给谁').waitFor()
    expect(await page.getByRole('button', { name: '开始印制' }).isDisabled()).toBe(true)
    await page.getByRole('tab', { name: '单个代表' }).click()
    await page.getByLabel('找代表').fill('lxy')
    await page.getByLabel(/吕秀英/).check()
    await page.getByRole('tab', { name: '按家站' }).click()
    await page.getByLabel('大发街道代表之家：家站自己的').check()
    await page.getByText('1 位代表、1 个家站，共 2 张，2 页 A4').waitFor()
    await page.getByLabel('每位代表、每个家站印几张').fill('2')
    await page.keyboard.press('Tab')
    await page.getByText('1 位代表、1 个家站，共 4 张，4 页 A4').waitFor()
    await page.getByRole('img', { name: /的样子$/ }).waitFor(PRINTED)
    await clean('order')
  })

  it('keeps the order through a reload, and saves whom it is for as a list', async () => {
    const { page } = office
    await page.reload()
    await page.getByText('1 位代表、1 个家站，共 4 张，4 页 A4').waitFor()
    await page.getByRole('button', { name: '存成名单…' }).click()
    await page.getByLabel('名单的名字').fill('试印')
    await page.getByRole('button', { name: '存好' }).click()
    await page.getByRole('radio', { name: /试印/ }).waitFor()
  })

  it('is ordered once through a lost answer and a double click', async () => {
    const { page, context } = office
    const batches = async () =>
      (await (await officeOf(server)).get<{ total: number }>('/api/poster-batches')).total
    const before = await batches()
    let lost = 0
    await context.route('**/api/poster-batches', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return await route.fallback()
      lost++
      await route.fetch()
      return await route.abort('connectionreset')
    })
    await page.getByRole('button', { name: '开始印制' }).click()
    await page.getByText('再点一次就行，不会重复印').waitFor()
    await page.reload()
    await page.getByText('再点一次就行，不会重复印').waitFor()
    await page.getByRole('button', { name: '开始印制' }).click()
    const dialog = page.getByRole('dialog')
    await page.waitForURL(/batches\/[0-9a-f-]{36}$/).catch(async () => {
      throw new Error(`not ordered: ${await dialog.textContent()}`)
    })
    await context.unroute('**/api/poster-batches')
    expect(await batches()).toBe(before + 1)
    expect(lost).toBe(1)
  })

  it('shows how far it is and gives one PDF of as many pages', async () => {
    const { page } = office
    await page.getByRole('heading', { name: '印好了' }).waitFor(PRINTED)
    batch = page.url().split('/').at(-1) ?? ''
    const { numbers } = await (await officeOf(server)).get<{ numbers: { from: string } }>(
      `/api/poster-batches/${batch}`,
    )
    first = Number(numbers.from)
    await page.getByText(`编号 ${number(0)}–${number(3)}`).waitFor()
    await clean('batch')
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: /^下载 PDF/ }).click()
    const bytes = await readFile(await (await downloading).path())
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const pdf = await openPdf(bytes)
    expect(pdf.pages).toBe(4)
    pdf.close()
  })

  it('asks before the same is printed again, and says who did it', async () => {
    const { page } = office
    await page.getByRole('link', { name: '再印同样的一批' }).click()
    await page.getByText('1 位代表、1 个家站，共 4 张，4 页 A4').waitFor()
    await page.getByRole('button', { name: '开始印制' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('印过同样的一批（可以下载）').waitFor()
    await clean('same')
    await dialog.getByRole('link', { name: '去看那一批' }).click()
    await page.getByText(`${number(0)}–${number(3)}`).waitFor()
    await page.getByRole('link', { name: /^今天/ }).click()
    await page.getByRole('link', { name: '去登记张贴' }).click()
  })

  it('records where a sheet hangs, and finds it by its place', async () => {
    const { page } = office
    await page.getByText('第 1–4 张，共 4 张').waitFor()
    await page.getByRole('link', { name: number(0) }).click()
    await page.getByRole('button', { name: '登记张贴' }).click()
    await page.getByLabel('张贴处').fill('后山村卫生室门口')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('登记好了').waitFor()
    await page.getByRole('button', { name: '改张贴处' }).waitFor()
    await clean('sheet')
    await page.goto(`${server.url}/office/sheets`)
    await page.getByLabel('找海报').fill('后山村')
    await page.waitForURL(/q=/)
    await page.getByText('第 1–1 张，共 1 张').waitFor()
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出' }).click()
    await page.getByRole('button', { name: 'CSV' }).click()
    const csv = await readFile(await (await downloading).path(), 'utf8')
    expect(csv.trim().split('\n')).toHaveLength(2)
    expect(csv).toContain('后山村卫生室门口')
  })

  it('takes sheets out of use, and the others stay alive', async () => {
    const { page } = office
    await page.goto(`${server.url}/office/sheets?batch=${batch}`)
    await page.getByText('第 1–4 张，共 4 张').waitFor()
    await page.getByLabel(`选 ${number(2)}`).check()
    await page.getByLabel(`选 ${number(3)}`).check()
    await page.getByRole('button', { name: '作废' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('其他海报和自己的码都照常能扫').waitFor()
    await dialog.getByRole('button', { name: '印错了' }).click()
    await clean('revoke')
    await dialog.getByRole('button', { name: '作废 2 张' }).click()
    await page.getByText('作废了 2 张，别的照常').waitFor()
    await dialog.getByText(`海报 ${number(3)}`).waitFor()
    await dialog.getByRole('button', { name: '好了' }).click()
    await page.getByRole('combobox', { name: '状态' }).selectOption({ label: '已作废' })
    await page.getByText('第 1–2 张，共 2 张').waitFor()
  })

  it('prints one sheet anew in place of the old one', async () => {
    const { page } = office
    await page.goto(`${server.url}/office/sheets?q=后山村`)
    await page.getByRole('link', { name: number(0) }).click()
    await page.getByRole('button', { name: '重印' }).click()
    await page.getByText('重印 1 张：同一位、同一处，新的编号').waitFor()
    await page.getByText(/共 1 张，1 页 A4/).waitFor()
    await page.getByRole('button', { name: '开始印制' }).click()
    await page.getByRole('heading', { name: '印好了' }).waitFor(PRINTED)
    await page.getByText(`编号 ${number(4)}`).waitFor()
    expect(office.troubles).toEqual([])
  })

  it('makes a template of its own, with the reason at the field where it cannot be kept', async () => {
    const { page } = office
    await page.goto(`${server.url}/office/sheets/templates`)
    await page.getByRole('link', { name: '照着做一个' }).first().click()
    await page.getByLabel('版式的名字').fill('换届版')
    await page
      .getByLabel('口号', { exact: true })
      .or(page.getByLabel(/^口号/))
      .first()
      .fill('扫一扫，跟我说')
    await page.getByRole('textbox', { name: '文字色', exact: true }).fill('#BBBBBB')
    await page.getByText('文字色和底色太接近').waitFor()
    await page.getByRole('textbox', { name: '文字色', exact: true }).fill('#221D1A')
    await page.getByText('还没保存').waitFor()
    let asked = ''
    page.once('dialog', (dialog) => {
      asked = dialog.message()
      void dialog.dismiss()
    })
    await page.getByRole('link', { name: '版式' }).click()
    expect(asked).toContain('还没有保存')
    await page.getByRole('button', { name: '存成本区的版式' }).click()
    await page.getByText('存好了“换届版”').waitFor(PRINTED)
    await page.getByRole('heading', { name: '换届版' }).waitFor()
    await page.getByRole('link', { name: '版式' }).click()
    const card = page.getByRole('listitem').filter({ hasText: '换届版' })
    await card.getByRole('button', { name: '设为默认' }).click()
    await page.getByText('以后默认用“换届版”').waitFor()
    await card.getByRole('button', { name: '删去' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '删去' }).click()
    await card.waitFor({ state: 'detached' })
  })

  it('can be used on a phone, and in the dark', async () => {
    const device = await phone(browser, { colorScheme: 'dark' })
    const { page } = device
    await signIn(page, `${server.url}/office/`, accountOf(server, 'office'))
    const paths = ['sheets', 'sheets?view=map', 'sheets?view=sums', 'sheets/batches']
    for (const path of [...paths, 'sheets/batches/new', 'sheets/templates', 'sheets/alerts']) {
      await page.goto(`${server.url}/office/${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      expect(await overflows(page), path).toBe(false)
      expect(await barriers(page, 'colours'), path).toEqual([])
    }
    expect(device.troubles).toEqual([])
    await device.close()
  })
})
