import { type Invitation, invitedBy } from '@mashang/shared/activities/invited.rules.ts'
import { expect, it } from 'vitest'

const one = (id: string, given: object = {}) => ({
  id,
  state: 'serving' as 'serving' | 'left',
  area: null,
  electoralUnit: null,
  stationId: null,
  ...given,
})
const roster = [
  one('a', { area: '东', electoralUnit: '一', stationId: 's1' }),
  one('b', { area: '西', electoralUnit: '一', stationId: 's2' }),
  one('c'),
  one('d', { area: '东', electoralUnit: '一', stationId: 's1', state: 'left' }),
]

it.each<[Invitation['scope'], string[], string[]]>([
  ['all', [], ['a', 'b', 'c']],
  ['areas', ['东'], ['a']],
  ['units', ['一'], ['a', 'b']],
  ['stations', ['s2'], ['b']],
  ['persons', ['c', 'd'], ['c']],
  ['areas', [], []],
])('given an invitation of %s %o, then those who serve and are meant', (scope, of, ids) => {
  expect(invitedBy({ scope, of }, roster).map(({ id }) => id)).toEqual(ids)
})
