import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { PROOFS } from '../../scripts/prove/all.ts'
import { fuzzTogether } from '../../scripts/prove/fuzz.figures.ts'
import { keepPromise } from '../../scripts/prove/promises.ts'
import type { Proof } from '../../scripts/prove/proof.ts'
import { between, randomFrom } from '../../scripts/prove/random.ts'

const folder = mkdtempSync(join(tmpdir(), 'mashang-promises-'))
afterAll(() => rmSync(folder, { recursive: true }))

const proof = (id: string): Proof => ({
  id,
  promise: `promise of ${id}`,
  limits: 'none',
  run: async () => ({ figure: '', broken: [] }),
})

describe('the list of promises', () => {
  it('keeps the newest figure of each proof, and the words around it', () => {
    const file = join(folder, 'promises.md')
    writeFileSync(file, 'before\n<!-- prove:begin -->\n\n<!-- prove:end -->\nafter\n')
    keepPromise(file, proof('kill'), { figure: '3 of 3', broken: [] }, '2026-01-01')
    keepPromise(file, proof('disk'), { figure: '2 of 2', broken: [] }, '2026-01-02')
    keepPromise(file, proof('kill'), { figure: '2 of 3', broken: ['one'] }, '2026-01-03')
    const text = readFileSync(file, 'utf8')
    expect(text).toMatch(/^before\n[\s\S]*after\n$/)
    expect(text.split('\n').filter((line) => line.includes('`'))).toEqual([
      '| promise of kill | `kill` | 2 of 3 | 2026-01-03 | **no** | none |',
      '| promise of disk | `disk` | 2 of 2 | 2026-01-02 | yes | none |',
    ])
  })

  it('makes one sentence of what several processes found', () => {
    const part = { each: 10, really: 2, made: 120, answered: 30 }
    const one = JSON.stringify({ ...part, endpoints: 10, slowest: 20.4, where: 'GET /a' })
    const two = JSON.stringify({ ...part, endpoints: 9, slowest: 90.4, where: 'GET /b' })
    const words =
      '240 requests to 19 endpoints (10 each made and undone, 2 each really done), 60 answered with success; slowest 90 ms (GET /b)'
    expect(fuzzTogether([one, two])).toBe(words)
    expect(fuzzTogether([one, two, 'nothing ran'])).toBe(`${words}; 1 of 3 processes did not end`)
    expect(fuzzTogether(['nothing ran'])).toBe('nothing ran')
  })

  it('names every proof once', () => {
    const ids = PROOFS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('random places', () => {
  it('are the same for the same seed, and stay within their limits', () => {
    const drawn = (seed: number) => {
      const random = randomFrom(seed)
      return Array.from({ length: 1_000 }, () => between(random, 3, 9))
    }
    expect(drawn(7)).toEqual(drawn(7))
    expect(drawn(7)).not.toEqual(drawn(8))
    expect(new Set(drawn(7))).toEqual(new Set([3, 4, 5, 6, 7, 8, 9]))
  })
})
