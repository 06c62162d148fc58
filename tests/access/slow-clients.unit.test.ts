import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { picture } from '../photos/upload.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { hostileBodies, sendHostile } from './hostile-bodies.ts'
import { report, sizeOr } from './proving.ts'
import { slowClient, slownesses, weakPhone } from './slow-clients.ts'
import { settings } from './world.ts'

/** Times are held against the promise in the long form, on a machine that does nothing else. */
const MEASURED = sizeOr(0.1) >= 1
const CLIENTS = Math.max(48, Math.round(500 * sizeOr(0.1)))
/** Who sends one hostile body after the other meanwhile. */
const TORMENTORS = 4
/** The slow ones are gone after so long, and the others never noticed. */
const GONE = 10_000
const GOOD = 1_000
/** Bytes a second of a phone on a truly weak line, which goes on. */
const WEAK = 2_500

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

/** Sends hostile bodies, one after the other; gives how many were sent. */
async function torment(more: () => boolean, first: number): Promise<number> {
  let sent = 0
  while (more()) {
    const hostile = hostileBodies[(first + sent) % hostileBodies.length]
    if (hostile === undefined) throw new Error('no hostile body')
    const status = await sendHostile(`http://127.0.0.1:${port}`, hostile)
    expect(status, hostile.name).toBeOneOf([...hostile.answers])
    sent += 1
    await pause(100)
  }
  return sent
}

it(`${CLIENTS} slow and ${TORMENTORS} hostile clients, and nobody else waits for them`, async () => {
  const url = `http://127.0.0.1:${port}/q/${seeded(t).code}`
  await (await fetch(url)).text()
  const slow = await Promise.all(
    Array.from({ length: CLIENTS }, (_, n) => {
      const slowness = slownesses[n % slownesses.length]
      if (slowness === undefined) throw new Error('no slowness')
      return slowClient(port, slowness)
    }),
  )
  const photo = await picture(360, 240).jpeg().toBuffer()
  const phone = weakPhone(port, photo, WEAK)
  let over = false
  const torments = Array.from({ length: TORMENTORS }, (_, n) => torment(() => !over, n))
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
  over = true
  const sent = (await Promise.all(torments)).reduce((sum, each) => sum + each, 0)
  waited.sort((a, b) => a - b)
  const p99 = waited[Math.floor(waited.length * 0.99)] ?? 0
  const open = slow.filter((one) => !kept.has(one.port))
  const last = Math.max(...slow.map((one) => kept.get(one.port) ?? 0))
  for (const one of slow) one.end()
  const weak = await phone
  report(
    `${CLIENTS} slow clients of ${slownesses.length} kinds: the last closed after ${(last / 1000).toFixed(1)} s, ${open.length} stayed; meanwhile ${sent} hostile bodies of ${hostileBodies.length} kinds, and ${waited.length} visits with p99 ${Math.round(p99)} ms; a photo at ${WEAK * 8} bit/s taken after ${Math.round(weak.took / 1000)} s`,
  )
  const stayed = Map.groupBy(open, ({ slowness }) => slowness.name)
  expect([...stayed].map(([name, all]) => `${name}: ${all.length}`)).toEqual([])
  expect(weak.answer).toContain('HTTP/1.1 201 ')
  expect(weak.took).toBeGreaterThan(GONE)
  if (MEASURED) {
    expect(last).toBeLessThan(GONE)
    expect(p99).toBeLessThan(GOOD)
  }
}, 60_000)
