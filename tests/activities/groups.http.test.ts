import { representativesTables } from '@mashang/server/representatives/representatives.table.ts'
import { stationsTables } from '@mashang/server/stations/stations.table.ts'
import { activityLimits } from '@mashang/shared/activities/activities.words.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { copies } from '../support/copies.ts'

/** A district of many stations: a list names the first, the others are found by their names. */
const MANY = activityLimits.groups + 20
let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  const { stations } = t.context.db.tables(stationsTables)
  const { representatives } = t.context.db.tables(representativesTables)
  await copies(t, 'stations', stations, {
    of: `id = (select station_id from representatives where id = '${seeded(t).id}')`,
    many: MANY,
    own: { id: "'many-' || n", name: "'第' || n || '代表之家'" },
  })
  await copies(t, 'representatives', representatives, {
    of: `id = '${seeded(t).id}'`,
    many: MANY,
    own: {
      id: "'many-' || n",
      station_id: "'many-' || n",
      electoral_unit: "'第' || n || '选区'",
    },
  })
  office = await t.as('office')
})
afterAll(() => t.close())

const groups = async (query: string, by: Client = office) =>
  (await by({ url: `/api/activity-groups${query}` })).json()

it('names as many as a list holds, and how many there are', async () => {
  for (const by of ['units', 'stations']) {
    const { all, items, total } = await groups(`?by=${by}`)
    expect([all, items.length], by).toEqual([MANY + 3, activityLimits.groups])
    expect(total, by).toBeGreaterThan(MANY)
  }
  expect((await groups('')).items.length).toBeLessThan(activityLimits.groups)
})

it('given a name or its first letters, then that one is found', async () => {
  const last = `第${MANY - 1}代表之家`
  const named = encodeURIComponent(last)
  expect((await groups(`?by=stations&q=${named}`)).items).toEqual([
    { key: `many-${MANY - 1}`, name: last, people: 1 },
  ])
  const [found] = (await groups('?by=stations&q=dfjd')).items
  expect(found.name).toBe('大发街道代表之家')
  expect(await groups('?by=units&q=nothing')).toMatchObject({ items: [], total: 0 })
})

it('given a liaison, then only their own', async () => {
  const own = await groups('?by=stations', await t.as('liaison'))
  expect(own.total).toBe(1)
})
