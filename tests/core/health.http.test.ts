import { createApp } from '@mashang/server/app.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { filed } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

describe('for the operator', () => {
  it('is alive and ready', async () => {
    expect((await t.voter({ url: '/healthz' })).json()).toEqual({ status: 'ok' })
    const ready = await t.voter({ url: '/readyz' })
    expect([ready.statusCode, ready.json()]).toEqual([200, { status: 'ready' }])
    expect(ready.headers['cache-control']).toBe('no-store')
  })

  it('counts by route, never by address, so that no receipt and no code is in the figures', async () => {
    const { receipt } = await filed(t)
    await t.voter({ url: `/api/receipts/${receipt}` })
    await t.voter({ url: '/nowhere/at/all' })
    const metrics = await t.voter({ url: '/metrics' })
    expect(metrics.headers['content-type']).toContain('text/plain')
    expect(metrics.body).toContain(
      'mashang_http_requests_total{method="GET",route="/api/receipts/:receipt",status="200"} 1',
    )
    expect(metrics.body).toContain('process_resident_memory_bytes')
    expect(metrics.body).not.toMatch(new RegExp(`${receipt}|nowhere`))
  })

  it('on its way out says so, and still answers', async () => {
    const app = await createApp(t.context, { draining: () => true })
    const ready = await app.inject({ url: '/readyz' })
    expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'draining' }])
    expect((await app.inject({ url: '/healthz' })).statusCode).toBe(200)
    await app.close()
  })

  it('is told of a database connection that died at rest, and goes on with another', async () => {
    const { engine } = t.context.db
    const told: string[] = []
    engine.onLostConnection?.((error) => told.push(error.message))
    await Promise.all(Array.from({ length: 4 }, () => engine.ping()))
    if (engine.onLostConnection !== undefined) {
      await execute(
        t,
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
      await vi.waitFor(() => expect(told.join()).toMatch(/terminat/), { timeout: 10_000 })
    }
    expect((await t.voter({ url: '/readyz' })).statusCode).toBe(200)
    await filed(t)
  })

  it('given a database that does not answer, then alive but not ready, and requests say 503', async () => {
    const own = await startApp()
    await own.context.db.close()
    const ready = await own.voter({ url: '/readyz' })
    expect([(await own.voter({ url: '/healthz' })).statusCode, ready.statusCode]).toEqual([
      200, 503,
    ])
    await own.app.close()
  }, 60_000)
})
