import { matchesStation } from '@mashang/shared/stations/stations.rules.ts'
import { expect, it } from 'vitest'

type Station = Parameters<typeof matchesStation>[0]
const station: Station = {
  name: '大发街道代表之家',
  kind: 'home',
  area: '大发街道',
  address: '振兴路 5 号',
}

it.each([
  [{}, true],
  [{ q: '' }, true],
  [{ q: '   ' }, true],
  [{ q: '代表之家' }, true],
  [{ q: ' 振兴路 ' }, true],
  [{ q: '大发街道' }, true],
  [{ q: '白狐沟' }, false],
  [{ kind: 'home' }, true],
  [{ kind: 'point' }, false],
  [{ area: '大发街道' }, true],
  [{ area: '大发' }, false],
  [{ kind: 'home', area: '大发街道', q: '振兴' }, true],
  [{ kind: 'point', area: '大发街道', q: '振兴' }, false],
  [{ kind: 'home', area: '白狐沟街道', q: '振兴' }, false],
  [{ kind: 'home', area: '大发街道', q: '解放路' }, false],
])('a station is among those looked for by %o: %s', (wanted, expected) => {
  expect(matchesStation(station, wanted)).toBe(expected)
})

it('given no address, then its name and area are looked at all the same', () => {
  const bare = { ...station, address: null, area: null }
  expect(matchesStation(bare, { q: '代表之家' })).toBe(true)
  expect(matchesStation(bare, { q: '振兴' })).toBe(false)
})
