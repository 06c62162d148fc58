import { createApp } from '@mashang/server/app.ts'
import { limitsTables } from '@mashang/server/core/limits/limits.table.ts'
import { brakeOf, limiterOf } from '@mashang/server/core/limits/open.ts'
import { DAY, MINUTE } from '@mashang/shared/core/clock.ts'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { filingTo, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let doors: FastifyInstance[]
/** Only there may be several processes. */
let shared: boolean
beforeAll(async () => {
  t = await startApp()
  doors = [t.app, await createApp(t.context)]
  shared = t.context.db.engine.alone !== undefined
})
afterAll(async () => {
  await doors[1]?.close()
  await t.close()
})

const rows = async () => {
  const { limitCounts } = t.context.db.tables(limitsTables)
  return (await t.context.db.read.select().from(limitCounts)).length
}

describe('two processes on one database', () => {
  it('let one address file hardly more often than one of them would', async () => {
    if (!shared) return
    let taken = 0
    for (let n = 0; n < 200; n++) {
      const reply = await doors[n % 2]?.inject({
        method: 'POST',
        url: '/api/issues',
        remoteAddress: '10.4.0.1',
        headers: { 'idempotency-key': crypto.randomUUID() },
        payload: filingTo(seeded(t), { kind: 'no such kind' }),
      })
      if (reply?.statusCode !== 429) taken++
    }
    // A tenth for each process at most, where two would let through 240.
    expect(taken).toBeGreaterThanOrEqual(120)
    expect(taken).toBeLessThanOrEqual(144)
  })

  it('write nothing for an address that files now and then, and nothing more in a flood', async () => {
    if (!shared) return
    const before = await rows()
    const limit = { name: 'test', points: 50, duration: MINUTE }
    const [one, two] = [brakeOf(t.context)(limit), brakeOf(t.context)(limit)]
    for (let n = 0; n < 4; n++) expect(await one.count('quiet')).toBe(0)
    expect(await rows()).toBe(before)
    let waits = 0
    for (let n = 0; n < 100; n++) waits += Math.sign(await one.count('loud'))
    expect(waits).toBe(50)
    // The other one has not heard of it before it asks; then it has.
    let passed = 0
    for (let n = 0; n < 20; n++) passed += (await two.count('loud')) === 0 ? 1 : 0
    expect(passed).toBeLessThan(5)
    expect(await rows()).toBe(before + 1)
    t.clock.advance(MINUTE)
    expect(await two.count('loud')).toBe(0)
  })

  it('hear of each other’s what was given back', async () => {
    if (!shared) return
    const limit = { name: 'told back', points: 20, duration: MINUTE }
    const [one, two] = [brakeOf(t.context)(limit), brakeOf(t.context)(limit)]
    for (let n = 0; n < 20; n++) await one.count('address')
    for (let n = 0; n < 40; n++) await one.giveBack('address')
    for (let n = 0; n < 20; n++) expect(await two.count('address')).toBe(0)
    expect(await two.count('address')).toBeGreaterThan(0)
  })

  it('never count below nothing', async () => {
    if (!shared) return
    const limiter = limiterOf(t.context)({ name: 'below', points: 2, duration: MINUTE })
    await limiter.count('key')
    for (let n = 0; n < 3; n++) await limiter.giveBack('key')
    expect([await limiter.count('key'), await limiter.count('key')]).toEqual([0, 0])
    expect(await limiter.count('key')).toBeGreaterThan(0)
  })

  it('forget what a clock that was ahead has counted', async () => {
    if (!shared) return
    const limit = { name: 'ahead', points: 1, duration: MINUTE, block: 5 * MINUTE }
    const now = t.clock.now()
    t.clock.set(now + DAY)
    const [limiter, brake] = [limiterOf(t.context)(limit), brakeOf(t.context)(limit)]
    for (const one of [limiter, brake]) {
      await one.count('key')
      expect(await one.count('key')).toBeGreaterThan(0)
    }
    t.clock.set(now)
    expect(await brake.count('key')).toBe(0)
    await limiter.forget('key')
    t.clock.set(now + DAY)
    for (let n = 0; n < 2; n++) await limiter.count('key')
    t.clock.set(now)
    expect(await limiter.count('key')).toBe(0)
    // Of this clock it counts on, and a block is none of those.
    expect(await limiter.count('key')).toBe(5 * MINUTE)
    t.clock.advance(-30_000)
    expect(await limiter.count('key')).toBeGreaterThan(0)
    t.clock.set(now)
  })

  it('give back what did not count', async () => {
    if (!shared) return
    const limit = { name: 'given back', points: 20, duration: MINUTE }
    const brake = brakeOf(t.context)(limit)
    for (let n = 0; n < 60; n++) {
      expect(await brake.count('address')).toBe(0)
      await brake.giveBack('address')
    }
  })
})
