import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { filingTo, type SeededRepresentative, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const refusedSync = (code: string): Error => Object.assign(new Error('disk I/O error'), { code })

describe('a disk that refuses a sync', () => {
  it('given another fault of the disk, then writing goes on', async () => {
    t.context.db.fence.watch(refusedSync('SQLITE_IOERR_WRITE'))
    t.context.db.fence.watch(new Error('something else'))
    await filed(t)
    expect((await t.voter({ url: '/readyz' })).statusCode).toBe(200)
  })

  it('lets nothing more be written, says so everywhere, and is still read', async () => {
    const before = await filed(t)
    const told: unknown[] = []
    t.context.db.fence.onUp((cause) => told.push(cause))
    const cause = refusedSync('SQLITE_IOERR_FSYNC')
    t.context.db.fence.watch(cause)
    t.context.db.fence.watch(refusedSync('SQLITE_IOERR_DIR_FSYNC'))
    expect(told).toEqual([cause])

    const refused = await t.voter({
      method: 'POST',
      url: '/api/issues',
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: filingTo(t.seed.representatives[0] as SeededRepresentative),
    })
    expect(refused.statusCode).toBe(503)
    expect(refused.headers['retry-after']).toBe('60')
    expect(refused.json()).toMatchObject({
      code: 'storage.broken',
      title: expect.stringMatching(/^[^。]+。$/),
    })
    const ready = await t.voter({ url: '/readyz' })
    expect(ready.statusCode).toBe(503)
    expect(ready.json().status).toContain('refused a sync')
    expect((await t.voter({ url: '/healthz' })).statusCode).toBe(200)
    for (const url of [`/api/receipts/${before.receipt}`, `/q/${t.seed.stationCode}`])
      expect((await t.voter({ url })).statusCode).toBe(200)
  })
})
