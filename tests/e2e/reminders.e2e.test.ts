import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountOf, giveMail, sendAll, tell } from '../deliveries/steps.ts'
import { filed } from '../issues/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'
import { type HttpPeer, type MailPeer, startHttpPeer, startMailPeer } from '../support/peers.ts'
import { type SmsVendor, startSmsVendor } from '../support/sms-vendors.ts'

let t: LiveApp
let browser: Browser
let mail: MailPeer
let web: HttpPeer
let sms: SmsVendor
beforeAll(async () => {
  mail = await startMailPeer()
  web = await startHttpPeer()
  sms = await startSmsVendor()
  t = await startLiveApp({
    config: {
      mail: { url: mail.url, from: { name: '码上代表', address: 'tx@rd.example' } },
      sms: sms.settings('aliyun'),
      webhookOrigins: [web.origin],
    },
  })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await t.close()
  await Promise.all([mail.close(), web.close(), sms.close()])
})

async function signedIn(device: Device, who: 'office' | 0): Promise<Device> {
  await device.context.addCookies([{ name: 'mashang', value: await t.token(who), url: t.url }])
  return device
}

const linkIn = (text: string): string => /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(text)?.[0] ?? ''

describe('how a representative is told', () => {
  it('a mailbox is filled in, proven by its link, muted by topic and kept', async () => {
    const device = await signedIn(await phone(browser), 0)
    const { page } = device
    await page.goto(`${t.url}/me/mine`)
    await page.getByRole('link', { name: /提醒方式/ }).click()
    await page.getByRole('button', { name: '填一个邮箱' }).click()
    await page.getByLabel('邮箱', { exact: true }).fill('li@example.org')
    await page.getByRole('button', { name: '发确认邮件' }).click()
    await page.getByText('确认邮件发到 l***@example.org 了').waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)

    const proof = await device.context.newPage()
    await proof.goto(linkIn(mail.mails[0]?.text ?? ''))
    expect(await barriers(proof)).toEqual([])
    await proof.getByRole('button', { name: '确认' }).click()
    await proof.getByRole('heading', { name: '邮箱确认好了' }).waitFor()
    await proof.close()

    await page.reload()
    await page.getByText('新来的反映、选民的话和评价').click()
    await page.getByText('每天汇总一次').click()
    await page.getByRole('textbox', { name: '每天' }).fill('18:30')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('保存好了').waitFor()
    await page.reload()
    expect(await page.getByRole('textbox', { name: '每天' }).inputValue()).toBe('18:30')
    expect(await page.getByLabel('新来的反映、选民的话和评价').isChecked()).toBe(false)
    expect(device.troubles).toEqual([])
    await device.close()
  })

  it('a mail is unsubscribed from without signing in, and taken back', async () => {
    const boss = await accountOf(t, 'office')
    await giveMail(t, boss, 'office@example.org')
    await tell(t, boss, 'system.alarm', null)
    await sendAll(t)
    const link = /<(.+)>/.exec(mail.mails.at(-1)?.headers['list-unsubscribe'] ?? '')?.[1] ?? ''
    const device = await phone(browser)
    const { page } = device
    await page.goto(link)
    await page.getByRole('button', { name: '不再接收' }).click()
    await page.getByRole('heading', { name: '已经退订' }).waitFor()
    await page.getByRole('button', { name: '点错了，重新接收' }).click()
    await page.getByRole('heading', { name: '已经恢复' }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(device.troubles).toEqual([])
    await device.close()
  })
})

describe('the office', () => {
  it('connects another system, sees its secret once, tries it and pauses it', async () => {
    const device = await signedIn(await desk(browser), 'office')
    const { page } = device
    await page.goto(`${t.url}/office/settings`)
    await page.getByRole('link', { name: /提醒通道/ }).click()
    await page.getByText('还没有群机器人和对接接口').waitFor()
    await page.getByRole('button', { name: '加一个' }).click()
    await page.getByRole('button', { name: '对接接口' }).click()
    await page.getByLabel('名称').fill('数据平台')
    await page.getByLabel('地址').fill('http://10.0.0.1/in')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('要用 https 开头的公网地址').waitFor()
    await page.getByLabel('地址').fill(`${web.origin}/in`)
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText(/^whsec_/).waitFor()
    await page.getByRole('button', { name: '我存好了' }).click()
    await page.getByRole('button', { name: '试一试' }).click()
    await page.getByText('发出去了，请到那边看看。').waitFor()
    await page.getByRole('button', { name: '暂停' }).click()
    await page.getByText('已暂停').waitFor()
    expect(web.taken).toHaveLength(1)
    expect(await barriers(page)).toEqual([])
    expect(device.troubles.splice(0)).toEqual(['422 POST /api/delivery-endpoints'])
    await device.close()
  })

  it('sees what did not arrive, why, and sends it again', async () => {
    const li = await accountOf(t, 0)
    await giveMail(t, li, 'gone@example.org')
    const { id } = await filed(t)
    mail.meet(550)
    await tell(t, li, 'clock.reminded', id, { level: 1, hours: 12 })
    await sendAll(t)
    const device = await signedIn(await desk(browser), 'office')
    const { page } = device
    await page.goto(`${t.url}/office/`)
    await page.getByRole('link', { name: '消息没送到 1' }).click()
    await page.getByText('邮箱不存在').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByLabel('选给李婺的').check()
    await page.getByRole('button', { name: '重发选中的' }).click()
    await page.getByText('重发 1 条').waitFor()
    await page.getByText('没有没送到的').waitFor()
    expect(await sendAll(t)).toBeGreaterThanOrEqual(1)
    expect(mail.mails.at(-1)?.to).toEqual(['gone@example.org'])
    expect(device.troubles).toEqual([])
    await device.close()
  })
})

describe('a voter', () => {
  it('chooses a short message on the way from the receipt', async () => {
    const { receipt } = await filed(t)
    const device = await phone(browser)
    const { page } = device
    await page.goto(`${t.url}/r/${receipt}`)
    await page.getByRole('link', { name: '有了答复怎么告诉我' }).click()
    await page.getByLabel(/发短信到我留的手机（139\*\*\*\*0137）/).check()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await page.getByRole('button', { name: '就这样' }).click()
    await page.getByRole('heading', { name: '我的回执' }).waitFor()
    await page.getByRole('link', { name: '有了答复怎么告诉我' }).click()
    expect(await page.getByLabel(/发短信/).isChecked()).toBe(true)
    expect(device.troubles).toEqual([])
    await device.close()
  })
})
