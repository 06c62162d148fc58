import { crc32 } from 'node:zlib'
import { randomFrom } from '@mashang/scripts/prove/random.ts'
import { allEndpoints, filledIn, nameOf } from '@mashang/scripts/support/endpoints.ts'
import { newCode } from '@mashang/server/codes/codes.store.ts'
import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { bodyFor, QUERIES } from './bodies.ts'
import { leadingTo, leadsSomewhere } from './doors.ts'
import { type DryRun, dryRun, STOPPED, WOULD_WRITE } from './dry-run.ts'
import { matrix } from './matrix.ts'
import { everybody } from './people.ts'
import { report } from './proving.ts'
import { furnish, positions, settings, type Things, type World } from './world.ts'

let t: TestApp
let elsewhere: TestApp
let world: World
let foreign: Things
let people: Record<string, Client>
let stranger: Client
let endpoints: Endpoint[]
let dry: DryRun
let knocks = 0
beforeAll(async () => {
  t = await startApp({ config: settings })
  world = await furnish(t)
  elsewhere = await startApp({ config: settings, beside: t })
  foreign = (await furnish(elsewhere)).things.own
  people = await everybody(t, world)
  const token = await elsewhere.token('office')
  stranger = (call) =>
    t.voter({ ...call, headers: { ...call.headers, cookie: `mashang=${token}` } })
  endpoints = await allEndpoints()
  // Points and the filings by sheets follow the ledger when somebody looks; nobody else shall find
  // that to do.
  await people.O?.({ url: '/api/points/reviews' })
  await people.O?.({ url: '/api/sheet-sums?by=place' })
  dry = dryRun(t.context)
}, 120_000)
afterAll(async () => {
  dry.end()
  await elsewhere.close()
  await t.close()
})

/** Ids as they might be, of nothing. */
function absentThings(): Things {
  const receipt = 'K7QF3M9DXW4HR6TP9CEAJNX'
  const { code } = newCode(t.context, 'station', crypto.randomUUID())
  const entry = `answer.late:${crypto.randomUUID()}`
  const special: Things = { receipt, code, entry }
  return Object.fromEntries(
    Object.keys(world.things.own).map((kind) => [kind, special[kind] ?? crypto.randomUUID()]),
  )
}

interface Answer {
  status: number
  body: string
  reads: number
  writes: number
}
async function knock(by: Client, endpoint: Endpoint, things: Things, body: unknown) {
  const params = leadingTo(endpoint.path, things)
  if (params === null) return null
  knocks += 1
  dry.reads()
  dry.writes()
  const url = `${filledIn(endpoint.path, params)}${QUERIES[nameOf(endpoint)] ?? ''}`
  const reply = await by({
    method: endpoint.method,
    url,
    headers: { 'idempotency-key': crypto.randomUUID() },
    ...(body === undefined ? {} : { body }),
  })
  const answer: Answer = {
    status: reply.statusCode,
    body: reply.body,
    reads: dry.reads(),
    writes: dry.writes(),
  }
  return answer
}

/** Draws of its own for each endpoint, so that a new one changes the body of no other. */
const drawsOf = (endpoint: Endpoint): (() => number) => randomFrom(crc32(nameOf(endpoint)))

const REFUSALS = [401, 403, 404]
/** Lists of what somebody did: of nobody there is an empty one. */
const EMPTY_OF_NOBODY = ['GET /api/accounts/:id/changes', 'GET /api/representatives/:id/matters']
/** Acts on many tell of each what became of it. */
const REPORTS = [
  'POST /api/hold-decisions',
  'POST /api/issue-bulk-acts',
  'POST /api/issue-bulk-undos',
]
/** It never ends; tests/notices looks at it. */
const ENDLESS = 'GET /api/notices/stream'

const sameBytes = (one: Answer, other: Answer): boolean =>
  one.status === other.status && one.body === other.body

