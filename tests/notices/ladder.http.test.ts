import { findAccountOfRepresentative } from '@mashang/server/accounts/accounts.store.ts'
import { deadlinesOf } from '@mashang/server/core/deadlines/deadlines.store.ts'
import { districtNow } from '@mashang/server/districts/districts.store.ts'
import { fitForgottenClocks, sweepLadder } from '@mashang/server/notices/ladder.usecases.ts'
import { noticesJobs } from '@mashang/server/notices/notices.jobs.ts'
import { HOUR, MINUTE, SECOND } from '@mashang/shared/core/clock.ts'
import { ladderOf } from '@mashang/shared/districts/ladder.rules.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { saveLadder } from '../districts/steps.ts'
import { answer, filed, outcome, post, respond, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { beginAnew, factsLike, type Sweeper, sweeper, toldSoFar } from './steps.ts'

let t: TestApp
let sweep: Sweeper
let office: Client
let li: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
})
beforeEach(async () => {
  await beginAnew(t)
  sweep = sweeper(t)
  office = await t.as('office')
  li = await t.as(0)
  await t.as('liaison')
  await sweep.turn()
})
afterAll(() => t.close())

const kinds = async () => (await toldSoFar(t)).map(({ kind, data }) => [kind, data.hours])

describe('the ladder', () => {
  it('climbs 12, 20, 24, 48 hours, each once, to whom it belongs', async () => {
    const { id } = await filed(t)
    const said: number[] = []
    for (let minute = 0; minute <= 50 * 60; minute += 10) {
      said.push(await sweep.turn())
      t.clock.advance(10 * MINUTE)
    }
    expect(said.reduce((a, b) => a + b)).toBe(4)
    const told = await toldSoFar(t)
    // Handler; handler and station; station; office.
    expect(told.map(({ data }) => data.hours)).toEqual([12, 20, 20, 24, 48])
    expect(told[0]?.recipient).toBe(told[1]?.recipient)
    expect(told[2]?.recipient).toBe(told[3]?.recipient)
    expect(told.every(({ subject }) => subject === id)).toBe(true)
    expect((await factsLike(t, 'clock.')).map(({ type, data }) => [type, data.level])).toEqual([
      ['clock.reminded', 1],
      ['clock.reminded', 2],
      ['clock.overdue', 3],
      ['clock.escalated', 4],
    ])
  })

  it('given the one that speaks for two is taken back while it is swept, then the other speaks', async () => {
    const first = await filed(t)
    t.clock.advance(MINUTE)
    const second = await filed(t)
    await post(li, `/api/issues/${first.id}/group-members`, { issueId: second.id })
    t.clock.advance(13 * HOUR)
    const { db } = t.context
    const commit = db.commit.bind(db)
    const spied = vi.spyOn(db, 'commit').mockImplementationOnce(async (...claim) => {
      await post(t.voter, `/api/receipts/${first.receipt}/withdrawal`)
      return await commit(...claim)
    })
    for (let turn = 0; turn < 2; turn++) await sweepLadder(t.context, () => t.clock.now())
    spied.mockRestore()
    expect((await toldSoFar(t)).map(({ subject, data }) => [subject, data.hours])).toEqual([
      [second.id, 12],
    ])
  })

  it('is silent where the answer came first, or the voter took it back', async () => {
    const { id } = await filed(t)
    const { receipt } = await filed(t)
    t.clock.advance(11 * HOUR)
    expect((await answer(li, id)).statusCode).toBe(200)
    expect((await post(t.voter, `/api/receipts/${receipt}/withdrawal`)).statusCode).toBe(200)
    t.clock.advance(60 * HOUR)
    expect(await sweep.turn()).toBe(0)
    expect(await toldSoFar(t)).toEqual([])
  })

  it('says once and late what was missed while the system was down, and what it left out', async () => {
    await filed(t)
    t.clock.advance(25 * HOUR)
    expect(await sweep.turn()).toBe(1)
    expect(await sweep.turn()).toBe(0)
    const [fact] = await factsLike(t, 'clock.')
    expect(fact).toMatchObject({
      type: 'clock.overdue',
      data: { level: 3, hours: 24, late: true, skipped: '12 20' },
    })
    const told = await toldSoFar(t)
    expect(new Set(told.map(({ recipient }) => recipient)).size).toBe(told.length)
  })

  it('reminds whoever has it at that moment, on the clock that the voter was promised', async () => {
    await t.as(2)
    const { id } = await filed(t)
    t.clock.advance(10 * HOUR)
    const moved = await post(office, `/api/issues/${id}/reassignment`, {
      representativeId: seeded(t, 2).id,
      reason: '她管这一片。',
    })
    expect(moved.statusCode).toBe(200)
    t.clock.advance(2 * HOUR + SECOND)
    await sweep.turn()
    const [told] = await toldSoFar(t)
    const account = await findAccountOfRepresentative(t.context, seeded(t, 2).id)
    expect(told?.recipient).toBe(account?.id)
  })

  it('has a ladder for whoever a matter was passed on to, from when it reached them', async () => {
    await t.as(1)
    const { id } = await filed(t)
    t.clock.advance(5 * HOUR)
    const passed = await respond(li, id, {
      decision: 'refer',
      to: { kind: 'representative', id: seeded(t, 1).id },
      text: '这条路归张建平代表联系的住建口，他明天上午去现场看，周五给您回话。',
    })
    expect(outcome(passed)).toBe('200')
    t.clock.advance(12 * HOUR)
    expect(await sweep.turn()).toBe(0)
    t.clock.advance(SECOND)
    expect(await sweep.turn()).toBe(1)
    expect((await factsLike(t, 'clock.'))[0]?.data).toMatchObject({ clock: 'follow-up', hours: 12 })
  })

  it('is climbed by two processes as if they were one', async () => {
    await Promise.all(Array.from({ length: 20 }, () => filed(t)))
    const other = sweeper(t)
    await other.turn()
    t.clock.advance(49 * HOUR)
    await Promise.all([sweep.turn(), other.turn(), sweep.turn(), other.turn()])
    const facts = await factsLike(t, 'clock.')
    expect(facts).toHaveLength(20)
    expect(new Set(facts.map(({ subject }) => subject)).size).toBe(20)
  })
})

