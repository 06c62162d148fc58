import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SeededRepresentative } from '../support/app.ts'
import { launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'
import { phonePhoto } from './photos.ts'

let t: LiveApp
let browser: Browser
beforeAll(async () => {
  t = await startLiveApp()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await t?.close()
})

it('what was cleared, and a photo that was taken away, come back as they were', async () => {
  const { page, close } = await phone(browser, { baseURL: t.url })
  const { code } = t.seed.representatives[0] as SeededRepresentative
  await page.goto(`/q/${code}/file`)
  const words = page.getByRole('textbox', { name: '什么事' })
  await words.fill('公园长椅断了两条腿')
  await page
    .locator('input[type=file]')
    .setInputFiles([await phonePhoto('一.jpg', '#464'), await phonePhoto('二.jpg', '#644')])
  await expect.poll(() => page.getByText('已传好').count()).toBe(2)
  const photos = page.getByRole('img', { name: /^第 \d 张照片$/ })

  await page.getByRole('button', { name: '去掉第 1 张' }).click()
  await page.getByRole('button', { name: '去掉第 1 张' }).click()
  expect(await photos.count()).toBe(0)
  const undo = page.getByRole('button', { name: '撤销' })
  await page.getByText('去掉了 2 张。').waitFor()
  await undo.click()
  await expect.poll(() => photos.count()).toBe(2)

  await page.getByRole('button', { name: '清空重写' }).click()
  await page.getByText('已清空。').waitFor()
  expect(await words.inputValue()).toBe('')
  expect(await photos.count()).toBe(0)
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  await undo.click()
  await expect.poll(() => photos.count()).toBe(2)
  expect(await words.inputValue()).toBe('公园长椅断了两条腿')
  await page.getByText('草稿已存在手机里').waitFor()

  // What is begun after that is not overwritten.
  await page.getByRole('button', { name: '清空重写' }).click()
  await page.getByText('已清空。').waitFor()
  await words.fill('别的事')
  await expect.poll(() => undo.count()).toBe(0)
  await close()
})