/** What is wrong with the answers of one caller at one door, and whose things they reached. */
async function tried(who: string, endpoint: Endpoint, body: unknown) {
  const name = nameOf(endpoint)
  const by = people[who] as Client
  const wrong: string[] = []
  const say = (whose: string, what: string, answer: Answer) =>
    wrong.push(`${who} ${name} ${whose}: ${what} (${answer.status} ${answer.body.slice(0, 120)})`)
  const check = (whose: string, answer: Answer): void => {
    if (answer.status >= 500) say(whose, 'failed inside', answer)
    const saysSo = REPORTS.includes(name) && answer.body.includes(STOPPED.title)
    if (answer.writes > 0 && answer.status !== WOULD_WRITE && !saysSo)
      say(whose, 'wrote, and refused', answer)
  }
  if (!leadsSomewhere(endpoint.path)) {
    const answer = (await knock(by, endpoint, world.things.own, body)) as Answer
    check('it', answer)
    return { reach: REFUSALS.includes(answer.status) ? '' : who, wrong }
  }
  // Once before, because what is seldom changed is read once and then remembered.
  await knock(by, endpoint, absentThings(), body)
  const absent = (await knock(by, endpoint, absentThings(), body)) as Answer
  check('absent', absent)
  if (!REFUSALS.includes(absent.status) && !EMPTY_OF_NOBODY.includes(name))
    say('absent', 'did something to nothing', absent)
  const other = (await knock(by, endpoint, foreign, body)) as Answer
  if (!sameBytes(other, absent)) say('foreign', 'does not look absent', other)
  if (other.reads !== absent.reads)
    say('foreign', `took ${other.reads} reads, not ${absent.reads}`, other)
  let reach = ''
  for (const position of positions) {
    const answer = await knock(by, endpoint, world.things[position], body)
    if (answer === null) continue
    check(position, answer)
    if (!REFUSALS.includes(answer.status) || !sameBytes(answer, absent)) reach += position[0]
    else if (answer.reads > absent.reads + 1)
      say(position, `hidden, but took ${answer.reads} reads, not ${absent.reads}`, answer)
  }
  return { reach: reach === '' ? '' : `${who}:${reach}`, wrong }
}

/** "RL:o OA:ope", with those together who reach the same. */
function written(reached: readonly string[]): string {
  const groups = Map.groupBy(reached.filter(Boolean), (one) => one.slice(1))
  return [...groups].map(([whose, who]) => `${who.map((one) => one[0]).join('')}${whose}`).join(' ')
}

it('every endpoint stands in the matrix, and nothing else', () => {
  expect(Object.keys(matrix).sort()).toEqual(
    endpoints
      .map(nameOf)
      .filter((name) => name !== ENDLESS)
      .sort(),
  )
})

it('everybody reaches what the matrix says, and nothing else; foreign and absent are one', async () => {
  const found: Record<string, string> = {}
  const wrong: string[] = []
  for (const endpoint of endpoints) {
    if (nameOf(endpoint) === ENDLESS) continue
    const body = bodyFor(endpoint, world.things.own, drawsOf(endpoint))
    const reached: string[] = []
    for (const who of Object.keys(people)) {
      const one = await tried(who, endpoint, body)
      reached.push(one.reach)
      wrong.push(...one.wrong)
    }
    found[nameOf(endpoint)] = written(reached)
  }
  report(
    `${endpoints.length} endpoints, ${Object.keys(people).length} roles, ${knocks} calls: ${wrong.length} wrong`,
  )
  expect(wrong).toEqual([])
  expect(found).toEqual(matrix)
}, 120_000)

it('a session of another district is none', async () => {
  for (const endpoint of endpoints) {
    if (nameOf(endpoint) === ENDLESS) continue
    const body = bodyFor(endpoint, world.things.own, drawsOf(endpoint))
    const [theirs, nobodys] = [
      await knock(stranger, endpoint, world.things.own, body),
      await knock(t.voter, endpoint, world.things.own, body),
    ]
    expect([nameOf(endpoint), theirs?.status, theirs?.writes]).toEqual([
      nameOf(endpoint),
      nobodys?.status,
      nobodys?.writes,
    ])
  }
}, 60_000)
