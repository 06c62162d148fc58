import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from '@mashang/server/app.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { filed } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

const DEPLOY = join(import.meta.dirname, '../../deploy')

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
      'mashang_http_requests_total{method="GET",route="/api/receipts/:receipt",status="200",district="home"} 1',
    )
    expect(metrics.body).toContain('process_resident_memory_bytes')
    expect(metrics.body).not.toMatch(new RegExp(`${receipt}|nowhere`))
  })

  it('says of every figure whose it is, and no alarm or panel mixes two districts', async () => {
    const { body } = await t.voter({ url: '/metrics' })
    const samples = body.split('\n').filter((line) => /^\w/.test(line))
    expect(samples.length).toBeGreaterThan(50)
    expect(samples.filter((line) => !/[{,]district="home"[,}]/.test(line))).toEqual([])

    const rules = readFileSync(join(DEPLOY, 'alerts.yml'), 'utf8')
    const alarms = [...rules.matchAll(/^ +expr: (.*)$/gm)].map(([, expr = '']) => expr)
    const { panels } = JSON.parse(readFileSync(join(DEPLOY, 'grafana.json'), 'utf8'))
    const shown: string[] = panels.flatMap((panel: { targets: { expr: string }[] }) =>
      panel.targets.map(({ expr }) => expr),
    )
    expect([alarms.length, shown.length]).toEqual([10, 10])
    const mixing = alarms.filter((expr) => /\b(sum|max|min|avg)\b(?! by \(district)/.test(expr))
    expect(mixing).toEqual([])
    const apart = (expr: string) => expr.includes('district=~"$district"')
    expect(shown.filter((expr) => !apart(expr))).toEqual([])
    const standing = (expr: string) => expr.includes('remind of running clocks')
    for (const expr of [alarms, shown].map((all) => all.find(standing)))
      expect(expr).toContain('max by (district) (mashang_job_last_done_timestamp_seconds{')
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
