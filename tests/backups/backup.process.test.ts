import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { startOn } from '@mashang/scripts/support/server-process.ts'
import { makeBackupKey } from '@mashang/server/backups/keys.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { backup } from '../../scripts/prove/backup.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mashang-backup-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a backup of a server at work', () => {
  it('given load, then what comes back is one moment; given damage, then nothing comes back', {
    timeout: 240_000,
  }, async () => {
    const { broken, figure } = await backup.run({
      seed: 1,
      size: 0.03,
      folder,
      say: () => undefined,
    })
    expect(broken, figure).toEqual([])
  })

  it('is made by the server itself where a folder is set, and tried out at once', async () => {
    const data = await seededFolder(folder)
    await makeBackupKey(data.path, join(folder, 'private.key'))
    const target = join(folder, 'kept')
    const server = await startOn(data.path, { MASHANG_BACKUP: target })
    const state = join(data.path, 'backup-state.json')
    await vi.waitFor(
      () => {
        const { failed, drill } = JSON.parse(readFileSync(state, 'utf8'))
        expect({ failed, drill: drill?.words }).toEqual({ failed: null, drill: null })
      },
      { timeout: 30_000, interval: 200 },
    )
    expect(readdirSync(target)).toEqual([expect.stringMatching(/^mashang-.*\.backup$/)])
    expect(await server.end()).toBe(0)
  })
})
