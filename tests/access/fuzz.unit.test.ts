import type { AddressInfo } from 'node:net'
import type { FuzzFigures } from '@mashang/scripts/prove/fuzz.figures.ts'
import { randomFrom, seedOf } from '@mashang/scripts/prove/random.ts'
import { allEndpoints, nameOf } from '@mashang/scripts/support/endpoints.ts'
import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendFile } from '../roster/uploads.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { dryRun, WOULD_WRITE } from './dry-run.ts'
import { faultOf, type Made, requestFor } from './fuzz.ts'
import { anyOf } from './mutate.ts'
import { everybody } from './people.ts'
import {
  breathe,
  inFull,
  isStopped,
  report,
  SEED,
  shareOfWork,
  sizeOr,
  timeLeft,
  watchAlone,
} from './proving.ts'
import { inRounds } from './rounds.ts'
import { LIST, type Shelf, shelves } from './shelf.ts'
import { called, type StreamWords, streamCall } from './stream-calls.ts'
import { furnish, settings, type World } from './world.ts'

const size = sizeOr(0.0025)
const EACH = Math.max(1, Math.round(10_000 * size))
/** Really written, so that the answers of writes are seen too; these end what others need. */
const REALLY = Math.max(6, Math.round(EACH / 20))
const LAST = /sessions|second-factor|closing$|terms|departure|duties$/
const HOURS = 3_600_000
/** What draws pages or tries a password takes long; the long form spares nothing. */
const DEAR = /pdf|zip|docx|letters|previews|exports|sessions$|first-sign-ins|setup/
const isSpared = ({ path }: Endpoint): boolean => !inFull() && DEAR.test(path)
const isStream = ({ produces }: Endpoint): boolean => produces === 'text/event-stream'
/** Longer than this, in milliseconds, nothing may take on a machine that does nothing else. */
const SLOW = 1_000
/** Where the time is short, what takes longer than 4 ms gets fewer. */
const SLICE = 200
/** The part of the time that is for what is made and undone. */
const UNDONE = 0.85

let t: TestApp
let world: World
let people: Record<string, Client>
let endpoints: Endpoint[]
let shelfOf: (endpoint: Endpoint) => Shelf
let streams: StreamWords
/** Of a list that can be imported, what its preview was called. */
let fingerprint: string
beforeAll(async () => {
  t = await startApp({ config: settings })
  world = await furnish(t)
  people = await everybody(t, world)
  shelfOf = await shelves(t)
  const office = await t.as('office')
  fingerprint = (await sendFile(office, '/api/suggestion-imports/preview', LIST)).json().fingerprint
  await t.app.listen({ port: 0, host: '127.0.0.1' })
  streams = {
    port: (t.app.server.address() as AddressInfo).port,
    path: '/api/notices/stream',
    cookies: [await t.token(0), await t.token('office'), 'nobody'],
    notices: [world.things.own.notice ?? '', world.things.peer.notice ?? ''],
  }
  endpoints = await allEndpoints()
  const { part, of } = shareOfWork()
  endpoints = endpoints.filter((_, index) => index % of === part)
}, 120_000)
afterAll(() => t.close())

