import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { answer, filed, post, respond, seeded } from './steps.ts'

const HOURS = 3_600_000

let t: TestApp
beforeAll(async () => {
  t = await startApp()
  await Promise.all([t.as(0), t.as(1), t.as(2)])
})
afterAll(() => t.close())

type Facts = Record<'answered' | 'inTime' | 'late' | 'unanswered', number> & { marks: string }
const factsNow = async (index: 0 | 1 | 2): Promise<Facts> =>
  (await t.voter({ url: `/api/representatives/${seeded(t, index).id}` })).json().facts

let before: Facts[]
beforeEach(async () => {
  before = [await factsNow(0), await factsNow(1)]
})

/** What has come to somebody's facts since the test began. */
async function factsOf(index: 0 | 1): Promise<Facts> {
  const [now, then] = [await factsNow(index), before[index] as Facts]
  return {
    answered: now.answered - then.answered,
    inTime: now.inTime - then.inTime,
    late: now.late - then.late,
    unanswered: now.unanswered - then.unanswered,
    marks: now.marks.slice(then.marks.length),
  }
}
const reassign = async (id: string, index: 0 | 1 | 2) =>
  post(await t.as('office'), `/api/issues/${id}/reassignment`, {
    representativeId: seeded(t, index).id,
    reason: '李婺代表外出学习',
  })
const NOTHING = { answered: 0, inTime: 0, late: 0, unanswered: 0, marks: '' }

describe('whose punctuality it is', () => {
  it('given a matter that one let lie for 25 hours, when another gets it and answers at once, then that one was in time', async () => {
    const { id } = await filed(t)
    t.clock.advance(25 * HOURS)
    await reassign(id, 1)
    await answer(await t.as(1), id)
    expect(await factsOf(1)).toEqual({
      answered: 1,
      inTime: 1,
      late: 0,
      unanswered: 0,
      marks: '1',
    })
    expect(await factsOf(0)).toEqual(NOTHING)
  })

  it('given a matter that reached somebody later, then they have 24 hours to the millisecond', async () => {
    const [good, late] = [await filed(t), await filed(t)]
    t.clock.advance(20 * HOURS)
    for (const { id } of [good, late]) await reassign(id, 1)
    t.clock.advance(24 * HOURS)
    const colleague = await t.as(1)
    expect(await factsOf(1)).toEqual(NOTHING)
    await answer(colleague, good.id)
    t.clock.advance(1)
    expect(await factsOf(1)).toMatchObject({ inTime: 1, unanswered: 1 })
    await answer(colleague, late.id)
    expect(await factsOf(1)).toMatchObject({ answered: 2, inTime: 1, late: 1, unanswered: 0 })
  })

  it('given an answer, when the office hands the matter on, then the answer stays with who gave it', async () => {
    const { id, responseDueAt } = await filed(t)
    t.clock.set(Date.parse(responseDueAt) + 1)
    await respond(await t.as(0), id, {
      decision: 'refer',
      text: '请区住建局派人换线，周三前答复。',
      to: { kind: 'department', name: '区住建局' },
    })
    t.clock.advance(HOURS)
    await reassign(id, 1)
    await answer(await t.as(1), id)
    expect(await factsOf(0)).toMatchObject({ answered: 1, inTime: 0, late: 1, marks: '0' })
    expect(await factsOf(1)).toEqual(NOTHING)
  })

  it('given somebody who never answers, then it is told how many are owed', async () => {
    const [owed, taken] = [await filed(t), await filed(t)]
    await post(t.voter, `/api/receipts/${taken.receipt}/withdrawal`)
    t.clock.set(owed.responseDueAt)
    expect(await factsOf(0)).toEqual(NOTHING)
    t.clock.advance(1)
    expect(await factsOf(0)).toEqual({ ...NOTHING, unanswered: 1 })
  })
})

describe('the first look', () => {
  it('is noted again for whoever gets a matter later', async () => {
    const { id } = await filed(t)
    await post(await t.as(0), `/api/issues/${id}/opening`)
    await reassign(id, 1)
    const colleague = await t.as(1)
    await post(colleague, `/api/issues/${id}/opening`)
    const told = async () =>
      (await colleague({ url: `/api/issues/${id}` }))
        .json()
        .timeline.map((entry: { sentence: string }) => entry.sentence)
    expect((await told())[0]).toBe('张建平代表打开看了。')
    await answer(colleague, id)
    await post(colleague, `/api/issues/${id}/opening`)
    expect((await told())[0]).toBe('张建平代表答复了选民。')
  })
})
