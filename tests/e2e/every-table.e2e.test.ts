import { readFile } from 'node:fs/promises'
import { type ViewTable, viewTables } from '@mashang/shared/views/views.words.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, post } from '../issues/steps.ts'
import { hang, printed } from '../sheets/steps.ts'
import { desk, launchBrowser } from '../support/devices.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'

/** How one table of the office is walked; every one that keeps views is here. */
interface Table {
  path: string
  /** A header that sorts, other than the table's own order, or its own where it has no other. */
  sort: string
  own?: boolean
  filter: { words: string; option: string }
  /** A column that can be put away. */
  away: string
  /** What the choice is counted in; absent: rows cannot be chosen. */
  unit?: string
  exports: boolean
  /** What Enter on a row leads to. */
  opens: (page: Page) => Promise<void>
}

const leadsAway =
  (path: RegExp) =>
  (page: Page): Promise<void> =>
    page.waitForURL(path)

const tables: Record<ViewTable, Table> = {
  issues: {
    path: 'issues',
    sort: '代表',
    filter: { words: '领域', option: '住房' },
    away: '选民',
    unit: '件',
    exports: true,
    opens: leadsAway(/issues\/[0-9a-f-]{36}/),
  },
  representatives: {
    path: 'representatives',
    sort: '姓名',
    filter: { words: '账号', option: '还没登录过' },
    away: '手机',
    unit: '位',
    exports: true,
    opens: leadsAway(/representatives\/[0-9a-f-]{36}/),
  },
  stations: {
    path: 'representatives?view=stations',
    sort: '名称',
    filter: { words: '类型', option: '代表之家' },
    away: '地址',
    unit: '个',
    exports: true,
    opens: leadsAway(/stations\/[0-9a-f-]{36}/),
  },
  sheets: {
    path: 'sheets',
    sort: '扫码',
    filter: { words: '状态', option: '贴着' },
    away: '张贴处',
    unit: '张',
    exports: true,
    opens: leadsAway(/sheets\/[0-9a-f-]{36}/),
  },
  accounts: {
    path: 'accounts',
    sort: '姓名',
    filter: { words: '状态', option: '还没登录过' },
    away: '账号',
    unit: '个',
    exports: true,
    opens: async (page) => {
      const dialog = page.getByRole('dialog')
      await Promise.race([page.waitForURL(/representatives\/[0-9a-f-]{36}/), dialog.waitFor()])
    },
  },
  ledger: {
    path: 'ledger',
    sort: '第几条',
    own: true,
    filter: { words: '谁做的', option: '选民' },
    away: '时间',
    exports: true,
    opens: leadsAway(/issues\/[0-9a-f-]{36}/),
  },
  'contact-exports': {
    path: 'contact-exports',
    sort: '谁同意',
    filter: { words: '状态', option: '等另一位同意' },
    away: '为什么',
    exports: false,
    // Nothing here can be taken back, so Enter only leads to the first button.
    opens: (page) => page.locator('tbody tr button:focus').waitFor(),
  },
}

let browser: Browser
let t: LiveApp
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp()
  const office = await t.as('office')
  const representative = await t.as(0)
  await t.as(1)
  for (const field of ['urban', 'housing', 'housing']) await filed(t, { field })
  await filed(t, { field: 'housing' }, 1)
  await answer(representative, (await filed(t)).id)
  const sheets = [await printed(t), await printed(t, 1), await printed(t, 2)]
  for (const sheet of sheets.slice(0, 2)) await hang(office, sheet)
  for (const reason of ['核实住户', '请来座谈'])
    await post(await t.as('office-2'), '/api/contact-exports', { filter: {}, reason })
})
afterAll(async () => {
  await t.close()
  await browser.close()
})

const rows = (page: Page) => page.locator('tbody tr')
const textsOf = async (page: Page): Promise<string[]> => await rows(page).allInnerTexts()

