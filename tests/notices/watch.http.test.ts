import { HOUR } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answer, filed, outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

let t: TestApp
let office: Client
let li: Client
beforeAll(async () => {
  t = await startApp()
})
beforeEach(async () => {
  await execute(t, 'delete from deadlines')
  await execute(t, 'delete from issues')
  office = await t.as('office')
  li = await t.as(0)
  await t.as(1)
})
afterAll(() => t.close())

const watch = async () => (await office({ url: '/api/watch' })).json()
const listed = async (query: string): Promise<number> => {
  const reply = await office({ url: `/api/issues?${query}` })
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return reply.json().total
}

describe('what the office keeps an eye on', () => {
  it('counts what is due soon, what is over, what nobody can see; each with its list', async () => {
    const first = await filed(t)
    t.clock.advance(9 * HOUR)
    const second = await filed(t)
    for (const { id } of [first, second]) await post(li, `/api/issues/${id}/opening`)
    t.clock.advance(10 * HOUR + HOUR / 2)
    await filed(t, {}, 2)
    t.clock.advance(4 * HOUR)
    // Due: half an hour ago… 23.5 h old, 14.5 h old, 4 h old.
    const seen = await watch()
    expect(seen).toMatchObject({
      within: { h1: 1, h4: 1, h12: 2 },
      overdue: 0,
      unnotified: 1,
      deadLetters: 0,
      frozen: null,
    })
    expect(await listed('dueWithin=1')).toBe(1)
    expect(await listed('dueWithin=12')).toBe(2)
    expect(await listed('unnotified=true')).toBe(1)
    t.clock.advance(HOUR)
    expect(await watch()).toMatchObject({ within: { h1: 0, h4: 0, h12: 1 }, overdue: 1 })
    await t.as(2)
    // With an account it can be told; it was not, and four hours are over.
    expect((await watch()).unnotified).toBe(1)
  })
})

describe('answers in time', () => {
  const rates = async () => (await office({ url: '/api/timeliness?days=30' })).json()

  it('are a numerator and a denominator, by station and area, with the list behind each', async () => {
    const { id: inTime } = await filed(t)
    const { id: late } = await filed(t)
    const { receipt } = await filed(t)
    await filed(t, {}, 2)
    t.clock.advance(23 * HOUR)
    await answer(li, inTime)
    t.clock.advance(2 * HOUR)
    await answer(li, late)
    await post(t.voter, `/api/receipts/${receipt}/withdrawal`)
    await filed(t)
    const found = await rates()
    const [first, second] = t.seed.stations
    expect(found.all).toEqual({ counted: 3, inTime: 1 })
    expect(found.stations).toEqual([
      { id: first?.id, name: first?.name, counted: 2, inTime: 1 },
      { id: second?.id, name: second?.name, counted: 1, inTime: 0 },
    ])
    expect(found.areas).toEqual([
      { name: '老区', counted: 2, inTime: 1 },
      { name: '新区', counted: 1, inTime: 0 },
    ])
    expect(await listed(`station=${first?.id}&days=30&timely=counted`)).toBe(2)
    expect(await listed(`station=${first?.id}&days=30&timely=yes`)).toBe(1)
    expect(await listed(`area=${encodeURIComponent('新区')}&days=30&timely=no`)).toBe(1)
    expect(await listed('station=none&days=30&timely=counted')).toBe(0)
    t.clock.advance(30 * 24 * HOUR - HOUR)
    office = await t.as('office')
    li = await t.as(0)
    expect((await rates()).all).toEqual({ counted: 1, inTime: 0 })
    expect(outcome(await li({ url: '/api/timeliness' }))).toBe('403 auth.forbidden')
  })
})