describe('a ladder of one’s own', () => {
  const put = (levels: unknown) => saveLadder(office, levels)

  it('is the standard one until the office changes it, and can be again', async () => {
    const before = (await office({ url: '/api/district/ladder' })).json()
    expect(before).toMatchObject({ standard: true, since: null })
    expect(before.levels.map(({ hours }: { hours: number }) => hours)).toEqual([12, 20, 24, 48])
    const changed = await put([{ hours: 8, to: ['handler', 'office'] }])
    expect(changed.json()).toMatchObject({ standard: false, levels: [{ hours: 8 }] })
    expect((await put(null)).json()).toMatchObject({ standard: true })
    expect((await factsLike(t, 'district.ladder'))[0]?.data).toEqual({ levels: '8:handler+office' })
    expect(outcome(await li({ url: '/api/district/ladder' }))).toBe('403 auth.forbidden')
  })

  it.each([
    ['no level', [], 'levels'],
    [
      'falling hours',
      [
        { hours: 12, to: ['handler'] },
        { hours: 12, to: ['office'] },
      ],
      'levels.1.hours',
    ],
    ['nobody', [{ hours: 12, to: [] }], 'levels.0.to'],
    ['part of an hour', [{ hours: 1.5, to: ['office'] }], 'levels.0.hours'],
    ['nine', Array.from({ length: 9 }, (_, n) => ({ hours: n + 1, to: ['office'] })), 'levels'],
  ])('with %s is refused where it is wrong', async (_what, levels, path) => {
    const refused = await put(levels)
    expect(refused.statusCode).toBe(400)
    expect(refused.json().fields[0].path).toBe(path)
  })

  it('counts for running clocks from now on, and repeats nothing', async () => {
    await filed(t)
    t.clock.advance(13 * HOUR)
    expect(await sweep.turn()).toBe(1)
    await put([
      { hours: 6, to: ['handler'] },
      { hours: 12, to: ['handler'] },
      { hours: 15, to: ['office'] },
    ])
    expect(await sweep.turn()).toBe(0)
    t.clock.advance(2 * HOUR + SECOND)
    expect(await sweep.turn()).toBe(1)
    t.clock.advance(100 * HOUR)
    expect(await sweep.turn()).toBe(0)
    expect(await kinds()).toEqual([
      ['clock.reminded', 12],
      ['clock.reminded', 15],
    ])
  })

  it('reaches clocks that a former version opened beside this one, at the start and once more', async () => {
    const { id } = await filed(t)
    await filed(t)
    const forget = () =>
      execute(t, `update deadlines set remind_at = null where subject_id = '${id}'`)
    const late = noticesJobs(t.context, t.clock).find(({ every }) => every === 10 * MINUTE)
    const look = () => late?.run(new AbortController().signal)
    const remindAt = async () => (await deadlinesOf(t.context, id))[0]?.remindAt
    const expected = await remindAt()
    for (let start = 0; start < 2; start++) {
      await forget()
      await look()
      expect(await remindAt()).toBe(expected)
    }
    await forget()
    await look()
    expect(await remindAt()).toBeNull()
    t.clock.advance(13 * HOUR)
    expect(await sweep.turn()).toBe(1)
    expect(await fitForgottenClocks(t.context, ladderOf(await districtNow(t.context)))).toBe(1)
    expect(await sweep.turn()).toBe(1)
    expect(await fitForgottenClocks(t.context, ladderOf(await districtNow(t.context)))).toBe(0)
  })

  it('reaches clocks that had come to the end of the one before', async () => {
    await filed(t)
    t.clock.advance(50 * HOUR)
    expect(await sweep.turn()).toBe(1)
    await put([{ hours: 72, to: ['office'] }])
    expect(await sweep.turn()).toBe(0)
    t.clock.advance(22 * HOUR + SECOND)
    expect(await sweep.turn()).toBe(1)
  })
})
