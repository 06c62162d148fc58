import type { ServerProcess } from '@mashang/scripts/support/server-process.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemo } from '../support/demo-server.ts'
import { type Device, launchBrowser, phone } from '../support/devices.ts'
import { accountOf, codeOf, signIn } from './people.ts'
import { phonePhoto } from './photos.ts'

let server: ServerProcess
let browser: Browser
let voter: Device
let representative: Device

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startDemo(), launchBrowser()])
  voter = await phone(browser, {
    geolocation: { latitude: 40.656, longitude: 110.158, accuracy: 12 },
    permissions: ['geolocation'],
  })
  representative = await phone(browser)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const WORDS =
  '锦绣社区 3 号楼南边的路灯坏了两个星期，晚上一片黑，前天有位老人摔了一跤。希望这周能修好。'
const ANSWER = '地下电缆断了，区住建局明天上午来换线，周五晚上会亮，亮了我去看一眼。'

describe('a voter scans, a representative answers, the voter judges', () => {
  it('opens the page of the representative on the poster', async () => {
    const { page } = voter
    await page.goto(`${server.url}/q/${codeOf(server, '李㛃').toLowerCase()}`)
    await page.getByRole('heading', { name: '李㛃' }).waitFor()
    await page.getByText('24 小时内答复您').waitFor()
  })

  it('lets the voter choose another representative by the first letters of the pinyin', async () => {
    const { page } = voter
    await page.getByRole('link', { name: '换一位代表' }).click()
    await page.getByRole('link', { name: /^在地图上找/ }).click()
    await page.getByRole('button', { name: '按我的位置排' }).click()
    await page.getByText('按您的位置').waitFor()
    const nearest = page.getByRole('listitem').first()
    await nearest.getByText('大德恒街道代表之家').waitFor()
    await nearest.getByRole('link').click()
    await page.getByRole('link', { name: /^大德恒街道代表之家/ }).waitFor()
    await page.getByRole('link', { name: /刘堃淼/ }).waitFor()
    await page.getByRole('link', { name: '全区', exact: true }).click()
    await page.getByRole('searchbox', { name: '搜代表' }).fill('lxy')
    await page.getByRole('listitem').filter({ hasText: '吕秀英' }).getByRole('link').click()
    await page.getByText('写给 吕秀英 代表').waitFor()
  })

  it('files with two photos and a phone number in one page', async () => {
    const { page } = voter
    await page.getByRole('textbox', { name: '什么事' }).fill(WORDS)
    expect(await page.getByRole('radio', { name: '城建' }).isChecked()).toBe(true)
    await page
      .locator('input[type=file]')
      .setInputFiles([await phonePhoto('灯.jpg', '#345'), await phonePhoto('路.jpg', '#654')])
    await page.getByText('已传好').nth(1).waitFor()
    await page.getByRole('textbox', { name: '姓名' }).fill('王秀兰')
    await page.getByText('女士', { exact: true }).click()
    await page.getByRole('textbox', { name: '电话' }).fill('13900000137')
    await page.getByText('只看到“王女士”和家站的街道').waitFor()
    await page.getByRole('button', { name: '提交给吕秀英代表' }).click()
    await page.waitForURL(/\/r\/\w+\?new=1$/)
  })

  it('hands out a receipt with the number and the due minute', async () => {
    const { page } = voter
    await page.getByText('交到吕秀英代表手里了').waitFor()
    expect(await page.locator('body').textContent()).toMatch(/石拐〔\d{4}〕\d{4} 号/)
    await page.getByRole('heading', { name: /^还剩 (23 小时 59 分|24 小时)$/ }).waitFor()
    const { clock, photos } = await receiptOf(page.url())
    expect(Date.parse(clock.dueAt) - Date.parse(clock.startedAt)).toBe(86_400_000)
    expect(photos).toHaveLength(2)
    await page.getByText(`最晚 ${minuteOf(clock.dueAt)} 前`).waitFor()
  })

  it('rings first in the inbox of that representative, with the time that is left', async () => {
    const { page } = representative
    await signIn(page, `${server.url}/me/`, accountOf(server, '吕秀英'))
    const first = page.getByRole('main').getByRole('listitem').first()
    await first.getByText(/还剩 23 小时 5\d 分/).waitFor()
    expect(await first.textContent()).toContain('王女士')
    await first.getByRole('link').click()
    await page.getByText(WORDS).waitFor()
    await page.locator('img[src*=photos]').nth(1).waitFor()
    expect(await page.locator('body').textContent()).not.toContain('13900000137')
  })

  it('refuses an empty answer and one that only says "received", at the field', async () => {
    const { page } = representative
    await page.getByRole('button', { name: '答复王女士' }).click()
    const send = page.getByRole('button', { name: '送出答复' })
    expect(await send.isDisabled()).toBe(true)
    await page.getByLabel('您的答复').fill('收到')
    await send.click()
    await page.locator('textarea[aria-invalid=true]').waitFor()
    expect(representative.troubles.splice(0)).toEqual([
      expect.stringMatching(/^422 POST .*\/response$/),
    ])
  })

  it('sends a real answer, which stops the clock', async () => {
    const { page } = representative
    await page.getByLabel('您的答复').fill(ANSWER)
    await page.getByRole('button', { name: '送出答复' }).click()
    await page.getByText(ANSWER).first().waitFor()
    await page.getByRole('button', { name: '返回' }).click()
    await page.getByText('都办完了').waitFor()
  })

  it('shows the answer on the receipt, and takes the verdict in two questions', async () => {
    const { page } = voter
    await page.reload()
    await page.getByText(ANSWER).waitFor()
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByText('请先选一下：对答复满意吗？').waitFor()
    const answer = page.getByRole('group', { name: '吕秀英代表的答复，您满意吗？' })
    await answer.getByText('满意', { exact: true }).click()
    const solved = page.getByRole('group', { name: '这件事，解决得怎么样？' })
    await solved.getByText('基本满意', { exact: true }).click()
    await page.getByRole('button', { name: '提交评价' }).click()
    await page.getByRole('heading', { name: '您的评价' }).waitFor()
  })

  it('tells what happened in plain sentences', async () => {
    const events = voter.page.locator('.timeline .event > p:first-child')
    expect(await events.allTextContents()).toEqual([
      '您作了评价。',
      '吕秀英代表答复了您。',
      '吕秀英代表打开看了。',
      '送到吕秀英代表的待办里，24 小时从这时算。',
    ])
  })

  it('leaves no complaint in either browser', () => {
    expect([...voter.troubles, ...representative.troubles]).toEqual([])
  })
})

interface Receipt {
  clock: { startedAt: string; dueAt: string }
  photos: unknown[]
}

async function receiptOf(address: string): Promise<Receipt> {
  const receipt = new URL(address).pathname.split('/').at(-1)
  const answer = await fetch(`${server.url}/api/receipts/${receipt}`)
  return (await answer.json()) as Receipt
}

/** "11月24日 10:32" in the district's zone. */
function minuteOf(iso: string): string {
  const at = new Date(Date.parse(iso) + 8 * 3_600_000)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
}
