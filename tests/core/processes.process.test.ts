import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { underChaos } from '@mashang/scripts/prove/processes.ts'
import { pgDatabase } from '@mashang/scripts/support/pg-database.ts'
import { testPostgresUrl, whyPostgresIsSilent } from '@mashang/scripts/support/postgres.ts'
import { run, startOn } from '@mashang/scripts/support/server-process.ts'
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
  }, 240_000)

  it('begin with one set of keys; one with others ends with one sentence', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mashang-keys-'))
    const db = await pgDatabase('keys')
    const own = (name: string): string => {
      mkdirSync(join(folder, name))
      return join(folder, name)
    }
    const settings = { MASHANG_DATABASE_URL: db.url, MASHANG_DEMO: '0' }
    const keys = { ...settings, MASHANG_KEYS: own('keys') }
    try {
      const [first, second] = [await startOn(own('a'), keys), await startOn(own('b'), keys)]
      const third = await run('server/main.ts', { ...settings, MASHANG_DATA: own('c') })
      expect(third.code).toBe(1)
      expect(third.printed.trim().split('\n')).toEqual([expect.stringContaining('keys.differ')])
      const rotated = await run('scripts/rotate-keys.ts', {
        ...keys,
        MASHANG_DATA: join(folder, 'a'),
      })
      expect(rotated).toMatchObject({ code: 1, printed: expect.stringContaining('--prepare') })
      await Promise.all([first.end(), second.end()])
    } finally {
      await db.drop()
      rmSync(folder, { recursive: true, force: true })
    }
  }, 60_000)
})
