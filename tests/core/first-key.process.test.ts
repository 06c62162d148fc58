import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '@mashang/scripts/support/server-process.ts'
import { expect, it } from 'vitest'

/** Enough that a key which others could see half written is found out nearly always. */
const ROUNDS = 200

it('processes that start for the first time at one moment in one folder end up with one key', {
  timeout: 60_000,
}, async () => {
  const parent = mkdtempSync(join(tmpdir(), 'mashang-first-'))
  for (let n = 0; n < ROUNDS; n++) mkdirSync(join(parent, String(n)))
  const words = [parent, String(Date.now() + 2_000), String(ROUNDS)]
  const found = await Promise.all(
    [1, 2, 3].map(() => run('tests/core/first-key.child.ts', {}, words)),
  )
  for (const { code, printed } of found) expect(code, printed).toBe(0)
  const [first] = found
  expect(first?.printed.trim().split('\n')).toHaveLength(ROUNDS)
  for (const { printed } of found) expect(printed).toBe(first?.printed)
  for (let n = 0; n < ROUNDS; n++)
    expect(readdirSync(join(parent, String(n)))).toEqual(['secret.key'])
  rmSync(parent, { recursive: true, force: true })
})
