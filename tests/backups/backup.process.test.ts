import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { run, startOn } from '@mashang/scripts/support/server-process.ts'
import { makeBackupKey } from '@mashang/server/backups/keys.ts'
import { s3Store } from '@mashang/server/core/files/s3.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { backup } from '../../scripts/prove/backup.ts'
import { BUCKET, KEYS, startStorage } from '../support/object-storage.ts'

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

  it('brings files of one bucket into another by the operator’s own commands', async () => {
    const data = await seededFolder(folder)
    const storage = await startStorage()
    const bucket = (prefix: string) => ({
      MASHANG_FILES_URL: `s3://${BUCKET}/${prefix}?endpoint=${storage.endpoint}`,
      MASHANG_FILES_KEY: KEYS.id,
      MASHANG_FILES_SECRET: KEYS.secret,
    })
    await s3Store(storage.settings({ prefix: 'home/' })).put('photos/a/1.jpg', Buffer.from('一张'))
    const [key, kept, back] = [
      join(folder, 'private.key'),
      join(folder, 'kept'),
      join(folder, 'back'),
    ]
    await makeBackupKey(data.path, key)
    const made = await run('scripts/backup.ts', { MASHANG_DATA: data.path, ...bucket('home') }, [
      kept,
    ])
    expect(made).toEqual({ code: 0, printed: expect.stringContaining(`存储桶“${BUCKET}”`) })
    const file = join(kept, readdirSync(kept)[0] ?? '')
    const restored = await run('scripts/restore.ts', bucket('new'), [file, back, '--key', key])
    expect(restored).toEqual({ code: 0, printed: expect.stringContaining('1 个文件') })
    const there = await s3Store(storage.settings({ prefix: 'new/' })).read('photos/a/1.jpg')
    expect(there && (await text(there.stream))).toBe('一张')
    expect(readdirSync(back)).not.toContain('files')
    await storage.close()
  })
})
