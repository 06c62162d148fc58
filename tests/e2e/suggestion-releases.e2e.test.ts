import { isoOfDay } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { localDay } from '@mashang/shared/core/local-time.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { answeredBy, assignedTo, department } from '../suggestions/steps.ts'
import { desk, launchBrowser } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp({ config: { limits: false } })
  const housing = await department(t, '区住房和城乡建设局')
  const by = { lead: await t.as(0), office: await t.as('office') }
  const issue = await filed(t, { publish: false })
  for (const changes of [{ title: '装路灯' }, { title: '修坡道', issueId: issue.id }]) {
    const { id } = await assignedTo(by, housing.id, changes)
    await answeredBy(housing.client, id)
  }
  await assignedTo(by, housing.id, { title: '还没有答复的' })
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

it('the office finds what is answered and not public, releases it, and reads what was refused', async () => {
  const { page, context, troubles, close } = await desk(browser, { baseURL: t.url })
  await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  const isWell = async (): Promise<void> => {
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    expect(troubles).toEqual([])
  }
  await page.goto('/office/suggestions')
  await page.getByRole('link', { name: '还没有答复的' }).waitFor()
  // The tools are one line, and what is asked for less often is reached by keys.
  const tops = await page.locator('.tools:has(input) > *:visible').evaluateAll((all) =>
    all.map((one) => {
      const { top, height } = one.getBoundingClientRect()
      return Math.round((top + height / 2) / 10)
    }),
  )
  expect(new Set(tops).size).toBe(1)
  await page.getByRole('button', { name: '更多' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: '重点督办' }).waitFor()
  await isWell()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '已答复未公开' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: '还没有答复的' }).waitFor({ state: 'detached' })
  for (const title of ['装路灯', '修坡道'])
    await page.getByRole('row', { name: title }).getByRole('checkbox').check()
  await page.getByRole('button', { name: '公开', exact: true }).click()
  await page.getByText('谁都能看到建议和答复的全文').waitFor()
  await isWell()
  await page.getByRole('button', { name: '公开 2 件' }).click()
  await page.getByText('公开了 1 件，1 件没有公开，原因见下').waitFor()
  await page.getByText('反映这件事的群众不同意公开').waitFor()
  await isWell()
  await page.getByRole('button', { name: '好了' }).click()
  await page.getByRole('link', { name: '装路灯' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: '修坡道' }).waitFor()
  expect(await page.getByText('已选').count()).toBe(0)
  // Taken down again, with a reason.
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '公开着的' }).click()
  await page.getByRole('link', { name: '修坡道' }).waitFor({ state: 'detached' })
  await page.getByRole('row', { name: '装路灯' }).getByRole('checkbox').check()
  await page.getByRole('button', { name: '撤下公开' }).click()
  expect(await page.getByRole('button', { name: '撤下 1 件' }).isDisabled()).toBe(true)
  await page.getByLabel('为什么撤下').fill('里面有住址')
  await isWell()
  await page.getByRole('button', { name: '撤下 1 件' }).click()
  await page.getByText('撤下了 1 件').waitFor()
  await isWell()
  await page.getByRole('button', { name: '好了' }).click()
  await page.getByText('没有这样的建议').waitFor()
  await close()
})

it('before one is made public the office reads what everybody will, and afterwards it is there', async () => {
  const by = { lead: await t.as(0), office: await t.as('office') }
  const roads = await department(t, '区交通运输局')
  const { id } = await assignedTo(by, roads.id, { title: '补路面' })
  await answeredBy(roads.client, id, {
    class: 'B',
    promisedFor: isoOfDay(localDay(Date.now() + 60 * DAY)),
  })
  const { page, context, troubles, close } = await desk(browser, { baseURL: t.url })
  await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
  await page.goto(`/office/suggestions/${id}`)
  await page.getByRole('button', { name: '公开', exact: true }).click()
  const lines = page.getByRole('listitem')
  await lines.filter({ hasText: '《补路面》的全文' }).waitFor()
  await lines.filter({ hasText: '区交通运输局的答复全文：正在办，答应' }).waitFor()
  await lines.filter({ hasText: '下载答复函（PDF）' }).waitFor()
  await lines.filter({ hasText: '办到哪一步：部门答复了，答应' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '确定公开' }).click()
  await page.getByRole('button', { name: '撤下公开' }).waitFor()
  const opening = context.waitForEvent('page')
  await page.getByRole('link', { name: '看公开页面' }).click()
  await (await opening).getByText('办到哪一步：部门答复了，答应').waitFor()
  expect(troubles).toEqual([])
  await close()
})
