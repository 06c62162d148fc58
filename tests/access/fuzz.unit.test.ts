import type { FuzzFigures } from '@mashang/scripts/prove/fuzz.figures.ts'
import { randomFrom } from '@mashang/scripts/prove/random.ts'
import { allEndpoints, nameOf } from '@mashang/scripts/support/endpoints.ts'
import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { dryRun, WOULD_WRITE } from './dry-run.ts'
import { faultOf, requestFor } from './fuzz.ts'
import { anyOf } from './mutate.ts'
import { everybody } from './people.ts'
import { breathe, report, SEED, shareOfWork, sizeOr } from './proving.ts'
import { furnish, settings, type World } from './world.ts'

const size = sizeOr(0.0025)
const EACH = Math.max(1, Math.round(10_000 * size))
/** Really written, so that the answers of writes are seen too; these end what others need. */
const REALLY = Math.max(6, Math.round(EACH / 20))
const LAST = /sessions|second-factor|closing$|terms|departure|duties$/
const HOURS = 3_600_000
/** What draws pages or tries a password takes long; the long form spares nothing. */
const DEAR = /pdf|zip|docx|letters|previews|exports|sessions$|first-sign-ins|setup/
const countFor = ({ path }: Endpoint, count: number): number =>
  size < 1 && DEAR.test(path) ? Math.ceil(count / 6) : count

let t: TestApp
let world: World
let people: Record<string, Client>
let endpoints: Endpoint[]
beforeAll(async () => {
  t = await startApp({ config: settings })
  world = await furnish(t)
  people = await everybody(t, world)
  endpoints = (await allEndpoints()).filter((one) => one.produces !== 'text/event-stream')
  const { part, of } = shareOfWork()
  endpoints = endpoints.filter((_, index) => index % of === part)
}, 120_000)
afterAll(() => t.close())

const calls = { made: 0, answered: 0, slowest: 0, where: '' }

/** Sends one endpoint so many requests; what was wrong, with the request that showed it. */
async function fuzzed(endpoint: Endpoint, count: number, random: () => number): Promise<string[]> {
  const faults: string[] = []
  const letters = Object.keys(people)
  for (let n = 0; n < count; n++) {
    if (n % 50 === 0) await breathe()
    const who = random() < 0.6 ? 'O' : anyOf(random, letters)
    const things = world.things[anyOf(random, ['own', 'own', 'peer', 'elsewhere'] as const)]
    const { url, body } = requestFor(endpoint, things, random)
    const began = performance.now()
    const reply = await people[who]?.({
      method: endpoint.method,
      url,
      headers: {
        'idempotency-key': crypto.randomUUID(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const took = performance.now() - began
    if (took > calls.slowest) Object.assign(calls, { slowest: took, where: nameOf(endpoint) })
    calls.made += 1
    if (reply === undefined || reply.statusCode === WOULD_WRITE) continue
    if (reply.statusCode < 400) calls.answered += 1
    const fault = faultOf(endpoint, reply)
    if (fault !== null)
      faults.push(
        `${who} ${endpoint.method} ${url} ${JSON.stringify(body)?.slice(0, 400)}: ${fault}`,
      )
  }
  return faults
}

describe(`requests made from the declared shapes (seed ${SEED})`, () => {
  it(
    `${EACH} to every endpoint: nothing fails inside, answers are what is declared`,
    async () => {
      const dry = dryRun(t.context)
      const random = randomFrom(SEED)
      const faults: string[] = []
      for (const endpoint of endpoints)
        faults.push(...(await fuzzed(endpoint, countFor(endpoint, EACH), random)))
      dry.end()
      expect(faults.slice(0, 20).join('\n')).toBe('')
    },
    HOURS * 12,
  )

  it(
    `${REALLY} more to each, and what they ask for is done`,
    async () => {
      const random = randomFrom(SEED + 1)
      const faults: string[] = []
      const inOrder = endpoints.toSorted(
        (a, b) => Number(LAST.test(a.path)) - Number(LAST.test(b.path)),
      )
      for (const endpoint of inOrder)
        faults.push(...(await fuzzed(endpoint, countFor(endpoint, REALLY), random)))
      expect(faults.slice(0, 20).join('\n')).toBe('')
      const figures: FuzzFigures = {
        ...{ endpoints: endpoints.length, each: EACH, really: REALLY },
        ...calls,
      }
      report(JSON.stringify(figures))
    },
    HOURS * 6,
  )
})
