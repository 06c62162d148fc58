import { readFile } from 'node:fs/promises'
import { allAccounts } from '@mashang/server/accounts/accounts.store.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'
import { ensureDemo } from '@mashang/server/demo/demo.ts'
import type { ViewTable } from '@mashang/shared/views/views.words.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orderedBatch } from '../sheets/steps.ts'
import { desk, launchBrowser } from '../support/devices.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'

/** Where each table is; a new kind of matter has rows in its own tests before the demo has any. */
const pages: Readonly<Partial<Record<ViewTable, string>>> = {
  issues: 'issues',
  holds: 'moderation',
  'contact-exports': 'contact-exports',
  suggestions: 'suggestions',
  activities: 'activities',
  mediations: 'mediations',
  records: 'records',
  representatives: 'representatives',
  stations: 'representatives?view=stations',
  departments: 'departments',
  sheets: 'sheets',
  batches: 'sheets/batches',
  codes: 'codes',
  accounts: 'accounts',
  ledger: 'ledger',
}
/** Tables whose rows leave as no file, and why. */
const NO_FILE: Readonly<Record<string, string>> = {
  holds: 'what is to be covered is looked at in its place',
  'contact-exports': 'a list of requests, each with a file of its own',
  batches: 'a list of orders, each with a file of its own',
}

let browser: Browser
let t: LiveApp
let token: string
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp({ seeded: false })
  await ensureDemo(t.context)
  const office = (await allAccounts(t.context)).find(({ role }) => role === 'office')
  const session = newSession(t.context, office?.id ?? '')
  await t.context.db.commit(t.context.district, [session.write])
  token = session.token
  const [issue] = (await asked('GET', '/api/issues')).items
  await asked('POST', `/api/issues/${issue.id}/holds`, {
    target: 'filing',
    reason: 'other',
    note: '请看一眼',
  })
  await asked('POST', '/api/contact-exports', { filter: {}, reason: '核实住户' })
  await orderedBatch(t, false)
})
afterAll(async () => {
  await t?.close()
  await browser?.close()
})

