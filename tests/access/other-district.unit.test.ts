import { between, randomFrom } from '@mashang/scripts/prove/random.ts'
import { allEndpoints, filledIn, nameOf } from '@mashang/scripts/support/endpoints.ts'
import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { namesOf, QUERIES } from './bodies.ts'
import { leadingTo } from './doors.ts'
import { passing } from './generate.ts'
import { everybody } from './people.ts'
import { report } from './proving.ts'
import { rowsOf } from './rows.ts'
import { furnish, settings, type Things, type World } from './world.ts'

let t: TestApp
let elsewhere: TestApp
let world: World
let foreign: Things
let people: Record<string, Client>
beforeAll(async () => {
  t = await startApp({ config: settings })
  world = await furnish(t)
  elsewhere = await startApp({ config: settings, beside: t })
  foreign = (await furnish(elsewhere)).things.own
  people = await everybody(t, world)
}, 120_000)
afterAll(async () => {
  await elsewhere.close()
  await t.close()
})

/** These end the session, or the office itself; others go first. */
const LAST = /sessions|second-factor|closing$|terms|departure/
/** What somebody typed or scanned, or chose by, may hold anything: it is looked up here when used. */
const FREE = [
  'POST /api/patrol-scans',
  'POST /api/sheet-alarms',
  'POST /api/sheet-selections',
  'PUT /api/views',
]

/** Bodies that name other districts' things wherever a thing can be named. */
function bodies(endpoint: Endpoint, random: () => number): unknown[] {
  const { body } = endpoint
  if (body === undefined) return [undefined]
  const ids = ['of', 'ids', 'photo', 'photos', 'file', 'files', 'cosigners', 'persons', 'into']
  const foreignIds = [foreign.photo, foreign.representative, foreign.issue, foreign.file]
  const known = {
    ...namesOf(foreign),
    ...Object.fromEntries(ids.map((name) => [name, foreignIds])),
    key: [crypto.randomUUID()],
    owner: [foreign.department],
    separate: [foreign.department],
    co: [foreign.department],
    targetId: [foreign.photo],
    entry: [foreign.entry],
    token: [foreign.link],
    batch: [foreign.batch],
  }
  const words = (limit: number): string => `第${between(random, 1, 999)}处路灯坏了`.slice(0, limit)
  return Array.from({ length: 2 }, () => passing(body, { random, known, words }))
}

it('whoever names what is another district’s changes nothing there, and keeps nothing of it', async () => {
  const before = await rowsOf(t, 'elsewhere')
  const endpoints = (await allEndpoints()).filter(({ method }) => method !== 'GET')
  endpoints.sort((a, b) => Number(LAST.test(a.path)) - Number(LAST.test(b.path)))
  const random = randomFrom(3)
  const failed: string[] = []
  let calls = 0
  for (const endpoint of endpoints)
    for (const body of bodies(endpoint, random))
      for (const who of ['N', 'R', 'L', 'D', 'O']) {
        if (FREE.includes(nameOf(endpoint))) continue
        const params = leadingTo(endpoint.path, world.things.own)
        if (params === null) continue
        calls += 1
        const reply = await people[who]?.({
          method: endpoint.method,
          url: `${filledIn(endpoint.path, params)}${QUERIES[nameOf(endpoint)] ?? ''}`,
          headers: { 'idempotency-key': crypto.randomUUID() },
          ...(body === undefined ? {} : { body }),
        })
        if (reply !== undefined && reply.statusCode >= 500)
          failed.push(`${who} ${nameOf(endpoint)} ${JSON.stringify(body)}: ${reply.body}`)
      }
  report(`${calls} calls of 5 roles that name another district’s things: its rows are as before`)
  expect(failed).toEqual([])
  expect(await rowsOf(t, 'elsewhere')).toEqual(before)
  const theirs = Object.entries(foreign).filter(([, id]) => id.length > 10)
  const kept: string[] = []
  for (const [table, rows] of await rowsOf(t, 'home'))
    for (const row of rows)
      for (const [kind, id] of theirs)
        if (row.includes(id)) kept.push(`${table}: ${kind} in ${row}`)
  expect(kept).toEqual([])
  expect(seeded(t).id).not.toBe(seeded(elsewhere).id)
}, 180_000)
