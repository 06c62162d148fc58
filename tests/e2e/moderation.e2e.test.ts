import type { Browser, BrowserContext } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filed, outcome, post } from '../issues/steps.ts'
import { uploaded } from '../photos/upload.ts'
import { desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp()
})
afterAll(async () => {
  await t.close()
  await browser.close()
})

const enter = async (context: BrowserContext, who: 0 | 'office'): Promise<void> =>
  context.addCookies([{ name: 'mashang', value: await t.token(who), url: t.url }])

it('a representative asks the office to look, the office covers a name, and the voter reads why', async () => {
  const mine = await filed(t, { text: '老王家的狗天天不拴绳，孩子都怕。' })

  const hand = await phone(browser, { baseURL: t.url })
  await enter(hand.context, 0)
  await hand.page.goto(`/me/issues/${mine.id}`)
  await hand.page.getByRole('link', { name: '话或照片不妥？请代表工委看看' }).click()
  await hand.page.getByLabel('说一句').fill('指名道姓')
  expect(await barriers(hand.page)).toEqual([])
  expect(await overflows(hand.page)).toBe(false)
  await hand.page.getByRole('button', { name: '请代表工委看', exact: true }).click()
  await hand.page.getByText('已请代表工委看').waitFor()
  await hand.page.getByText('老王家的狗').first().waitFor()

  const { page, context } = await desk(browser, { baseURL: t.url })
  await enter(context, 'office')
  await page.goto('/office/')
  await page.getByRole('link', { name: /^审看\s*1\s*条等着看$/ }).click()
  await page.getByText('指名道姓').waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: '3 号楼南边路灯不亮' }).click()
  const words = page.getByLabel('内容', { exact: true })
  await words.focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Enter')
  expect(await words.inputValue()).toBe('▇▇家的狗天天不拴绳，孩子都怕。')
  // What it was stays beside it, with what will be covered marked.
  const before = page.getByRole('region', { name: '现在的样子' })
  expect(await before.locator('mark').allTextContents()).toEqual(['老王'])
  await before.getByText('家的狗天天不拴绳').waitFor()
  await page.keyboard.press('Backspace')
  expect(await words.inputValue()).toBe('老王家的狗天天不拴绳，孩子都怕。')
  await page.keyboard.press('Control+Home')
  for (let n = 0; n < 2; n++) await page.keyboard.press('Shift+ArrowRight')
  await page.getByRole('button', { name: '遮住选中的' }).nth(1).click()
  expect(await words.inputValue()).toBe('▇▇家的狗天天不拴绳，孩子都怕。')
  await page.getByText('先写理由，再定。').waitFor()
  const decide = page.getByRole('button', { name: '遮住，原来的封存' })
  const box = await decide.boundingBox()
  expect((box?.y ?? 768) + (box?.height ?? 0), 'decided without scrolling').toBeLessThan(768)
  await page.getByLabel('理由（遮住、不公开的，选民看得到）').fill('遮住邻居的称呼')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '遮住，原来的封存' }).click()
  await page.getByText('遮住了一部分').first().waitFor()
  // Nothing waits any more.
  await page.getByRole('link', { name: /条等着看/ }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '打开封存的原文…' }).click()
  await page.getByLabel('为什么要看').fill('核对')
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await page.getByText('老王家的狗').waitFor()
  expect(await barriers(page)).toEqual([])

  await hand.context.clearCookies()
  await hand.page.goto(`/r/${mine.receipt}`)
  await hand.page.getByText('理由：遮住邻居的称呼').waitFor()
  expect(await hand.page.content()).not.toContain('老王')

  await page.getByRole('button', { name: '遮错了，恢复原样…' }).click()
  await page.getByLabel('为什么恢复').fill('说的是店名')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '恢复', exact: true }).click()
  await page.getByText('恢复原样：说的是店名').waitFor()
  await hand.page.reload()
  await hand.page.getByText('理由：说的是店名').waitFor()
  expect(await hand.page.content()).toContain('老王家的狗')
  await context.close()
  await hand.context.close()
})

