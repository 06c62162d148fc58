import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assignedTo, contact, department, departmentLogin, done } from '../suggestions/steps.ts'
import { desk, launchBrowser } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
})
afterAll(async () => {
  await browser?.close()
  await t?.close()
})

it('given answers are signed by a 签发人 who signs in, and a department has none, then its page and the office’s say so', async () => {
  const [lead, office] = [await t.as(0), await t.as('office')]
  const housing = await department(t, '区住建局')
  const url = '/api/suggestion-periods'
  const was = (await office({ url })).json().periods
  const body = { ...was, accountSigns: true, was }
  expect((await office({ method: 'PUT', url, body })).statusCode).toBe(200)
  const { id } = await assignedTo({ lead, office }, housing.id)
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  await done(housing.client, id, { act: 'propose', text: '5 月底前装好。', class: 'A' })

  const pages = await Promise.all(
    [await t.token('office'), await housing.token()].map(async (token) => {
      const { page, context, troubles } = await desk(browser, { baseURL: t.url })
      await context.addCookies([{ name: 'mashang', value: token, url: t.url }])
      await page.goto(`/office/suggestions/${id}`)
      return { page, troubles }
    }),
  )
  const said = [/区住建局有账号，还没有签发人/, /本单位还没有签发人的账号/]
  for (const [index, { page, troubles }] of pages.entries()) {
    await page.getByText(said[index] as RegExp).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    expect(troubles).toEqual([])
  }

  await departmentLogin(t, housing.id, '王建国', { part: 'head', post: '局长' })
  for (const [index, { page }] of pages.entries()) {
    await page.reload()
    await page.getByText('5 月底前装好。').first().waitFor()
    expect(await page.getByText(said[index] as RegExp).count()).toBe(0)
  }
  await pages[1]?.page.getByText('答复拟好了，等签发人签发。').waitFor()
})
