import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { type Device, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'
import { phonePhoto } from './photos.ts'

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

async function begun(): Promise<{ li: Device; issue: Awaited<ReturnType<typeof filed>> }> {
  const issue = await filed(t)
  const li = await phone(browser, { baseURL: t.url })
  await li.context.addCookies([{ name: 'mashang', value: await t.token(0), url: t.url }])
  await li.page.goto(`/me/issues/${issue.id}`)
  await li.page.getByRole('link', { name: /转建议/ }).click()
  await li.page.getByRole('link', { name: '把这件反映写成建议' }).click()
  await li.page.getByText(`由群众反映写成：3 号楼南边路灯不亮`).waitFor()
  return { li, issue }
}
const confirmTitle = ({ page }: Device) =>
  page.getByRole('button', { name: '就用这个标题' }).click()
const submit = ({ page }: Device) => page.getByRole('button', { name: '存好并提交' }).click()
const clockOf = async (id: string) =>
  (await (await t.as(0))({ url: `/api/issues/${id}` })).json<{
    clock: { stoppedAt: string | null }
  }>().clock
const tiedTo = async (id: string) =>
  (await (await t.as(0))({ url: `/api/suggestions?issue=${id}` })).json<{
    items: { state: string }[]
  }>().items

it('whoever makes a matter into a suggestion sends it with words for its voter, in one act', async () => {
  const { li, issue } = await begun()
  // A title that is made out of the voter's words is looked at before it goes anywhere.
  const title = li.page.getByLabel('标题')
  expect(await title.inputValue()).toBe('关于解决南边路灯不亮问题的建议')
  await submit(li)
  await li.page.getByText('标题是按群众的话拟的：请改一改').waitFor()
  expect(await tiedTo(issue.id)).toEqual([])
  // However long it is, it is one line of words, all of which can be read.
  await li.page.setViewportSize({ width: 360, height: 640 })
  await title.fill(`${'关于给老旧小区加装路灯'.repeat(4)}\n的建议`)
  await title.press('Enter')
  expect(await title.inputValue()).toBe(`${'关于给老旧小区加装路灯'.repeat(4)} 的建议`)
  expect(await title.evaluate((field) => field.scrollHeight - field.clientHeight)).toBe(0)
  expect(await overflows(li.page)).toBe(false)
  await title.fill('关于给老旧小区加装路灯的建议')
  await submit(li)
  await li.page.getByText('“存在的问题”和“建议”还空着').waitFor()
  expect(await tiedTo(issue.id)).toEqual([])
  await li.page.getByLabel('内容').fill('南边三栋楼的路灯坏了半年。建议年内装好。')
  // Nothing goes to the voter that the representative has not read.
  const words = li.page.getByLabel('给王女士的话')
  await expect.poll(() => words.inputValue()).toContain('写成代表建议，交给代表工委审核')
  expect(await barriers(li.page)).toEqual([])
  expect(await overflows(li.page)).toBe(false)
  await words.fill('您说的路灯，我写成建议交上去了。')
  await submit(li)
  await li.page.getByText('提交了。也给王女士回话了。').waitFor()
  await li.page.waitForURL('**/me/suggestions/*')
  await li.page.getByText('待审核').first().waitFor()
  expect(await tiedTo(issue.id)).toMatchObject([{ state: 'review' }])
  expect((await clockOf(issue.id)).stoppedAt).not.toBeNull()
  expect(await li.page.getByText('24 小时的表还在走').count()).toBe(0)

  // No clock of it runs any more: it has a place of its own in the inbox, and is found there.
  await li.page.goto('/me/')
  const place = li.page.getByRole('button', { name: /^已转建议/ })
  await place.click()
  const row = li.page.getByRole('link', { name: /3 号楼南边路灯不亮.*建议：待审核/ })
  await row.waitFor()
  expect(await place.evaluate((heading) => getComputedStyle(heading).borderStyle)).toBe('none')
  expect(await barriers(li.page)).toEqual([])
  expect(await overflows(li.page)).toBe(false)
  await place.click()
  expect(await row.count()).toBe(0)
  await li.page.getByLabel('在待办里找').fill('待审核')
  await row.click()
  await li.page.waitForURL(`**/me/issues/${issue.id}`)

  const voter = await phone(browser, { baseURL: t.url })
  await voter.page.goto(`/r/${issue.receipt}`)
  await voter.page.getByRole('heading', { name: '接下来怎么办' }).waitFor()
  expect(await voter.page.getByRole('button', { name: '提交评价' }).count()).toBe(0)
  expect(await barriers(voter.page)).toEqual([])
  expect(await overflows(voter.page)).toBe(false)
  await voter.page.getByText('您说的路灯，我写成建议交上去了。').first().waitFor()
  expect([...li.troubles, ...voter.troubles]).toEqual([])
  await Promise.all([li, voter].map((device) => device.close()))
})

it('words that were begun are found again where one would begin them', async () => {
  const { li, issue } = await begun()
  await li.page.getByLabel('内容').fill('南边三栋楼的路灯坏了半年。')
  await li.page.getByText('草稿已存在手机上').waitFor()
  await li.page.goto(`/me/issues/${issue.id}`)
  await li.page.getByRole('link', { name: '转建议：接着写没写完的建议' }).click()
  await li.page.getByText('写了一半的话存在这部手机上').waitFor()
  await li.page.getByRole('link', { name: '接着写这件反映的建议' }).click()
  expect(await li.page.getByLabel('内容').inputValue()).toBe('南边三栋楼的路灯坏了半年。')
  await li.close()
})

it('looked through first and submitted then, its page says that the voter still waits', async () => {
  const { li, issue } = await begun()
  await confirmTitle(li)
  await li.page.getByLabel('内容').fill('建议年内装好。')
  await li.page.getByLabel('给王女士的话').fill('王女士，路灯的事我写成建议了。')
  await li.page.getByRole('button', { name: '存好，看一遍' }).click()
  await li.page.getByRole('button', { name: '提交', exact: true }).click()
  expect(await li.page.getByText('24 小时的表还在走').count()).toBe(0)
  await li.page.getByRole('button', { name: '确定提交' }).click()
  await li.page.getByText('24 小时的表还在走').waitFor()
  expect(await barriers(li.page)).toEqual([])
  expect(await overflows(li.page)).toBe(false)
  await li.page.getByRole('link', { name: '回一句话' }).click()
  // What was written beside the suggestion is not lost.
  await expect
    .poll(() => li.page.getByLabel('您的答复').inputValue())
    .toBe('王女士，路灯的事我写成建议了。')
  await li.page.getByRole('button', { name: '送出答复' }).click()
  await expect.poll(() => clockOf(issue.id).then((one) => one.stoppedAt)).not.toBeNull()
  await li.close()
})

it('where the answer to it is lost, a second press finds what was sent, and sends nothing twice', async () => {
  const { li, issue } = await begun()
  await confirmTitle(li)
  await li.page.getByLabel('内容').fill('建议年内装好。')
  await li.page.route(
    '**/api/suggestions',
    async (route) => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
  await submit(li)
  await li.page.getByRole('alert').waitFor()
  await submit(li)
  await li.page.getByText('待审核').first().waitFor()
  expect(await tiedTo(issue.id)).toMatchObject([{ state: 'review' }])
  const { messages } = (await (await t.as(0))({ url: `/api/issues/${issue.id}` })).json<{
    messages: { kind: string }[]
  }>()
  expect(messages.filter(({ kind }) => kind === 'answer')).toHaveLength(1)
  await li.close()
})

it('photos that were begun with an answer come along as files by a press, once', async () => {
  const issue = await filed(t)
  const li = await phone(browser, { baseURL: t.url })
  await li.context.addCookies([{ name: 'mashang', value: await t.token(0), url: t.url }])
  await li.page.goto(`/me/issues/${issue.id}/answer`)
  await li.page.getByLabel('您的答复').fill('您好，我去看了。')
  await li.page.locator('input[type=file]').setInputFiles([await phonePhoto('灯.jpg', '#464')])
  await li.page.getByText('已传好').waitFor()
  await li.page.goto(`/me/suggestions/write?issue=${issue.id}`)
  await li.page.getByText('写答复时加的 1 张照片不会自己跟着送出').waitFor()
  expect(await barriers(li.page)).toEqual([])
  expect(await overflows(li.page)).toBe(false)
  await li.page.getByRole('button', { name: '放进附件' }).click()
  const taken = li.page.getByRole('button', { name: /^去掉答复的照片/ })
  await taken.waitFor()
  await li.page.reload()
  await taken.waitFor()
  expect(await li.page.getByRole('button', { name: '放进附件' }).count()).toBe(0)
  await confirmTitle(li)
  await li.page.getByLabel('内容').fill('建议年内装好。')
  await submit(li)
  await li.page.getByText('待审核').first().waitFor()
  await li.page.getByRole('link', { name: /答复的照片/ }).waitFor()
  await li.page.goto(`/me/issues/${issue.id}/answer`)
  await li.page.getByLabel('您的答复').waitFor()
  expect(await li.page.getByText('已传好').count()).toBe(0)
  await li.close()
})