it('parts of a photo are covered with the mouse and with the keys, and nobody sees what was there', async () => {
  const white = { width: 400, height: 300, channels: 3, background: '#fff' } as const
  const photo = await uploaded(t, await sharp({ create: white }).jpeg().toBuffer())
  const mine = await filed(t, { title: '墙上贴了一张名单', photos: [photo] })
  const asked = await post(await t.as(0), `/api/issues/${mine.id}/holds`, {
    target: 'photo',
    targetId: photo,
    reason: 'photo',
    note: '照片上有人名',
  })
  expect(outcome(asked)).toBe('201')
  const { page, context } = await desk(browser, { baseURL: t.url })
  await enter(context, 'office')
  await page.goto('/office/moderation')
  await page.getByRole('link', { name: '墙上贴了一张名单' }).click()
  const picture = page.getByRole('img', { name: '要看的照片' })
  await picture.waitFor()
  await expect.poll(async () => (await picture.boundingBox())?.height ?? 0).toBeGreaterThan(200)
  const box = await picture.boundingBox()
  if (box === null) throw new Error('no photo')
  const to = (x: number, y: number): [number, number] => [
    box.x + box.width * x,
    box.y + box.height * y,
  ]
  await page.mouse.move(...to(0.1, 0.1))
  await page.mouse.down()
  await page.mouse.move(...to(0.3, 0.4), { steps: 4 })
  await page.mouse.up()
  await page.getByText('遮了 1 块').waitFor()
  await page.getByRole('button', { name: '加一块' }).click()
  await page.getByRole('button', { name: /^第 2 块/ }).focus()
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight')
  for (let i = 0; i < 5; i++) await page.keyboard.press('Shift+ArrowDown')
  await page.getByRole('button', { name: '加一块' }).click()
  await page.getByRole('button', { name: /^第 3 块/ }).focus()
  await page.keyboard.press('Delete')
  await page.getByText('遮了 2 块').waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('理由（遮住、不公开的，选民看得到）').fill('遮住别人的名字')
  await page.getByRole('button', { name: '遮住，原来的封存' }).click()
  await page.getByText('遮住了一部分').first().waitFor()
  expect(await page.getByRole('link', { name: /看下一条/ }).count()).toBe(0)

  const { photos } = (await t.voter({ url: `/api/receipts/${mine.receipt}` })).json()
  const { rawPayload } = await t.voter({ url: photos[0].url })
  const { data, info } = await sharp(rawPayload).greyscale().raw().toBuffer({
    resolveWithObject: true,
  })
  const light = (x: number, y: number): number =>
    data[Math.round(y * info.height) * info.width + Math.round(x * info.width)] ?? -1
  // By the mouse; by the keys: moved to the right by a fifth, made taller by a tenth.
  for (const [x, y] of [
    [0.2, 0.25],
    [0.7, 0.5],
    [0.7, 0.67],
  ] as const)
    expect(light(x, y), `${x} ${y}`).toBeLessThan(60)
  for (const [x, y] of [
    [0.05, 0.25],
    [0.5, 0.5],
    [0.9, 0.9],
  ] as const)
    expect(light(x, y), `${x} ${y}`).toBeGreaterThan(200)
  await context.close()
})

it('the office decides several together, reads each before, and is told what a colleague decided meanwhile', async () => {
  const mine = [
    await filed(t, { title: '楼下的狗', text: '三条狗天天不拴绳。' }),
    await filed(t, { title: '楼上的狗', text: '半夜叫个不停。' }),
  ]
  const ids: string[] = []
  for (const { id } of mine) {
    const given = { target: 'filing', reason: 'other', note: '请看看' }
    const reply = await post(await t.as(0), `/api/issues/${id}/holds`, given)
    expect(outcome(reply)).toBe('201')
    ids.push(reply.json().id)
  }
  const { page, context } = await desk(browser, { baseURL: t.url })
  await enter(context, 'office')
  await page.goto('/office/moderation?sort=-at')
  for (const title of ['楼下的狗', '楼上的狗'])
    await page.getByRole('checkbox', { name: `选${title}` }).check()
  await page.getByText('已选 2 条').waitFor()
  await page.getByRole('button', { name: '看过，不用动' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('能一起定的 2 条。').waitFor()
  await dialog.getByText('半夜叫个不停。').waitFor()
  expect(await barriers(page)).toEqual([])
  const decision = { decision: 'release', reason: '同事看过' }
  expect(
    outcome(await post(await t.as('office-2'), `/api/holds/${ids[1]}/decision`, decision)),
  ).toBe('200')
  await dialog.getByLabel('理由').fill('说的是事，没有不妥')
  await dialog.getByRole('button', { name: '看过，不用动 2 条' }).click()
  await page.getByText('定了 1 条，没有定 1 条，原因见下。').waitFor()
  await page.getByText('同事已经看过').waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: '好了' }).click()
  await page.getByText('楼下的狗').waitFor({ state: 'detached' })
  await page.getByText('已选').waitFor({ state: 'detached' })
  await context.close()
})
