import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backUpDaily } from '@mashang/server/backups/backups.usecases.ts'
import { makeBackup } from '@mashang/server/backups/make.ts'
import { signToday } from '@mashang/server/ledger/signing.usecases.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { desk, launchBrowser } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let t: LiveApp
let browser: Browser
let target: string
beforeAll(async () => {
  target = mkdtempSync(join(tmpdir(), 'mashang-kept-'))
  t = await startLiveApp({ config: { backup: target } })
  await filed(t)
  await signToday(t.context)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await t?.close()
  rmSync(target, { recursive: true, force: true })
})

describe('how the data is kept, as the office sees it', () => {
  it('given a backup that fails, then “现在” and the settings say why; the ledger’s signatures can be printed', async () => {
    const nobody = backUpDaily(t.context, (to) => makeBackup(t.context, to, () => undefined))
    await expect(nobody).rejects.toThrow('backup-key')
    const { page, context, troubles, close } = await desk(browser, { baseURL: t.url })
    await context.addCookies([{ name: 'mashang', value: await t.token('office'), url: t.url }])
    await page.goto('/office/')
    await page.getByText('备份要看一看').waitFor()
    await page.getByText(/还没有备份用的钥匙/).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await page.goto('/office/settings')
    await page.getByText('还没有做成过。').waitFor()
    expect(await barriers(page)).toEqual([])

    await page.goto('/office/ledger')
    await page.getByRole('link', { name: '每日签名' }).click()
    await page.getByRole('cell', { name: '2026-11-23', exact: true }).waitFor()
    await page.getByRole('button', { name: '打印' }).waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    expect(troubles).toEqual([])
    await close()
  })
})
