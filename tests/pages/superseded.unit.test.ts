import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dropSuperseded } from '@mashang/client/build/superseded.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const HOUR = 3_600_000
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mashang-build-'))
  mkdirSync(join(folder, 'assets'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A build that makes these files, at that hour. */
async function build(hour: number, ...names: string[]): Promise<string[]> {
  for (const name of names) writeFileSync(join(folder, 'assets', name), name)
  await dropSuperseded(folder, new Set(names.map((name) => `assets/${name}`)), hour * HOUR)
  return readdirSync(join(folder, 'assets')).sort()
}

describe('files of earlier builds', () => {
  it('stay for a day after the build that made them no more, with their compressed twins', async () => {
    writeFileSync(join(folder, 'assets', 'a-1.js.br'), '')
    expect(await build(0, 'a-1.js', 'b-1.js')).toEqual(['a-1.js', 'a-1.js.br', 'b-1.js'])
    expect(await build(100, 'a-2.js', 'b-1.js')).toContain('a-1.js')
    expect(await build(124, 'a-3.js', 'b-1.js')).toEqual([
      'a-1.js',
      'a-1.js.br',
      'a-2.js',
      'a-3.js',
      'b-1.js',
    ])
    expect(await build(125, 'a-3.js', 'b-1.js')).toEqual(['a-2.js', 'a-3.js', 'b-1.js'])
  })

  it('given one that is made again, then its day begins anew when it goes once more', async () => {
    await build(0, 'a-1.js')
    await build(1, 'a-2.js')
    await build(20, 'a-1.js')
    await build(40, 'a-2.js')
    await build(50, 'a-2.js')
    expect(existsSync(join(folder, 'assets', 'a-1.js'))).toBe(true)
    expect(await build(65, 'a-2.js')).toEqual(['a-2.js'])
  })
})
