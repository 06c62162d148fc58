import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tampering } from '../../scripts/prove/tampering.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mashang-tampering-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a ledger that was changed behind the system’s back', () => {
  it('is found out, however its traces are covered', { timeout: 60_000 }, async () => {
    const { broken, figure } = await tampering.run({
      seed: 1,
      size: 0.04,
      folder,
      say: () => undefined,
    })
    expect(broken, figure).toEqual([])
  })
})
