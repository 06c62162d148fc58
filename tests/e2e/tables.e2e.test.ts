import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed, seeded } from '../issues/steps.ts'
import { desk, launchBrowser } from '../support/devices.ts'
import { barriers, type LiveApp, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp()
  await Promise.all([t.as(0), t.as(1)])
  for (const title of ['路灯不亮', '暖气不热', '井盖松了']) await filed(t, { title })
})
afterAll(async () => {
  await t.close()
  await browser.close()
})

/** A desk where one of the office is signed in. */
async function office(who: 'office' | 'office-2' = 'office') {
  const device = await desk(browser, { baseURL: t.url })
  await device.context.addCookies([{ name: 'mashang', value: await t.token(who), url: t.url }])
  return device
}
const rows = (page: Page) => page.locator('tbody tr')
const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(`/office/${path}`)
  await rows(page).first().waitFor()
}

describe('a table of the office', () => {
  it('shows the columns that were chosen, says them in its address, and remembers them', async () => {
    const { page, close, troubles } = await office()
    await open(page, 'issues')
    await page.getByRole('button', { name: '列', exact: true }).click()
    await page.getByRole('checkbox', { name: '领域' }).check()
    await page.getByRole('checkbox', { name: '选民' }).uncheck()
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('columnheader', { name: '领域' }).waitFor()
    expect(await page.getByRole('columnheader', { name: '选民' }).count()).toBe(0)
    expect(new URL(page.url()).searchParams.get('columns')).toContain('field')
    await open(page, 'issues')
    await page.getByRole('columnheader', { name: '领域' }).waitFor()
    await page.getByRole('button', { name: '列', exact: true }).click()
    await page.getByRole('button', { name: '恢复原来的列' }).click()
    await page.getByRole('columnheader', { name: '选民' }).waitFor()
    expect(troubles).toEqual([])
    await close()
  })

  it('is walked, chosen from and opened with the keyboard alone', async () => {
    const { page, close } = await office()
    await open(page, 'issues?sort=number')
    await page.getByRole('region', { name: /用上下箭头走行/ }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Shift+Space')
    await page.getByText('已选 3 件').waitFor()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '路灯不亮' }).waitFor()
    await close()
  })

  it('keeps a view on the server, for its owner, and brings back one that was dropped', async () => {
    const { page, close } = await office()
    await open(page, 'issues?state=awaiting&sort=-filed')
    await page.getByRole('button', { name: '视图' }).click()
    await page.getByLabel('把现在的样子存为').fill('等着的')
    await page.getByRole('button', { name: '存下' }).click()
    const view = page.getByRole('link', { name: '等着的' })
    await view.waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: '删去视图“等着的”' }).click()
    await view.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '撤销' }).click()
    await view.waitFor()
    await close()

    const again = await office()
    await open(again.page, 'issues')
    await again.page.getByRole('button', { name: '视图' }).click()
    await again.page.getByRole('link', { name: '等着的' }).click()
    await again.page.waitForURL(/state=awaiting/)
    await again.close()
    const other = await office('office-2')
    await open(other.page, 'issues')
    await other.page.getByRole('button', { name: '视图' }).click()
    await other.page.getByText('还没有存下的视图').waitFor()
    await other.close()
  })

  it.each([
    ['CSV', 'csv', '\uFEFF编号,事项'],
    ['Excel', 'xlsx', 'PK'],
  ])('leaves as %s with the filter and columns of the moment', async (words, ending, begins) => {
    const { page, close, troubles } = await office()
    await open(page, 'issues?q=暖气&columns=what,state')
    await page.getByRole('button', { name: '导出' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: words }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(new RegExp(`^群众反映 .*\\.${ending}$`))
    const text = (await readFile(await download.path())).toString()
    expect(text.startsWith(begins)).toBe(true)
    if (ending === 'csv') expect(text.trimEnd().split('\r\n')).toHaveLength(2)
    await page.getByText('存好了').waitFor()
    expect(troubles).toEqual([])
    await close()
  })
})

