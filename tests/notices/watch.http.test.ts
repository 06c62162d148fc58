import { HOUR } from '@mashang/shared/core/clock.ts'
import type { DutySums } from '@mashang/shared/issues/duty.api.ts'
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
    expect(found.all).toMatchObject({ counted: 3, inTime: 1 })
    expect(found.stations).toMatchObject([
      { id: first?.id, name: first?.name, counted: 2, inTime: 1 },
      { id: second?.id, name: second?.name, counted: 1, inTime: 0 },
    ])
    expect(found.areas).toMatchObject([
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
    expect((await rates()).all).toEqual({ counted: 1, inTime: 0, judged: 0, content: 0 })
    expect(outcome(await li({ url: '/api/timeliness' }))).toBe('403 auth.forbidden')
  })
})

describe('satisfaction', () => {
  it('counts with the office as with whoever answered, while the matter is done once more', async () => {
    const { receipt, id } = await filed(t)
    await answer(li, id)
    const own = async (): Promise<[number, number]> => {
      const { sums: all } = (await li({ url: '/api/me/duty' })).json<DutySums>()
      const { satisfied, acceptable, dissatisfied } = all
      return [satisfied + acceptable, satisfied + acceptable + dissatisfied]
    }
    // The answer was good, and what came of it is not: that is another question.
    await post(t.voter, `/api/receipts/${receipt}/verdict`, {
      answer: 'satisfied',
      solved: 'dissatisfied',
    })
    expect([(await sums()).all, await own()]).toEqual([
      [1, 1],
      [1, 1],
    ])
    expect(await listed('days=30&content=yes')).toBe(1)
    expect(await listed('days=30&content=no')).toBe(0)
  })

  const verdict = (receipt: string, word: string) =>
    post(t.voter, `/api/receipts/${receipt}/verdict`, { answer: word, solved: 'dissatisfied' })
  const sums = async () => {
    const { all, stations, areas } = (await office({ url: '/api/timeliness?days=30' })).json()
    const brief = ({ judged, content }: { judged: number; content: number }) => [content, judged]
    return { all: brief(all), stations: stations.map(brief), areas: areas.map(brief) }
  }

  it('is what voters said of the answers, silence left out, with the list behind each figure', async () => {
    const answered = async (by: Client, index: 0 | 1 | 2 = 0) => {
      const matter = await filed(t, {}, index)
      await answer(by, matter.id)
      return matter
    }
    const [good, fair, again] = [await answered(li), await answered(li), await answered(li)]
    await answered(li)
    const other = await t.as(2)
    const bad = await answered(other, 2)
    const say = (receipt: string, answer: string, solved = 'satisfied') =>
      post(t.voter, `/api/receipts/${receipt}/verdict`, { answer, solved })
    await say(good.receipt, 'satisfied')
    await say(fair.receipt, 'acceptable')
    // Not satisfied: it is done once more, and counts meanwhile.
    await verdict(again.receipt, 'dissatisfied')
    await say(bad.receipt, 'dissatisfied')
    expect(await sums()).toEqual({
      all: [2, 4],
      stations: [
        [2, 3],
        [0, 1],
      ],
      areas: [
        [2, 3],
        [0, 1],
      ],
    })
    const [first] = t.seed.stations
    expect(await listed('days=30&content=judged')).toBe(4)
    expect(await listed(`station=${first?.id}&days=30&content=yes`)).toBe(2)
    expect(await listed(`area=${encodeURIComponent('新区')}&days=30&content=no`)).toBe(1)
    // Answered anew, it is still the old word until there is another.
    await answer(li, again.id, '昨晚又去看了，两盏灯今天都换了新的，天黑就亮。')
    expect((await sums()).all).toEqual([2, 4])
    await say(again.receipt, 'satisfied')
    expect((await sums()).all).toEqual([3, 4])
  })
})
