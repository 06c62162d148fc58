import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
})
