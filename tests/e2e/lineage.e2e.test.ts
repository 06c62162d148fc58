import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed } from '../issues/steps.ts'
import { contact, department, done, written } from '../suggestions/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
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

const signedIn = async (device: Device, who: 0 | 'office'): Promise<Device> => {
  const value = await t.token(who)
  await device.context.addCookies([{ name: 'mashang', value, url: t.url }])
  return device
}
async function isWell({ page, troubles }: Device): Promise<void> {
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  expect(troubles).toEqual([])
}

describe('a chain', () => {
  it('two matters join one suggestion; its letters leave together; each voter sees the chain', async () => {
    const [first, second] = [await filed(t), await filed(t)]
    const li = await t.as(0)
    for (const { id } of [first, second]) await answer(li, id)
    const { id } = await written(li, { title: '给六个小区加装路灯', issueId: first.id })

    const work = await signedIn(await phone(browser, { baseURL: t.url }), 0)
    await work.page.goto(`/me/suggestions?issue=${second.id}`)
    await work.page.getByText('连到我已经写的建议').click()
    await isWell(work)
    await work.page.getByRole('button', { name: '连上' }).click()
    await work.page.getByText('还没有提交，').waitFor()
    await work.page.goto(`/me/suggestions/${id}`)
    const chain = work.page.getByRole('region', { name: '来龙去脉' })
    await chain.getByRole('listitem').nth(2).waitFor()
    expect(await chain.getByRole('link').count()).toBe(2)
    await isWell(work)

    const office = await t.as('office')
    const housing = await department(t, '区住房和城乡建设局')
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: housing.id })
    await done(housing.client, id, { act: 'receive' })
    await done(housing.client, id, contact)
    await done(housing.client, id, { act: 'propose', text: '年底前装好。', class: 'A' })
    await done(housing.client, id, { act: 'sign', signer: '局长王建国' })

    const voter = await phone(browser, { baseURL: t.url })
    // Opened before the page's script has come, as on a weak signal, it is filled all the same.
    let scriptsMayCome = (): void => undefined
    const held = new Promise<void>((done) => {
      scriptsMayCome = done
    })
    await voter.page.route('**/assets/**/*.js', async (route) => {
      await held
      await route.continue()
    })
    await voter.page.goto(`/r/${second.receipt}`, { waitUntil: 'commit' })
    await voter.page.getByText('这件事后来怎么样了').click()
    scriptsMayCome()
    const outcome = voter.page.getByText('李婺代表写的建议', { exact: true })
    await outcome.waitFor()
    // The diagram's style is none of the first response's: the dots stand beside their words.
    const list = voter.page.locator('ol').filter({ has: outcome })
    await expect.poll(() => list.evaluate((it) => getComputedStyle(it).listStyleType)).toBe('none')
    await isWell(voter)

    const at = await signedIn(await desk(browser, { baseURL: t.url }), 'office')
    await at.page.goto('/office/suggestions')
    await at.page.getByRole('checkbox', { name: '选 给六个小区加装路灯' }).check()
    await at.page.getByRole('button', { name: '印公文' }).click()
    await at.page.getByText('1 件都能印。').waitFor()
    await at.page.getByLabel('每份一个 Word，装在压缩包里').check()
    await isWell(at)
    const saved = at.page.waitForEvent('download')
    await at.page.getByRole('button', { name: '印', exact: true }).click()
    expect((await saved).suggestedFilename()).toMatch(/^交办单 .*\.zip$/)
    await at.page.getByText(/^存好了：交办单/).waitFor()
    await at.page.goto(`/office/suggestions/${id}`)
    await at.page.getByRole('region', { name: '来龙去脉' }).waitFor()
    await isWell(at)
    await Promise.all([work, voter, at].map((device) => device.close()))
  })

  it('a list of last year is looked at and imported at the office’s desk', async () => {
    const at = await signedIn(await desk(browser, { baseURL: t.url }), 'office')
    await at.page.goto('/office/suggestions/import')
    await isWell(at)
    await at.page
      .locator('input[type=file]')
      .setInputFiles(join(import.meta.dirname, '../suggestions/data/last-year.csv'))
    await at.page.getByRole('heading', { name: /^不导入 \d+ 行（\d+ 处）$/ }).waitFor()
    await at.page.getByText('没有叫“王不存在”的代表', { exact: false }).waitFor()
    await isWell(at)
    await at.page.getByRole('button', { name: /^没选的 \d+ 个都新建$/ }).click()
    await at.page.getByRole('button', { name: /^导入 \d+ 件$/ }).click()
    await at.page.getByText('导入好了').waitFor()
    await at.page.getByRole('link', { name: /看 \d+ 年的建议/ }).click()
    await at.page.getByRole('link', { name: '关于给老旧小区加装路灯的建议' }).waitFor()
    await isWell(at)
    await at.close()
  })
})
