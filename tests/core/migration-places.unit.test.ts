import { describe, expect, it } from 'vitest'
import { placesOf } from '../../scripts/prove/migration.places.ts'
import { randomFrom } from '../../scripts/prove/random.ts'

const steps = [
  { call: 'pwrite64', count: 101 },
  { call: 'fsync', count: 3 },
]
const at = (wanted: number, from = 0): string[] =>
  placesOf(steps, wanted, from, randomFrom(1)).map(({ call, when }) => `${call} ${when}`)

describe('where a migration is killed', () => {
  it('is every call there is, where as many are wanted', () => {
    const all = at(104)
    expect(all).toHaveLength(104)
    expect(new Set(all).size).toBe(104)
    expect(at(1_000)).toEqual(all)
  })

  it('is spread evenly over the calls of each kind, the first and the last among them', () => {
    expect(at(9)).toEqual([
      ...['pwrite64 1', 'pwrite64 21', 'pwrite64 41', 'pwrite64 61', 'pwrite64 81', 'pwrite64 101'],
      ...['fsync 1', 'fsync 2', 'fsync 3'],
    ])
  })

  it('is one call of the kind whose turn it is, where one is wanted', () => {
    expect(at(1)).toEqual([expect.stringMatching(/^pwrite64 \d+$/)])
    expect(at(1, 1)).toEqual([expect.stringMatching(/^fsync [123]$/)])
  })
})