/** Goes to a page of the office and waits for its rows. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(`/office/${path}`)
  await rows(page).first().waitFor()
}

/** Reloads, and waits for what was shown before. */
async function again(page: Page): Promise<void> {
  const shown = await textsOf(page)
  await page.reload()
  await rows(page).first().waitFor()
  await expect.poll(() => textsOf(page)).toEqual(shown)
}

describe.each(Object.entries(tables))('the table %s', (name, table) => {
  it('sorts, narrows, hides, is walked by keys, is kept as a view, and leaves as it is shown', async () => {
    const { page, context, close, troubles } = await desk(browser, { baseURL: t.url })
    await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
    // What a row says of the time left would change while it is compared with itself.
    await page.clock.setFixedTime(t.clock.now())
    await open(page, table.path)

    const header = page.getByRole('columnheader', { name: table.sort, exact: true })
    const order = (): Promise<string | null> => header.getAttribute('aria-sort')
    const click = () => header.getByRole('button').click()
    const before = await order()
    await click()
    await expect.poll(order).toBe('ascending')
    expect(new URL(page.url()).searchParams.get('sort')).not.toMatch(/^-/)
    if (!table.own) {
      await click()
      await expect.poll(order).toBe('descending')
    }
    await click()
    await expect.poll(order).toBe(before)
    expect(new URL(page.url()).searchParams.has('sort')).toBe(false)
    await click()
    await expect.poll(order).toBe('ascending')

    const filter = page.getByRole('combobox', { name: table.filter.words, exact: true })
    const all = await rows(page).count()
    await filter.selectOption({ label: table.filter.option })
    await page.waitForURL((url) => url.searchParams.size > 1)
    await expect.poll(() => rows(page).count()).toBeLessThanOrEqual(all)
    await rows(page).first().waitFor()

    const away = page.getByRole('columnheader', { name: table.away, exact: true })
    await away.waitFor()
    await page.getByRole('button', { name: '列', exact: true }).click()
    await page.getByRole('checkbox', { name: table.away, exact: true }).uncheck()
    await page.keyboard.press('Escape')
    await away.waitFor({ state: 'detached' })

    await again(page)
    expect(await order()).toBe('ascending')
    expect(await filter.locator('option:checked').textContent()).toBe(table.filter.option)
    expect(await away.count()).toBe(0)

    await page.getByRole('button', { name: '视图', exact: true }).click()
    await page.getByLabel('把现在的样子存为').fill('看这些')
    await page.getByRole('button', { name: '存下' }).click()
    await page.getByRole('link', { name: '看这些' }).waitFor()
    await page.keyboard.press('Escape')
    const kept = await textsOf(page)
    await open(page, table.path)
    await page.getByRole('button', { name: '视图', exact: true }).click()
    await page.getByRole('link', { name: '看这些' }).click()
    await expect.poll(() => textsOf(page)).toEqual(kept)
    await page.keyboard.press('Escape')

    if (table.exports) {
      await page.getByRole('button', { name: '导出', exact: true }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'CSV' }).click(),
      ])
      const [, ...lines] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
      const shown = await textsOf(page)
      expect(lines).toHaveLength(shown.length)
      for (const [index, line] of lines.entries())
        expect(shown[index], line).toContain(line.split(',')[0])
      await page.keyboard.press('Escape')
    }

    const region = page.getByRole('region', { name: /用上下箭头走行/ })
    await region.focus()
    await page.keyboard.press('ArrowDown')
    await expect
      .poll(() =>
        rows(page)
          .first()
          .evaluate((row) => row === document.activeElement),
      )
      .toBe(true)
    if (table.unit !== undefined) {
      await page.keyboard.press('Space')
      await page.getByText(`已选 1 ${table.unit}`).waitFor()
      await page.keyboard.press('Space')
      await page.getByText(`已选 1 ${table.unit}`).waitFor({ state: 'detached' })
    }
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await table.opens(page)
    expect(troubles, name).toEqual([])
    await close()
  })
})

it('every table that keeps views is walked', () => {
  expect(Object.keys(tables).sort()).toEqual(Object.keys(viewTables).sort())
})
