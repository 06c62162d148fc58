import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileOutput } from '@mashang/server/sheets/print/pdf/output.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const MB = 2 ** 20

describe('a file that is printed into', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mashang-output-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('given more than is synced at once, then it holds every byte in order', async () => {
    const path = join(folder, 'a.pdf')
    const output = fileOutput(path)
    const parts = Array.from({ length: 10 }, (_, i) => new Uint8Array(3 * MB).fill(i + 1))
    for (const part of parts) output.write(part)
    await output.settle()
    output.write(new Uint8Array(9 * MB).fill(99))
    output.finish()
    const written = readFileSync(path)
    expect(written.length).toBe(39 * MB)
    for (const [i, part] of parts.entries())
      expect(written.subarray(i * 3 * MB, (i + 1) * 3 * MB).equals(part)).toBe(true)
    expect(written.subarray(30 * MB).every((byte) => byte === 99)).toBe(true)
  })

  it('given up while the disk still takes bytes, then nothing stays', async () => {
    const path = join(folder, 'a.pdf')
    const output = fileOutput(path)
    output.write(new Uint8Array(20 * MB))
    output.abandon()
    expect(existsSync(path)).toBe(false)
    await output.settle()
    expect(existsSync(path)).toBe(false)
  })

  it('given a name that is taken, then it is refused and left alone', () => {
    const path = join(folder, 'a.pdf')
    const first = fileOutput(path)
    first.write(Buffer.from('first'))
    first.finish()
    expect(() => fileOutput(path)).toThrow('EEXIST')
    expect(readFileSync(path, 'utf8')).toBe('first')
  })
})