it('many matters are given to somebody else after a look, and back again', async () => {
  const { page, close, troubles } = await office()
  await open(page, 'issues')
  await page.getByRole('checkbox', { name: '选这一页全部' }).check()
  await page.getByRole('button', { name: '改派' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('改派给谁').first().fill('zjp')
  await dialog.getByRole('radio', { name: /张建平/ }).check()
  await dialog.getByText('会办 3 件。').waitFor()
  await dialog.getByLabel('理由').fill('片区调整')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: '改派 3 件' }).click()
  await dialog.getByText('办好了 3 件。').waitFor()
  await dialog.getByRole('button', { name: '撤销这 3 件' }).click()
  await dialog.getByText('撤销了 3 件。').waitFor()
  await dialog
    .getByText(`还给${seeded(t).name}`)
    .first()
    .waitFor()
  expect(troubles).toEqual([])
  await close()
})

it('many are urged at once, each once a day, and what is not done says why', async () => {
  const { page, close, troubles } = await office()
  await open(page, 'issues')
  const urge = async () => {
    await page.getByRole('checkbox', { name: '选这一页全部' }).check()
    await page.getByRole('button', { name: '催一下' }).first().click()
    return page.getByRole('dialog')
  }
  const dialog = await urge()
  await dialog.getByText('会办 3 件。').waitFor()
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: '催一下 3 件' }).click()
  await dialog.getByText('办好了 3 件。').waitFor()
  expect(await dialog.getByRole('button', { name: /撤销/ }).count()).toBe(0)
  await dialog.getByRole('button', { name: '好了' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const again = await urge()
  await again.getByText(/不办 3 件/).waitFor()
  expect(await again.getByText('今天提醒过了').count()).toBe(3)
  expect(await again.getByRole('button', { name: '催一下' }).isDisabled()).toBe(true)
  expect(troubles).toEqual([])
  await close()
})

it('contacts of many leave when a second person agrees', async () => {
  const first = await office()
  await open(first.page, 'issues?state=awaiting')
  await first.page.getByRole('button', { name: '导出' }).click()
  await first.page.getByRole('link', { name: '联系方式要两个人同意…' }).click()
  await first.page.getByText('按刚才的条件共 3 件').waitFor()
  await first.page.getByLabel('为什么要').fill('请住户来座谈')
  await first.page.getByRole('button', { name: '请同事同意' }).click()
  await rows(first.page).getByText('等另一位同意').waitFor()
  expect(await barriers(first.page)).toEqual([])
  expect(await first.page.getByRole('button', { name: '同意', exact: true }).count()).toBe(0)

  const second = await office('office-2')
  await open(second.page, 'contact-exports')
  await second.page.getByRole('button', { name: '同意', exact: true }).click()
  await rows(second.page).getByText('同意了，可以下载一次').waitFor()
  await second.close()

  await first.page.reload()
  const [download] = await Promise.all([
    first.page.waitForEvent('download'),
    first.page.getByRole('button', { name: '下载（只能一次）' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^联系方式 .*\.xlsx$/)
  await rows(first.page).getByText('下载过了').waitFor()
  expect(first.troubles).toEqual([])
  await first.close()
})

it('the ledger finds who did what, and is walked from its beginning', async () => {
  const { page, close, troubles } = await office()
  await open(page, 'ledger?group=exports')
  await page.getByText('下载联系方式').waitFor()
  await page.getByRole('button', { name: '从头核对' }).click()
  await page.getByText(/从头核对过：\d+ 条，一条不少，一条没改/).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(troubles).toEqual([])
  await close()
})

it('somebody is added to the roster by hand, and changed; the history says so', async () => {
  const { page, close, troubles } = await office()
  await open(page, 'representatives')
  await page.getByRole('link', { name: '新增代表' }).click()
  await page.getByLabel('姓名（必填）').fill('斯琴')
  await page.getByLabel('手机').fill('13800001388')
  await page.getByRole('button', { name: '新增', exact: true }).click()
  await page.getByRole('heading', { name: '斯琴' }).waitFor()
  await page.getByLabel('工作单位及职务').fill('牧民')
  await page.getByRole('button', { name: '存下改动' }).click()
  await page.getByText('改了：工作单位及职务').waitFor()
  expect(await barriers(page)).toEqual([])
  expect(troubles).toEqual([])
  await close()
})
