import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answer, filed, release } from '../issues/steps.ts'
import { answeredBy, assignedTo, department, done } from '../suggestions/steps.ts'
import { type Device, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp({ config: { limits: false } })
  const housing = await department(t, '区住房和城乡建设局')
  const by = { lead: await t.as(0), office: await t.as('office') }
  const issue = await filed(t, { publish: true })
  await answer(by.lead, issue.id)
  await release(t, issue.id, '3 号楼南边的路灯不亮')
  for (const [title, more] of [
    ['给老旧小区加装路灯', { issueId: issue.id }],
    ['<img src=x onerror=window.harmed=1>修路', {}],
  ] as const) {
    const { id } = await assignedTo(by, housing.id, { title, ...more })
    await answeredBy(housing.client, id, { text: `${'很长的网址'.repeat(40)}` })
    await done(by.office, id, { act: 'publish' })
  }
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

async function isWell({ page, troubles }: Device): Promise<void> {
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  expect(troubles).toEqual([])
  // Nothing on it needs a script, and none would run.
  expect(await page.locator('script, img').count()).toBe(0)
}

it.each([
  ['ordinary', false],
  ['large', true],
])(
  'a suggestion is looked for, read and left again on a narrow phone, in %s print',
  async (_, elder) => {
    const device = await phone(browser, { baseURL: t.url })
    const { page } = device
    if (elder) await device.context.addCookies([{ name: 'elder', value: '1', url: t.url }])
    // From the public matter that it was written out of.
    await page.goto('/matters')
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await page.getByRole('link', { name: '写成了代表建议，看办理结果：给老旧小区加装路灯' }).click()
    await page.getByRole('heading', { level: 1, name: '给老旧小区加装路灯' }).waitFor()
    await page.goto('/suggestions')
    expect(await page.getByRole('listitem').count()).toBe(2)
    await isWell(device)
    await page.getByLabel('找建议').fill('路灯')
    await page.getByLabel('哪一年').selectOption({ index: 1 })
    await page.getByRole('button', { name: '找' }).click()
    await page.getByText('找到 1 件').waitFor()
    expect(await page.getByLabel('找建议').inputValue()).toBe('路灯')
    await isWell(device)
    await page.getByRole('link', { name: '给老旧小区加装路灯' }).click()
    await page.getByRole('heading', { level: 1, name: '给老旧小区加装路灯' }).waitFor()
    await page.getByText('已经解决，或者今年能解决').waitFor()
    await isWell(device)
    await page.getByRole('link', { name: '看全部公开的建议' }).click()
    await page.getByText('公开的 2 件').waitFor()
    await page.getByRole('link', { name: /修路$/ }).click()
    await page.getByRole('heading', { level: 1, name: /^<img src=x/ }).waitFor()
    await isWell(device)
    await page.goto('/suggestions?q=没有这样的词')
    await page.getByText('没有找到这样的建议').waitFor()
    await isWell(device)
    await page.getByRole('link', { name: '看全部公开的建议' }).click()
    await page.getByText('公开的 2 件').waitFor()
    await page.goto(`/suggestions/${crypto.randomUUID()}`)
    await page.getByRole('heading', { level: 1, name: '这里没有这件建议' }).waitFor()
    expect(device.troubles.splice(0)).toEqual([expect.stringMatching(/^404 /)])
    await isWell(device)
    await device.close()
  },
)
