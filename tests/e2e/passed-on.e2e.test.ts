import type { ServerProcess } from '@mashang/scripts/support/server-process.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startDemo } from '../support/demo-server.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers } from '../support/live-app.ts'
import { accountOf, codeOf, signIn } from './people.ts'

let server: ServerProcess
let browser: Browser
const devices: Device[] = []

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startDemo(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})
afterEach(async () => {
  const troubles = devices.flatMap((device) => device.troubles)
  await Promise.all(devices.splice(0).map((device) => device.close()))
  expect(troubles).toEqual([])
})

async function someone(kind: typeof phone | typeof desk = phone): Promise<Device> {
  const device = await kind(browser)
  devices.push(device)
  return device
}

/** A voter who files to this representative, and stays on the receipt. */
async function voterWith(text: string, name = '李㛃'): Promise<Page> {
  const { page } = await someone()
  await page.goto(`${server.url}/q/${codeOf(server, name)}`)
  await page.getByRole('link', { name: '反映问题' }).click()
  await page.getByRole('textbox', { name: '什么事' }).fill(text)
  await page.getByRole('button', { name: `提交给${name}代表` }).click()
  await page.getByText(`交到${name}代表手里了`).waitFor()
  return page
}

async function atWork(who: string): Promise<Page> {
  const { page } = await someone()
  await signIn(page, `${server.url}/me/`, accountOf(server, who))
  return page
}

const answers = (page: Page) => page.locator('.said').allTextContents()

describe('what the representative does not answer alone', () => {
  it('goes to the station, whose liaison sees and answers it; the voter sees both', async () => {
    const voter = await voterWith('锦绣社区门口的下水井一下雨就冒水，住户进不了门，希望疏通。')
    const representative = await atWork('李㛃')
    await representative.getByRole('link', { name: /下水井一下雨就冒水/ }).click()
    await representative.getByRole('button', { name: '转办' }).click()
    await representative.getByRole('radio', { name: /大发街道代表之家/ }).waitFor()
    await representative.getByLabel('告诉选民').fill('井盖归街道管，家站明天带人来疏通，我跟着看。')
    await representative.getByRole('button', { name: '转给大发街道代表之家' }).click()
    await representative.getByText('办理中').first().waitFor()

    const liaison = await atWork('liaison')
    await liaison.getByText('转来的').waitFor()
    await liaison.getByRole('link', { name: /下水井一下雨就冒水/ }).click()
    await liaison.getByRole('button', { name: /^再?答复/ }).click()
    await liaison.getByLabel('您的答复').fill('今天上午疏通了两口井，明天下雨我们再来看一次。')
    await liaison.getByRole('button', { name: '送出答复' }).click()
    await liaison.getByText('今天上午疏通了两口井').first().waitFor()

    await voter.reload()
    await voter.getByText('李㛃代表转给大发街道代表之家去办。').waitFor()
    expect(await answers(voter)).toEqual([
      expect.stringContaining('家站明天带人来疏通'),
      expect.stringContaining('今天上午疏通了两口井'),
      expect.stringContaining('希望疏通'),
    ])
  })

  it('is declined with the place to go to instead', async () => {
    const voter = await voterWith('和施工队的官司打了两年，法院判了还没执行，请代表过问。')
    const representative = await atWork('李㛃')
    await representative.getByRole('link', { name: /官司打了两年/ }).click()
    await representative.getByRole('button', { name: '不予受理' }).click()
    await representative.getByRole('button', { name: '法院正在办' }).click()
    await representative.getByRole('button', { name: /^不予受理，并告诉选民/ }).click()
    await representative
      .getByRole('dialog')
      .getByRole('button', { name: '不予受理', exact: true })
      .click()
    await representative.getByText(/^不予受理 ·/).waitFor()

    await voter.reload()
    await voter.getByText('李㛃代表说这件事不归代表办，建议您去法院。').waitFor()
    await voter.getByText('请去：法院').waitFor()
    expect((await answers(voter))[0]).toContain('12368')
    expect(await voter.getByRole('button', { name: '确定撤回' }).count()).toBe(0)
  })
})

describe('a code that no longer opens', () => {
  it('is revoked by the office, and its page leads on to another representative', async () => {
    const { page: office } = await someone(desk)
    await signIn(office, `${server.url}/office/`, accountOf(server, 'office'))
    await office.goto(`${server.url}/office/codes?q=${encodeURIComponent('张喆龑')}`)
    await office.getByRole('button', { name: '看码' }).click()
    await office.getByRole('button', { name: '停用这个码…' }).click()
    await office.getByLabel('为什么停用').fill('海报被人换了')
    await office.getByRole('checkbox', { name: '同时发一个新码接替它' }).uncheck()
    await office.getByRole('button', { name: '停用', exact: true }).click()
    await office.getByText('这个码已停用。').waitFor()

    const voter = await someone()
    const { page } = voter
    await page.goto(`${server.url}/q/${codeOf(server, '张喆龑')}`)
    await page.getByRole('heading', { name: '这张码已经停用' }).waitFor()
    expect(voter.troubles.splice(0)).toEqual([expect.stringMatching(/^410 GET \/q\//)])
    expect(await barriers(page)).toEqual([])
    await page.getByRole('link', { name: /找别的代表/ }).click()
    await page.getByRole('searchbox', { name: '搜代表' }).waitFor()
  })

  it('reads the same for every unknown one, with a phone number that helps', async () => {
    const voter = await someone()
    const seen: (string | null)[] = []
    for (const code of ['ABCDEF', 'KDGDH37QX67MHEC46XF', 'zz']) {
      await voter.page.goto(`${server.url}/q/${code}`)
      await voter.page.getByRole('heading', { name: '没有找到这个码' }).waitFor()
      seen.push(await voter.page.getByRole('main').textContent())
    }
    expect(new Set(seen).size).toBe(1)
    expect(await voter.page.locator('a[href^="tel:"]').count()).toBeGreaterThan(0)
    expect(voter.troubles.splice(0)).toEqual(Array(3).fill(expect.stringMatching(/^404 GET \/q\//)))
  })
})

describe('elder mode', () => {
  it('is switched on once and remembered on every page', async () => {
    const { page } = await someone()
    await page.goto(`${server.url}/q/${codeOf(server, '李㛃')}`)
    await page.getByRole('link', { name: '长辈版' }).click()
    await page.locator('.voter.elder').waitFor()
    for (const path of [`/q/${codeOf(server, '王䶮')}`, '/r', '/privacy', '/']) {
      await page.goto(`${server.url}${path}`)
      await page.locator('.voter.elder').waitFor()
    }
    await page.goto(`${server.url}/q/${codeOf(server, '李㛃')}`)
    const button = page.getByRole('link', { name: '反映问题' })
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(60)
    const sizes = await page.evaluate(() =>
      [...document.querySelectorAll('.voter *')]
        .filter((at) => at.textContent?.trim() && at.children.length === 0)
        .map((at) => Number.parseFloat(getComputedStyle(at).fontSize)),
    )
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(18)
    await page.getByRole('link', { name: '回标准版' }).click()
    await page.locator('.voter:not(.elder)').waitFor()
  })

  it('can be in the link of the code', async () => {
    const { page } = await someone()
    await page.goto(`${server.url}/q/${codeOf(server, '李㛃')}?elder=1`)
    await page.goto(`${server.url}/r`)
    await page.locator('.voter.elder').waitFor()
  })
})
