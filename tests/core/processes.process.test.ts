import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { underChaos } from '@mashang/scripts/prove/processes.ts'
import { pgDatabase } from '@mashang/scripts/support/pg-database.ts'
import { testPostgresUrl, whyPostgresIsSilent } from '@mashang/scripts/support/postgres.ts'
import { describe, expect, it } from 'vitest'

const silent = await whyPostgresIsSilent(testPostgresUrl())
if (silent !== undefined && process.env.MASHANG_TEST_REQUIRE)
  throw new Error(`PostgreSQL is needed: ${silent}`)

describe.runIf(silent === undefined)('two processes on one PostgreSQL', () => {
  it('answer as one, and lose, double and repeat nothing when killed or cut off', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mashang-processes-'))
    const db = await pgDatabase('processes')
    try {
      const { broken } = await underChaos(
        db,
        { processes: 2, phones: 4, kills: 3, cuts: 1 },
        { seed: 11, folder, say: () => undefined },
      )
      expect(broken).toEqual([])
    } finally {
      await db.drop()
      rmSync(folder, { recursive: true, force: true })
    }
  }, 120_000)
})
