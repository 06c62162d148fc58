import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { post } from '../issues/steps.ts'
import { answeredBy, assignedTo, department, done, written } from '../suggestions/steps.ts'
import { desk, launchBrowser } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

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

it('分办 ticks what is filled in, shows the blanks, and keeps what somebody named, not what was proposed', async () => {
  const [lead, clerk] = [await t.as(0), await t.as('office')]
  const housing = await department(t, '区住房和城乡建设局')
  const police = (await post(clerk, '/api/departments', { name: '公安分局' })).json<{
    id: string
  }>()
  const past = await assignedTo({ lead, office: clerk }, housing.id)
  await answeredBy(housing.client, past.id)
  const [like, blank, named] = [
    '再给三个老旧小区加装路灯',
    '给小学门口画斑马线',
    '夜里多巡逻',
  ] as const
  for (const title of [like, blank, named])
    await done(lead, (await written(lead, { title })).id, { act: 'submit' })
  const long = (await post(clerk, '/api/departments', { name: '区人力资源和社会保障局' })).json<{
    id: string
  }>()
  const { page, context, troubles, close } = await desk(browser, {
    baseURL: t.url,
    viewport: { width: 1366, height: 768 },
  })
  const token = await t.token('office')
  await context.addCookies([{ name: 'mashang', value: token, url: t.url }])
  await page.goto('/office/suggestions/assign')
  const leads = (title: string) => page.getByLabel(`${title}的主办单位`)
  const ticked = async (): Promise<boolean[]> =>
    await Promise.all(
      [like, blank, named].map((title) =>
        page.getByLabel(`选${title}`, { exact: true }).isChecked(),
      ),
    )
  await page.getByText('参考：').first().waitFor()
  expect(await leads(like).inputValue()).toBe(housing.id)

  await page.getByLabel('全选填好的').check()
  expect(await ticked()).toEqual([true, false, false])
  await page.getByLabel('只看空着的 2 件').check()
  await leads(like).waitFor({ state: 'detached' })
  // Each select says the whole of what is chosen, and what it is for.
  await leads(blank).selectOption(long.id)
  expect(
    await page.locator('select').evaluateAll((all) =>
      all
        .filter((one) => {
          const { font, paddingLeft, paddingRight } = getComputedStyle(one)
          const pen = document.createElement('canvas').getContext('2d')
          if (pen === null) return true
          pen.font = font
          const words = (one as HTMLSelectElement).selectedOptions[0]?.text ?? ''
          const room = one.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - 16
          return pen.measureText(words).width > room
        })
        .map((one) => one.getAttribute('aria-label') ?? one.id),
    ),
  ).toEqual([])
  await leads(blank).selectOption('')
  // What is filled in stays where it stood until the filter is taken away.
  await leads(named).selectOption(police.id)
  await page.getByLabel('只看空着的 1 件').waitFor()
  expect(await leads(named).isVisible()).toBe(true)
  await page.getByRole('button', { name: '交办 2 件' }).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  await page.getByLabel('只看空着的 1 件').uncheck()
  expect(await ticked()).toEqual([true, false, true])

  await page.reload()
  await page.getByText('参考：').first().waitFor()
  const shown = await Promise.all([like, blank, named].map((title) => leads(title).inputValue()))
  expect(shown).toEqual([housing.id, '', police.id])
  const kept = await page.evaluate(() => localStorage.getItem('mashang:draft:assign') ?? '')
  expect(kept).toContain(police.id)
  expect(kept).not.toContain(housing.id)
  expect(troubles).toEqual([])
  await close()
})
