import type { ServerProcess } from '@mashang/scripts/support/server-process.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemo } from '../support/demo-server.ts'
import { type Device, launchBrowser, phone } from '../support/devices.ts'
import { codeOf } from './people.ts'

let server: ServerProcess
let browser: Browser
let voter: Device

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startDemo(), launchBrowser()])
  voter = await phone(browser, { javaScriptEnabled: false })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const WORDS = '五当召镇卫生院门口的台阶没有坡道，坐轮椅的老人进不去，希望年前修一个。'

describe('a phone whose script does not run', () => {
  it('still shows who it is, and leads to another representative by search', async () => {
    const { page } = voter
    await page.goto(`${server.url}/q/${codeOf(server, '李㛃')}`)
    await page.getByRole('heading', { name: '李㛃' }).waitFor()
    await page.getByRole('link', { name: '换一位代表' }).click()
    await page.getByRole('link', { name: '全区', exact: true }).click()
    await page.getByRole('searchbox', { name: '搜代表' }).fill('zhangzhe')
    await page.getByRole('button', { name: '搜', exact: true }).click()
    await page.getByRole('listitem').filter({ hasText: '张喆龑' }).getByRole('link').click()
    await page.getByText('写给 张喆龑 代表').waitFor()
    // Nothing counts what is typed.
    expect(await page.getByText(/^\d+ \/ \d+$/).isVisible()).toBe(false)
  })

  it('keeps every word when something has to be mended', async () => {
    const { page } = voter
    await page.getByRole('textbox', { name: '什么事' }).fill(WORDS)
    await page.getByText('求助', { exact: true }).click()
    await page.getByText('医疗', { exact: true }).click()
    await page.getByRole('textbox', { name: '在哪儿' }).fill('五当召镇卫生院')
    await page.getByRole('textbox', { name: '姓名' }).fill('赵建国')
    await page.getByText('先生', { exact: true }).click()
    await page.getByRole('textbox', { name: '电话' }).fill('12')
    await page.getByRole('checkbox', { name: /办好后可以公开/ }).check()
    await page.getByRole('button', { name: /^提交给/ }).click()

    await page.locator('#phone[aria-invalid=true]').waitFor()
    await page.getByRole('alert').first().waitFor()
    expect(await page.getByRole('textbox', { name: '什么事' }).inputValue()).toBe(WORDS)
    expect(await page.getByRole('textbox', { name: '在哪儿' }).inputValue()).toBe('五当召镇卫生院')
    expect(await page.getByRole('textbox', { name: '姓名' }).inputValue()).toBe('赵建国')
    expect(await page.getByRole('radio', { name: '求助' }).isChecked()).toBe(true)
    expect(await page.getByRole('radio', { name: '医疗' }).isChecked()).toBe(true)
    expect(await page.getByRole('radio', { name: '先生' }).isChecked()).toBe(true)
    expect(await page.getByRole('checkbox', { name: /办好后可以公开/ }).isChecked()).toBe(true)
    expect(voter.troubles.splice(0)).toEqual([expect.stringMatching(/^4\d\d POST \/q\/\w+\/file$/)])
  })

  it('files, and gets the receipt', async () => {
    const { page } = voter
    await page.getByRole('textbox', { name: '电话' }).fill('13900000138')
    await page.getByRole('button', { name: /^提交给/ }).click()
    await page.waitForURL(/\/r\/\w+\?new=1$/)
    await page.getByText('交到张喆龑代表手里了。请把这页截屏存好').waitFor()
    // What needs script is not there, and leaves no room of its own.
    const code = await page.locator('.come-back-code').boundingBox()
    const room = await page.locator('.come-back').boundingBox()
    expect(await page.getByText('存成图片').isVisible()).toBe(false)
    expect(code).not.toBeNull()
    expect(room?.height).toBe(code?.height)
    await page.getByText('我写的', { exact: true }).click()
    await page.getByText(WORDS).waitFor()
    await page.getByText('139****0138').waitFor()
  })

  it('finds the receipt again by its letters, in any case and with spaces', async () => {
    const { page } = voter
    const receipt = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await page.getByRole('link', { name: '查回执' }).click()
    const typed = receipt.toLowerCase().replace(/(.{4})/g, '$1 ')
    await page.getByRole('textbox', { name: '回执上的字母和数字' }).fill(typed)
    await page.getByRole('button', { name: '查', exact: true }).click()
    await page.getByText('等张喆龑代表答复').waitFor()
  })

  it('adds a word, and takes the matter back', async () => {
    const { page } = voter
    await page.getByText('补充一句').click()
    await page.getByRole('textbox', { name: '补充的话' }).fill('门口右边有块空地可以做坡道。')
    await page.getByRole('button', { name: '送给代表' }).click()
    await page.getByText('门口右边有块空地可以做坡道。').waitFor()

    await page.getByText('撤回这件事').click()
    await page.getByRole('button', { name: '确定撤回' }).click()
    await page.getByText('您撤回了这件事。').waitFor()
    expect(await page.getByText('撤回这件事', { exact: true }).count()).toBe(0)
    expect(voter.troubles).toEqual([])
  })
})
