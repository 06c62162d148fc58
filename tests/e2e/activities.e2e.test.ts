import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { announced, done, doorCode } from '../activities/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
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

const signIn = async (device: Device, who: 'office' | 0): Promise<Device> => {
  await device.context.addCookies([{ name: 'mashang', value: await t.token(who), url: t.url }])
  return device
}
async function isWell({ page, troubles }: Device): Promise<void> {
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  expect(troubles).toEqual([])
}
const field = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 16)

describe('an activity', () => {
  it('is announced, answered on the phone, scanned at the door, and closed', async () => {
    // Signed in before, for nobody is told who has no account yet.
    const li = await signIn(await phone(browser, { baseURL: t.url }), 0)
    const office = await signIn(await desk(browser, { baseURL: t.url }), 'office')
    const { page } = office
    await page.goto('/office/activities')
    await page.getByRole('link', { name: '通知一项活动' }).click()
    await page.getByRole('button', { name: '视察', exact: true }).click()
    await page.getByLabel('活动名称').fill('视察老旧小区改造')
    await page.getByLabel('开始', { exact: true }).fill(field(t.clock.now() + DAY))
    await page.getByLabel('结束', { exact: true }).fill(field(t.clock.now() + DAY + 2 * HOUR))
    await page.getByLabel('地点').fill('锦绣社区居委会')
    await page.getByLabel(/^名额/).fill('50人')
    await page.getByRole('button', { name: '发通知' }).click()
    await page.getByText('名额请只写数字').waitFor()
    await page.getByLabel(/^名额/).fill('５０')
    await page.getByText('一共请 3 位').waitFor()
    await isWell(office)
    await page.getByRole('button', { name: '发通知' }).click()
    await page.getByRole('heading', { name: '名单 3 位' }).waitFor()
    await isWell(office)
    const id = page.url().split('/').at(-1) ?? ''
    await page.getByText('50 位，已报 0 位').waitFor()

    await li.page.goto('/me/notices')
    await li.page.getByRole('button', { name: /请您参加一项活动/ }).click()
    await li.page.getByRole('button', { name: '能参加' }).click()
    await li.page.getByText('您说了能参加').waitFor()
    await isWell(li)
    await li.page.goto('/me/activities')
    await li.page.getByRole('region', { name: '要去的' }).getByText('视察老旧小区改造').waitFor()
    await isWell(li)

    t.clock.advance(DAY)
    await signIn(office, 'office')
    await signIn(li, 0)
    await page.goto(`/office/activities/${id}/door`)
    await page.getByAltText('现场签到码，用手机相机扫').waitFor()
    await isWell(office)
    await li.page.goto(`/me/activities/check-in/${await doorCode(t, id)}`)
    await li.page.getByRole('heading', { name: '视察老旧小区改造' }).waitFor()
    await isWell(li)
    await li.page.getByRole('button', { name: '我到了' }).click()
    await li.page.getByRole('heading', { name: '签到了' }).waitFor()
    await isWell(li)
    await li.page.reload()
    await li.page.getByText('您已经签到了').waitFor()
    expect(await li.page.getByRole('button', { name: '我到了' }).count()).toBe(0)
    await isWell(li)

    await page.goto(`/office/activities/${id}`)
    await page.getByText('自己扫码签到').waitFor()
    await page.getByRole('button', { name: '张建平 请假' }).click()
    await expect
      .poll(() => page.getByRole('button', { name: '张建平 请假' }).getAttribute('aria-pressed'))
      .toBe('true')
    await page.getByRole('button', { name: '写记录' }).click()
    await page.getByLabel('活动记录').fill('看了六个小区，路灯都没有装。')
    // Neither a closed page nor second thoughts lose what was typed.
    await page.reload()
    await page.getByRole('button', { name: '写记录' }).click()
    await page.getByRole('button', { name: '先不办' }).click()
    await page.getByRole('button', { name: '写记录' }).click()
    expect(await page.getByLabel('活动记录').inputValue()).toBe('看了六个小区，路灯都没有装。')
    await isWell(office)
    await page.getByRole('button', { name: '存好记录' }).click()
    await page.getByText('看了六个小区，路灯都没有装。').waitFor()
    await page.getByRole('button', { name: '结束活动' }).click()
    await page.getByText('到会 1 位，缺席 0 位，请假 1 位，没有记的 1 位').waitFor()
    await page.getByLabel(/没有记的\s*1 位都算缺席/).check()
    await isWell(office)
    await page.getByRole('button', { name: '结束，定下到会' }).click()
    await page.getByText('已结束').waitFor()
    await page
      .locator('input[type=file]')
      .setInputFiles([await phonePhoto('a.jpg', '#884422'), await phonePhoto('b.jpg', '#228844')])
    await page.getByAltText('第 2 张照片，点开看大图').waitFor()
    await page.getByRole('button', { name: '去掉照片' }).click()
    await page.getByRole('button', { name: '去掉第 2 张' }).click()
    await page.getByText('去掉后这里和各位的履职档案里都没有这张了').waitFor()
    await isWell(office)
    await page.getByRole('button', { name: '去掉这张' }).click()
    await page.getByAltText('第 2 张照片，点开看大图').waitFor({ state: 'detached' })
    await page.getByAltText('第 1 张照片，点开看大图').waitFor()
    await isWell(office)
  })
})

