import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  backUpDaily,
  drillWeekly,
  dropOldCopy,
  tryOut,
} from '@mashang/server/backups/backups.usecases.ts'
import { makeBackupKey } from '@mashang/server/backups/keys.ts'
import { makeBackup } from '@mashang/server/backups/make.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let target: string
beforeEach(async () => {
  target = mkdtempSync(join(tmpdir(), 'mashang-daily-'))
  t = await startApp({ config: { backup: target, backupKeep: 3 } })
  // 23 November, 10:32 in the district.
  await filed(t)
})
afterEach(async () => {
  await t.close()
  rmSync(target, { recursive: true })
})

const withKey = () => makeBackupKey(t.context.config.dataFolder, join(target, 'private.key'))
const backUp = () => backUpDaily(t.context, (to) => makeBackup(t.context, to, () => undefined))
const drill = () => drillWeekly(t.context, (file) => tryOut(t.context, file))
const backups = () =>
  readdirSync(target)
    .filter((name) => name.endsWith('.backup'))
    .sort()
const seen = async () => (await (await t.as('office'))({ url: '/api/backups' })).json()

describe('the daily backup', () => {
  it('given no key, then the office reads why there is none', async () => {
    await expect(backUp()).rejects.toThrow('backup-key')
    expect(await seen()).toMatchObject({
      set: true,
      at: null,
      stale: true,
      failure: expect.stringContaining('backup-key'),
    })
    await withKey()
    await backUp()
    expect(await seen()).toMatchObject({ count: 1, stale: false, failure: null })
  })

  it('is made once after three o’clock, and the oldest beyond those kept go', async () => {
    await withKey()
    expect(await backUp()).toBe(true)
    expect(await backUp()).toBe(false)
    t.clock.set('2026-11-23T18:59:00Z')
    expect(await backUp()).toBe(false)
    t.clock.set('2026-11-23T19:00:00Z')
    expect(await backUp()).toBe(true)
    for (let day = 0; day < 3; day++) {
      t.clock.advance(DAY)
      await backUp()
    }
    expect(backups()).toEqual([
      'mashang-20261125-030000.backup',
      'mashang-20261126-030000.backup',
      'mashang-20261127-030000.backup',
    ])
    expect((await t.app.inject('/metrics')).body).toContain(
      `mashang_backup_last_done_timestamp_seconds{district="home"} ${Date.parse('2026-11-26T19:00:00Z') / 1000}`,
    )
    // Nobody else's file is touched.
    expect(existsSync(join(target, 'private.key'))).toBe(true)
  })

  it('given two days without one, then the office is told', async () => {
    await withKey()
    await backUp()
    t.clock.advance(2 * DAY)
    expect((await seen()).stale).toBe(false)
    t.clock.advance(HOUR)
    expect((await seen()).stale).toBe(true)
  })

  it('is tried out once a week by the server itself, and a damaged one is told', async () => {
    await withKey()
    expect(await drill()).toBe(false)
    await backUp()
    expect(await drill()).toBe(true)
    expect(await drill()).toBe(false)
    expect(await seen()).toMatchObject({ drillFailure: null, drillAt: '2026-11-23T02:32:00.000Z' })
    t.clock.advance(7 * DAY)
    await backUp()
    const file = join(target, backups().at(-1) ?? '')
    const bytes = readFileSync(file)
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1
    writeFileSync(file, bytes)
    await expect(drill()).rejects.toThrow('坏了')
    expect((await seen()).drillFailure).toContain('坏了')
    const left = readdirSync(t.context.config.dataFolder)
    expect(left.filter((name) => name.startsWith('backup-work'))).toEqual([])
  })
})

describe('the copy from before a migration', () => {
  it('goes after a week, with all that was erased since', () => {
    const copy = join(t.context.config.dataFolder, 'mashang.sqlite.before-migration')
    writeFileSync(copy, 'old')
    const made = (t.clock.now() - 7 * DAY) / 1000
    utimesSync(copy, made, made)
    dropOldCopy(t.context)
    expect(existsSync(copy)).toBe(true)
    t.clock.advance(1000)
    dropOldCopy(t.context)
    expect(existsSync(copy)).toBe(false)
  })
})
