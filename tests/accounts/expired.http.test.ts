import { accountsJobs } from '@mashang/server/accounts/accounts.jobs.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

describe('a sign-in that nobody renewed', () => {
  it('ends after thirty days, and its row goes by itself', async () => {
    const office = await t.as('office')
    expect((await office({ url: '/api/sessions/current' })).statusCode).toBe(200)

    t.clock.advance(30 * DAY)
    expect((await office({ url: '/api/sessions/current' })).statusCode).toBe(401)
    for (const job of accountsJobs(t.context)) await job.run(new AbortController().signal)

    t.clock.advance(-30 * DAY)
    expect((await office({ url: '/api/sessions/current' })).statusCode).toBe(401)
  })
})
