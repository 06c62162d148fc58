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
  it('keeps the newest figure of each proof with its seed, says where it was not the whole, and keeps the words around it', () => {
    const file = join(folder, 'promises.md')
    writeFileSync(file, 'before\n<!-- prove:begin -->\n\n<!-- prove:end -->\nafter\n')
    keepPromise(
      file,
      proof('kill'),
      { figure: '3 of 3', broken: [] },
      { date: '2026-01-01', seed: 7, size: 1 },
    )
    keepPromise(
      file,
      proof('disk'),
      { figure: '2 of 2', broken: [] },
      { date: '2026-01-02', seed: 8, size: 1 },
    )
    keepPromise(
      file,
      proof('kill'),
      { figure: '2 of 3', broken: ['one'] },
      { date: '2026-01-03', seed: 9, size: 0.5 },
    )
    const small = { date: '2026-01-04', seed: 10, size: 0.05 }
    keepPromise(file, proof('lock'), { figure: '1 of 1', broken: [] }, small)
    const text = readFileSync(file, 'utf8')
    expect(text).toMatch(/^before\n[\s\S]*after\n$/)
    expect(text.split('\n').filter((line) => line.includes('`'))).toEqual([
      '| promise of kill | `kill` | 2 of 3 (seed 9) | 2026-01-03 | **no** | none |',
      '| promise of disk | `disk` | 2 of 2 (seed 8) | 2026-01-02 | yes | none |',
      '| promise of lock | `lock` | 1 of 1 (seed 10) | 2026-01-04 | in part (size 0.05) | none |',
    ])
  })

  it('makes one sentence of what several processes found', () => {
    const part = { each: 10, really: 2, fewestReally: 2, made: 120, answered: 30, again: null }
    const whole = { ...part, uploads: 20, streams: 1, full: 10, half: 10, fewest: 10 }
    const one = JSON.stringify({ ...whole, endpoints: 10, slowest: 20.4, where: 'GET /a' })
    const two = JSON.stringify({ ...whole, endpoints: 10, slowest: 90.4, where: 'GET /b' })
    const figures = (undone: string, done: string, slowest: string) =>
      `240 requests to 20 endpoints (${undone}; ${done}), 40 of them uploads and 2 streams; 60 answered with success; slowest ${slowest}`
    const words = figures('10 each made and undone', '2 each really done', '90 ms (GET /b)')
    expect(fuzzTogether([one, two])).toBe(words)
    expect(fuzzTogether([one, two, 'nothing ran'])).toBe(`${words}; 1 of 3 processes did not end`)
    const short = { full: 7, half: 10, fewest: 4, fewestReally: 1, endpoints: 10 }
    const slow = { slowest: 1_200, where: 'GET /c', again: 310.2 }
    expect(fuzzTogether([one, JSON.stringify({ ...whole, ...short, ...slow })])).toBe(
      figures(
        '10 each made and undone, but for 3 that take longer 4 at least',
        '1 at least each really done',
        '1200 ms (GET /c, 310 ms when asked again)',
      ),
    )
    const cut = { full: 0, half: 6, fewest: 3, endpoints: 20, made: 240, answered: 60 }
    const ended = { ...whole, ...cut, uploads: 40, streams: 2, slowest: 90, where: 'GET /b' }
    expect(fuzzTogether([JSON.stringify(ended)])).toBe(
      figures(
        'made and undone: 6 or more to each of half of them, 3 at least',
        '2 each really done',
        '90 ms (GET /b)',
      ),
    )
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