describe('a record', () => {
  it('has what was done, takes a remark of its own and a reward, and leaves as a file', async () => {
    const api = await t.as('office')
    const { id, list } = await announced(t, api, {
      startsAt: new Date(t.clock.now() - 2 * HOUR).toISOString(),
      endsAt: new Date(t.clock.now() - HOUR).toISOString(),
      title: '视察养老院',
    })
    const representativeId = list?.[0]?.representativeId
    const there = [{ representativeId, attendance: 'attended', was: 'unknown' }]
    await done(api, id, { act: 'mark', items: there })
    await done(api, id, { act: 'close', revision: 0 })

    const li = await signIn(await phone(browser, { baseURL: t.url }), 0)
    await li.page.goto('/me/record')
    const inspections = li.page.getByRole('region', { name: '视察、调研、执法检查和联合督办' })
    await inspections.getByRole('link', { name: '视察养老院' }).waitFor()
    const visited = inspections.getByRole('listitem').filter({ hasText: '视察养老院' })
    await visited.getByRole('button', { name: '加备注' }).click()
    await inspections.getByLabel('给“视察养老院”加备注').fill('我提了两条意见')
    await inspections.getByRole('button', { name: '存好备注' }).click()
    await inspections.getByText('本人备注：我提了两条意见').waitFor()
    await isWell(li)
    await li.page.getByRole('button', { name: '按时间' }).click()
    const line = li.page.getByRole('region', { name: '时间线' })
    await line.getByRole('listitem').filter({ hasText: '视察养老院' }).waitFor()
    await line.getByText('视察、调研、执法检查和联合督办').first().waitFor()
    await isWell(li)
    await li.page.getByRole('button', { name: '按类别' }).click()
    const saved = li.page.waitForEvent('download')
    await li.page.getByRole('link', { name: 'PDF' }).click()
    expect((await saved).suggestedFilename()).toMatch(/^李婺代表履职档案 .*\.pdf$/)

    const office = await signIn(await desk(browser, { baseURL: t.url }), 'office')
    const { page } = office
    await page.goto('/office/records')
    // Everybody's, with what lies beside them, and how much that is.
    await page.getByRole('button', { name: '全部存成文件' }).click()
    const archive = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Word' }).click()
    expect((await archive).suggestedFilename()).toMatch(/^履职档案 .*\.zip$/)
    await page.getByText(/已存好：履职档案 .*，3 位，附件 \d+ 个$/).waitFor()
    await isWell(office)
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: '李婺' }).click()
    await page.getByText('本人备注：我提了两条意见').waitFor()
    await page.getByRole('button', { name: '记奖励或推荐' }).click()
    await page.getByRole('button', { name: '评优评先' }).click()
    await page.getByLabel('名称').fill('优秀人大代表')
    await page.getByLabel('哪里决定的').fill('区人大常委会')
    await page.getByLabel('谁签的字').fill('王建国')
    await page.getByLabel('哪一天', { exact: true }).last().fill('2026-11-23')
    await page.getByLabel('事由').fill('视察提的意见办成了')
    await page.getByRole('button', { name: '记好' }).click()
    const rewards = page.getByRole('region', { name: '奖励和推荐' })
    await rewards.getByText('评优评先 · 区人大常委会（王建国签字） · 视察提的意见办成了').waitFor()
    await page.getByRole('button', { name: '存一份档' }).click()
    await page.getByLabel('存档的原因').fill('届中检查')
    await page.getByRole('dialog').getByRole('button', { name: '存一份档' }).click()
    await page.getByRole('link', { name: '届中检查', exact: true }).waitFor()
    await page.getByRole('link', { name: '届中检查的签名文件' }).waitFor()
    await isWell(office)
  })
})
