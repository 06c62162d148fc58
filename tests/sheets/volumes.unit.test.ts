import { pageGeometry } from '@mashang/shared/sheets/formats.rules.ts'
import type { PlanEntry } from '@mashang/shared/sheets/plan.rules.ts'
import { pagesOf, VOLUME, volumesOf } from '@mashang/shared/sheets/volumes.rules.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const planOf = (homes: readonly (string | null)[]): PlanEntry[] =>
  homes.map((stationId, index) => ({
    kind: 'representative',
    id: String(index),
    stationId,
    replaces: null,
    place: null,
  }))
const order = { copies: 1, split: 'one', startAt: 1 } as const

describe('the files of a batch', () => {
  it('is one while it stays small, then volumes', () => {
    expect(volumesOf(planOf(Array(1_000).fill('a')), order, 1)).toEqual([
      { part: 1, stationId: null, from: 0, to: 1_000, startAt: 1 },
    ])
    expect(
      volumesOf(planOf(Array(2_001).fill('a')), order, 1).map(({ from, to }) => [from, to]),
    ).toEqual([
      [0, 1_000],
      [1_000, 2_000],
      [2_000, 2_001],
    ])
  })

  it('is one per station, copies together', () => {
    expect(
      volumesOf(planOf(['a', 'a', 'b']), { ...order, split: 'stations', copies: 3 }, 1),
    ).toEqual([
      { part: 1, stationId: 'a', from: 0, to: 6, startAt: 1 },
      { part: 2, stationId: 'b', from: 6, to: 9, startAt: 1 },
    ])
  })

  it('labels begin where the sheet has been used up to, and only the last page is not full', () => {
    const volumes = volumesOf(planOf(Array(2_000).fill('a')), { ...order, startAt: 5 }, 21)
    expect(volumes[0]).toMatchObject({ startAt: 5, from: 0, to: 987 - 4 })
    expect(volumes[1]?.startAt).toBe(1)
    expect(pagesOf(volumes, pageGeometry({ format: 'labels', labelSize: '3x7' }))).toBe(
      Math.ceil(2_004 / 21),
    )
  })

  it('every sheet is in one file, none is larger than a volume', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', null), { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom(1, 6, 8, 21, 40),
        fc.constantFrom('one' as const, 'stations' as const),
        (homes, copies, perPage, split) => {
          const plan = planOf(homes.sort())
          const volumes = volumesOf(plan, { copies, split, startAt: perPage }, perPage)
          let at = 0
          for (const volume of volumes) {
            expect(volume.from).toBe(at)
            expect(volume.to).toBeGreaterThan(volume.from)
            expect(volume.to - volume.from).toBeLessThanOrEqual(VOLUME)
            at = volume.to
          }
          expect(at).toBe(plan.length * copies)
          expect(volumes.map(({ part }) => part)).toEqual(volumes.map((_, index) => index + 1))
        },
      ),
    )
  })
})
