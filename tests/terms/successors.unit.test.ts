import { successorsOf } from '@mashang/shared/representatives/representatives.rules.ts'
import { hasBegun } from '@mashang/shared/terms/terms.rules.ts'
import { describe, expect, it } from 'vitest'

const person = (id: string, unit: string | null, stationId: string | null) => ({
  id,
  unit,
  stationId,
})

describe('whom an old code leads to', () => {
  const gone = person('gone', '第一选区', 'home')
  it('given some of the same unit, then they come before the others of the station', () => {
    const found = successorsOf(gone, [
      person('neighbour', '第二选区', 'home'),
      person('same', '第一选区', 'elsewhere'),
      person('stranger', '第三选区', 'elsewhere'),
    ])
    expect(found.map(({ id }) => id)).toEqual(['same', 'neighbour'])
  })
  it('given no unit and no station, then nobody is taken for a successor', () => {
    expect(successorsOf(person('gone', null, null), [person('a', null, null)])).toEqual([])
  })
  it('nobody succeeds themselves', () => {
    expect(successorsOf(gone, [gone])).toEqual([])
  })
})

describe('whether a day has begun', () => {
  it('begins at midnight in China, 16:00 UTC of the day before', () => {
    expect(hasBegun('2027-01-10', Date.parse('2027-01-09T15:59:59.999Z'))).toBe(false)
    expect(hasBegun('2027-01-10', Date.parse('2027-01-09T16:00:00.000Z'))).toBe(true)
  })
})