const figures: FuzzFigures = {
  ...{ endpoints: 0, each: EACH, full: 0, half: 0, fewest: 0, really: REALLY, fewestReally: 0 },
  ...{ made: 0, answered: 0, uploads: 0, streams: 0, slowest: 0, where: '', again: null },
}
const MOST_FAULTS = 20
const faults: string[] = []
const wrong = (what: string): void => {
  if (faults.length < MOST_FAULTS) faults.push(what)
}
/** Said as a whole, which an assertion would cut short. */
const expectNoFault = (): void => {
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

/** How long this took, and the quickest of three where it took long: a busy machine is no fault. */
async function timed<T>(endpoint: Endpoint, work: () => Promise<T>): Promise<T> {
  const once = async (): Promise<{ took: number; found: T }> => {
    const watch = watchAlone()
    const found = await work()
    return { took: watch(), found }
  }
  const first = await once()
  const again: number[] = []
  while (first.took > SLOW && again.length < 2) again.push((await once()).took)
  const quickest = again.length === 0 ? null : Math.min(...again)
  const where = nameOf(endpoint)
  if (first.took > figures.slowest)
    Object.assign(figures, { slowest: first.took, where, again: quickest })
  if (inFull() && quickest !== null && quickest > SLOW)
    wrong(`${where} takes ${Math.round(quickest)} ms at best`)
  return first.found
}

const inWords = ({ url, headers, payload }: Made): string =>
  [url, JSON.stringify(headers), JSON.stringify(payload?.toString().slice(0, 400))].join(' ')

/** Sends one request, which the seed, the endpoint and the index make. */
async function fuzz(endpoint: Endpoint, index: number, round: string): Promise<void> {
  const random = randomFrom(seedOf(`${SEED} ${round} ${nameOf(endpoint)} ${index}`))
  if (index % 50 === 0) await breathe()
  figures.made += 1
  if (isStream(endpoint)) {
    figures.streams += 1
    const call = streamCall(streams, random)
    const { status, fault } = await timed(endpoint, () => called(streams.port, call))
    if (status === 200) figures.answered += 1
    if (fault !== null) wrong(`${JSON.stringify(call.bytes.toString().slice(0, 600))}: ${fault}`)
    return
  }
  const who = random() < 0.6 ? 'O' : anyOf(random, Object.keys(people))
  const things = world.things[anyOf(random, ['own', 'own', 'peer', 'elsewhere'] as const)]
  const made = requestFor(endpoint, { ...things, fingerprint }, random, shelfOf)
  if (endpoint.consumes !== undefined) figures.uploads += 1
  const { url, headers, payload } = made
  const by = people[who] ?? t.voter
  const body = payload === undefined ? {} : { body: payload }
  const reply = await timed(endpoint, () => by({ method: endpoint.method, url, headers, ...body }))
  if (reply.statusCode === WOULD_WRITE) return
  if (reply.statusCode < 400) figures.answered += 1
  const fault = faultOf(endpoint, reply)
  if (fault !== null) wrong(`${who} ${endpoint.method} ${inWords(made)}: ${fault}`)
}

const fewestOf = (done: ReadonlyMap<Endpoint, number>): number => Math.min(...done.values())
/** Sends so many requests to each, or as many as there is time for until so many milliseconds are left. */
const fuzzAll = (
  all: readonly Endpoint[],
  { each, round, leaving }: { each: number; round: 'undone' | 'done'; leaving: number },
  told: (done: ReadonlyMap<Endpoint, number>) => void,
): Promise<ReadonlyMap<Endpoint, number>> =>
  inRounds(
    all,
    {
      each: (one) => (isSpared(one) ? Math.ceil(each / 6) : each),
      slice: timeLeft() === undefined ? undefined : SLICE,
      isOver: () => isStopped() || (timeLeft() ?? Number.POSITIVE_INFINITY) < leaving,
      spent: watchAlone(),
    },
    (one, index) => fuzz(one, index, round),
    (done) => {
      told(done)
      report(JSON.stringify(figures))
    },
  )

describe(`requests made from the declared shapes (seed ${SEED})`, () => {
  it(
    `${EACH} to every endpoint: nothing fails inside, answers are what is declared`,
    async () => {
      figures.endpoints = endpoints.length
      const dry = dryRun(t.context)
      const leaving = (1 - UNDONE) * (timeLeft() ?? 0)
      await fuzzAll(endpoints, { each: EACH, round: 'undone', leaving }, (done) => {
        const counts = [...done.values()].sort((a, b) => a - b)
        figures.full = counts.filter((count) => count >= EACH).length
        figures.half = counts[Math.floor(counts.length / 2)] ?? 0
        figures.fewest = fewestOf(done)
      })
      dry.end()
      expectNoFault()
    },
    HOURS * 12,
  )

  it(
    `${REALLY} more to each, and what they ask for is done`,
    async () => {
      const isLast = ({ path }: Endpoint): boolean => LAST.test(path)
      const count = { each: REALLY, round: 'done' } as const
      const most = endpoints.filter((one) => !isLast(one))
      const leaving = 0.2 * (timeLeft() ?? 0)
      const done = await fuzzAll(most, { ...count, leaving }, () => undefined)
      await fuzzAll(endpoints.filter(isLast), { ...count, leaving: 0 }, (last) => {
        figures.fewestReally = fewestOf(new Map([...done, ...last]))
      })
      expectNoFault()
    },
    HOURS * 6,
  )

  it('no stream is left open', async () => {
    await expect
      .poll(() => new Promise((told) => t.app.server.getConnections((_, count) => told(count))))
      .toBe(0)
  })
})
