import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { happened } from './steps.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-08-03T02:00:00Z')
  const since = Date.parse('2025-09-01T02:00:00Z')
  await execute(t, `update representatives set created_at = ${since}`)
  await happened(t, 'issue.answered', { by: seeded(t, 0).id, first: true, late: false })
})
afterAll(() => t.close())

it('offers the periods that can be drawn up, and no other', async () => {
  const office = fresh(t, 'office')
  const ready = async (): Promise<string[]> =>
    (await office({ url: '/api/points/closings' })).json().ready
  // Nobody sat in the first half of last year; this year and its second half are not over.
  expect(await ready()).toEqual(['2026-1', '2025', '2025-2'])
  const draft = (period: string) => post(office, '/api/points/closings', { period })
  expect(outcome(await draft('2025-1'))).toBe('409 points.nobody')
  for (const period of await ready()) expect((await draft(period)).statusCode).toBe(201)
  expect(await ready()).toEqual([])
})
