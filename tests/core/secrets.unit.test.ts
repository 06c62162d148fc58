import { fsyncSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSecrets } from '@mashang/server/core/secrets.ts'
import { afterAll, expect, it, vi } from 'vitest'

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>()
  return { ...real, fsyncSync: vi.fn(real.fsyncSync) }
})

const folder = mkdtempSync(join(tmpdir(), 'mashang-secrets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('what processes that died have left of a key goes, what one may be making stays', () => {
  const made = openSecrets(folder)
  const [old, young] = ['secret.key.17.0a1b2c3d.new', 'secret.key.18.0a1b2c3d.new']
  const others = ['sealing.keys.new', 'secret.key.new']
  for (const name of [old, young, ...others]) writeFileSync(join(folder, name), '')
  const before = Date.now() / 1_000 - 120
  for (const name of [old, ...others]) utimesSync(join(folder, name), before, before)
  expect(openSecrets(folder).hash('a', 'b')).toBe(made.hash('a', 'b'))
  expect(readdirSync(folder).sort()).toEqual(['secret.key', young, ...others].sort())
})

it('a key that was there is as durable as one that was made: its maker may not have come to that', () => {
  vi.mocked(fsyncSync).mockClear()
  openSecrets(folder)
  expect(fsyncSync).toHaveBeenCalledOnce()
})
