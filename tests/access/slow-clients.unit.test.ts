import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { report, sizeOr } from './proving.ts'
import { slowClient, slownesses } from './slow-clients.ts'
import { settings } from './world.ts'

/** Times are held against the promise in the long form, on a machine that does nothing else. */
const MEASURED = sizeOr(0.1) >= 1
const CLIENTS = Math.max(48, Math.round(500 * sizeOr(0.1)))
/** The slow ones are gone after so long, and the others never noticed. */
const GONE = 10_000
const GOOD = 1_000

let t: TestApp
let port: number
/** How long the server kept each line, in milliseconds, by the port at its other end. */
const kept = new Map<number, number>()
beforeAll(async () => {
  t = await startApp({ config: settings })
  t.app.server.on('connection', (socket) => {
    const began = performance.now()
    const { remotePort = 0 } = socket
    socket.once('close', () => kept.set(remotePort, performance.now() - began))
  })
  await t.app.listen({ port: 0, host: '127.0.0.1' })
  port = (t.app.server.address() as AddressInfo).port
})
afterAll(() => t.close())

const pause = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms))

it(`${CLIENTS} slow clients are hung up on, and nobody else waits for them`, async () => {
  const url = `http://127.0.0.1:${port}/q/${seeded(t).code}`
  await (await fetch(url)).text()
  const slow = await Promise.all(
    Array.from({ length: CLIENTS }, (_, n) => {
      const slowness = slownesses[n % slownesses.length]
      if (slowness === undefined) throw new Error('no slowness')
      return slowClient(port, slowness)
    }),
  )
  const waited: number[] = []
  // Of very many at once some are taken in later; each has its ten seconds from then.
  const until = performance.now() + 3 * GONE
  while (performance.now() < until && slow.some((one) => !kept.has(one.port))) {
    const began = performance.now()
    const reply = await fetch(url)
    await reply.text()
    expect(reply.status).toBe(200)
    waited.push(performance.now() - began)
    await pause(50)
  }
  waited.sort((a, b) => a - b)
  const p99 = waited[Math.floor(waited.length * 0.99)] ?? 0
  const open = slow.filter((one) => !kept.has(one.port))
  const last = Math.max(...slow.map((one) => kept.get(one.port) ?? 0))
  for (const one of slow) one.end()
  report(
    `${CLIENTS} slow clients of ${slownesses.length} kinds: the last closed after ${(last / 1000).toFixed(1)} s, ${open.length} stayed; ${waited.length} visits meanwhile, p99 ${Math.round(p99)} ms`,
  )
  const stayed = Map.groupBy(open, ({ slowness }) => slowness.name)
  expect([...stayed].map(([name, all]) => `${name}: ${all.length}`)).toEqual([])
  if (MEASURED) {
    expect(last).toBeLessThan(GONE)
    expect(p99).toBeLessThan(GOOD)
  }
}, 60_000)

it('a body that is packed is refused, however small it came', async () => {
  const packed = gzipSync(Buffer.alloc(50_000_000, 0x20))
  const reply = await fetch(`http://127.0.0.1:${port}/api/issues`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: packed,
  })
  expect([400, 415]).toContain(reply.status)
})

it('30,000 brackets in brackets are refused', async () => {
  const reply = await fetch(`http://127.0.0.1:${port}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
  })
  expect(reply.status).toBe(400)
})
