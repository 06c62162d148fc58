import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migration } from '../../scripts/prove/migration.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mashang-migration-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a migration that is killed', () => {
  it('is done whole at the next start, from every released schema', {
    timeout: 240_000,
  }, async () => {
    const { broken, figure } = await migration.run({
      seed: 1,
      size: 0.006,
      folder,
      say: () => undefined,
    })
    expect(broken, figure).toEqual([])
  })
})