async function asked(method: string, path: string, body?: object) {
  const answer = await fetch(t.url + path, {
    method,
    headers: { cookie: `mashang=${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  return answer.json()
}

/** A desk of the office; what rows say of the time left stands still. */
async function office() {
  const device = await desk(browser, { baseURL: t.url })
  await device.context.addCookies([{ name: 'mashang', value: token, url: t.url }])
  await device.page.clock.setFixedTime(t.clock.now())
  return device
}
const rows = (page: Page) => page.locator('[data-table] tbody tr')
const textsOf = async (page: Page): Promise<string[]> => await rows(page).allInnerTexts()

/** Goes to a table and waits for its rows. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await rows(page).first().waitFor()
}

/** Reloads, and waits for what was shown before. */
async function again(page: Page): Promise<void> {
  const shown = await textsOf(page)
  await page.reload()
  await rows(page).first().waitFor()
  await expect.poll(() => textsOf(page)).toEqual(shown)
}

/** The first cell of a line of CSV. */
const firstOf = (line: string): string =>
  line.startsWith('"') ? line.slice(1, line.indexOf('"', 1)) : (line.split(',')[0] ?? '')

/** A header that can turn: another than the table's own order, where there is one. */
async function turns(page: Page): Promise<void> {
  const heads = page.locator('[data-table] th:has(button.sort)')
  const orders = await heads.evaluateAll((all) => all.map((th) => th.getAttribute('aria-sort')))
  expect(orders.length, 'nothing sorts').toBeGreaterThan(0)
  const other = orders.indexOf(null)
  const header = heads.nth(Math.max(other, 0))
  const order = (): Promise<string | null> => header.getAttribute('aria-sort')
  const click = () => header.getByRole('button').click()
  const before = await order()
  await click()
  await expect.poll(order).toBe('ascending')
  expect(new URL(page.url()).searchParams.get('sort')).not.toMatch(/^-/)
  if (other >= 0) {
    await click()
    await expect.poll(order).toBe('descending')
  }
  await click()
  await expect.poll(order).toBe(before)
  expect(new URL(page.url()).searchParams.has('sort')).toBe(false)
  await click()
  await expect.poll(order).toBe('ascending')
}

/** Narrows by the first choice that leaves rows; of a table without lists of words, by a pill. */
async function narrows(page: Page): Promise<void> {
  const select = page.locator('[data-table] .tools select').last()
  const whole = page.url()
  const empty = page.locator('[data-table] .blank, [data-table] .empty')
  let answers = 0
  page.on('response', (response) => {
    if (response.url().includes('/api/')) answers++
  })
  /** What was there before stays until the server has answered. */
  const stands = async (choose: () => Promise<unknown>): Promise<boolean> => {
    const before = answers
    await choose()
    await page.waitForURL((url) => url.href !== whole)
    await expect.poll(() => answers).toBeGreaterThan(before)
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    )
    return (await rows(page).count()) > 0
  }
  if ((await select.count()) > 0) {
    const options = await select
      .locator('option')
      .evaluateAll((all) =>
        all.map((option) => (option as HTMLOptionElement).value).filter(Boolean),
      )
    for (const option of options) {
      if (await stands(() => select.selectOption(option))) return
      await select.selectOption('')
      await page.waitForURL(whole)
    }
  }
  const pills = page.locator('[data-table] .tools .pill[aria-pressed=false]')
  for (let n = 0; n < (await pills.count()); n++) {
    if (await stands(() => pills.nth(n).click())) return
    await page.goto(whole)
    await rows(page).first().waitFor()
  }
  throw new Error(`nothing narrows it: ${await empty.allInnerTexts()}`)
}

/** Puts the first column away that can be and is not sorted by; returns its header. */
async function putsAway(page: Page) {
  await page.getByRole('button', { name: '列', exact: true }).click()
  const sorted = ((await page.locator('th[aria-sort=ascending]').textContent()) ?? '').trim()
  const boxes = page.locator('.column:has(input:checked:enabled)')
  const box = boxes.filter({ hasNotText: sorted }).first()
  const words = ((await box.textContent()) ?? '').trim()
  const away = page.getByRole('columnheader', { name: words, exact: true })
  await away.waitFor()
  await box.click()
  await page.keyboard.press('Escape')
  await away.waitFor({ state: 'detached' })
  return away
}

/** Keeps what is shown as a view, and finds it again from the table's beginning. */
async function keepsAView(page: Page, path: string): Promise<void> {
  const menu = page.getByRole('button', { name: '视图', exact: true })
  await menu.click()
  await page.getByLabel('把现在的样子存为').fill('看这些')
  await page.getByRole('button', { name: '存下' }).click()
  await page.getByRole('link', { name: '看这些' }).waitFor()
  await page.keyboard.press('Escape')
  const kept = await textsOf(page)
  await open(page, path)
  await menu.click()
  await page.getByRole('link', { name: '看这些' }).click()
  await expect.poll(() => textsOf(page)).toEqual(kept)
  await page.keyboard.press('Escape')
}

/** Its file has the rows that are shown, in their order. */
async function leaves(page: Page): Promise<void> {
  await page.getByRole('button', { name: '导出', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV' }).click(),
  ])
  const text = (await readFile(await download.path(), 'utf8')).replace('\uFEFF', '').trimEnd()
  const [, ...lines] = text.split('\r\n')
  const shown = await textsOf(page)
  expect(lines.length).toBeGreaterThanOrEqual(shown.length)
  for (const [index, row] of shown.entries()) expect(row).toContain(firstOf(lines[index] ?? ''))
  await page.keyboard.press('Escape')
}

/** Arrows walk the rows, Space chooses where rows can be chosen, Enter opens or leads to a button. */
async function isWalked(page: Page): Promise<void> {
  await page.getByRole('region', { name: /用上下箭头走行/ }).focus()
  await page.keyboard.press('ArrowDown')
  const first = rows(page).first()
  await expect.poll(() => first.evaluate((row) => row === document.activeElement)).toBe(true)
  if ((await first.locator('.select-box').count()) > 0) {
    const told = page.getByText(/^已选 1 /)
    await page.keyboard.press('Space')
    await told.waitFor()
    await page.keyboard.press('Space')
    await told.waitFor({ state: 'detached' })
  }
  await page.keyboard.press('End')
  await page.keyboard.press('Home')
  const at = new URL(page.url()).pathname
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => {
      if (new URL(page.url()).pathname !== at) return true
      if ((await page.getByRole('dialog').count()) > 0) return true
      return (await page.locator('tbody tr button:focus').count()) > 0
    })
    .toBe(true)
}

describe.each(Object.entries(pages))('the table %s', (name, place) => {
  it('sorts, narrows, hides, is kept as a view, leaves as it is shown, is walked by keys', async () => {
    const { page, close, troubles } = await office()
    const path = `/office/${place}`
    await open(page, path)
    await turns(page)
    await narrows(page)
    const away = await putsAway(page)
    await again(page)
    expect(await page.locator('th[aria-sort=ascending]').count()).toBe(1)
    expect(await away.count()).toBe(0)
    await keepsAView(page, path)
    const file = page.getByRole('button', { name: '导出', exact: true })
    if (name in NO_FILE) expect(await file.count()).toBe(0)
    else await leaves(page)
    await isWalked(page)
    expect(troubles, name).toEqual([])
    await close()
  })
})
