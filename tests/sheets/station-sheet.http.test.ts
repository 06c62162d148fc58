import { contentOf, loadPeople } from '@mashang/server/sheets/batches.content.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

it.each([
  ['its address', '大发街道综合楼二楼 201'],
  ['nothing where no address is known', null],
])('a station’s own sheet says where to come in person: %s', async (_, address) => {
  const people = await loadPeople(t.context)
  const [station] = [...people.stations.values()]
  if (station === undefined) throw new Error('the district has no station')
  const stations = new Map([[station.id, { ...station, area: '老区', address }]])
  const printed = { number: 1, code: 'JRJ7ECA4THK6RMGR4KH', place: null, stationId: station.id }
  const sheet = { ...printed, subjectKind: 'station', subjectId: station.id } as const
  expect(contentOf(t.context, { ...people, stations }, sheet, null)?.station).toBe(address)
})
