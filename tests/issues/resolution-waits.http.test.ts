import { deadlinesOf } from '@mashang/server/core/deadlines/deadlines.store.ts'
import { resumeAtLimit } from '@mashang/server/issues/resolution.usecases.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { ask, conclude, inbox, MONDAY, resolutionSteps, see } from './resolution-steps.ts'
import { ANSWER, filed, outcome, post, respond, seeded } from './steps.ts'

let t: TestApp
let representative: Client
let colleague: Client
let office: Client
let steps: ReturnType<typeof resolutionSteps>
const answered: typeof steps.answered = (...given) => steps.answered(...given)
const receiptOf: typeof steps.receiptOf = (...given) => steps.receiptOf(...given)
const say: typeof steps.say = (...given) => steps.say(...given)
beforeAll(async () => {
  t = await startApp()
  representative = await t.as(0)
  colleague = await t.as(1)
  office = await t.as('office')
  steps = resolutionSteps(t, representative)
})
beforeEach(() => t.clock.set(MONDAY))
afterAll(() => t.close())

describe('waiting for the voter', () => {
  it('stands still, and goes on when the voter speaks, by the office hours that passed', async () => {
    const matter = await answered()
    t.clock.advance(HOUR)
    expect((await ask(representative, matter.id)).json()).toMatchObject({
      resolution: { pausedAt: '2026-11-23T03:32:00.000Z', waitsLeft: 1 },
      can: { wait: false, resume: true },
    })
    expect((await inbox(representative)).resolving).toContainEqual(
      expect.objectContaining({ id: matter.id, paused: true, overdue: false }),
    )
    expect((await receiptOf(matter)).messages.at(-1)).toMatchObject({ kind: 'question' })
    // Until Tuesday 9:30: 28 minutes and 3 hours on Monday, one hour on Tuesday.
    t.clock.set('2026-11-24T01:30:00.000Z')
    await say(matter)
    const { resolution } = await see(representative, matter.id)
    expect(resolution).toMatchObject({ pausedAt: null, dueAt: '2026-12-01T07:28:00.000Z' })
    expect((await receiptOf(matter)).timeline.slice(0, 2)).toMatchObject([
      { sentence: '您回了话，办结的表接着走。' },
      { sentence: '您补充了一句。' },
    ])
  })

  it('goes on by itself at its limit, once', async () => {
    const { id } = await answered()
    await ask(representative, id)
    const { resolution } = await see(representative, id)
    t.clock.set(resolution.resumeBy)
    t.clock.advance(-1)
    expect(await resumeAtLimit(t.context)).toBe(0)
    t.clock.advance(HOUR)
    expect(await resumeAtLimit(t.context)).toBe(1)
    expect(await resumeAtLimit(t.context)).toBe(0)
    expect(await see(representative, id)).toMatchObject({
      resolution: { pausedAt: null, dueAt: resolution.dueAt },
      timeline: [{ sentence: '等满了约定的时间，办结的表接着走。' }, {}, {}, {}],
    })
  })

  it('goes on when whoever handles it says that the voter has answered', async () => {
    const { id } = await answered()
    await ask(representative, id)
    const reply = await post(representative, `/api/issues/${id}/resumption`)
    expect(reply.json()).toMatchObject({ resolution: { pausedAt: null }, can: { resume: false } })
    expect(outcome(await post(representative, `/api/issues/${id}/resumption`))).toBe(
      '409 issue.not-now',
    )
  })

  it('given the voter speaks twice at once, then both words are kept and it goes on once', async () => {
    const matter = await answered()
    await ask(representative, matter.id)
    const replies = await Promise.all([say(matter, '是南门。'), say(matter, '两盏都不亮。')])
    expect(replies.map((reply) => reply.statusCode)).toEqual([200, 200])
    const seen = await receiptOf(matter)
    expect(seen.messages.filter((m: { author: string }) => m.author === 'voter')).toHaveLength(2)
    const resumed = seen.timeline.filter((one: { type: string }) => one.type === 'clock.resumed')
    expect(resumed).toHaveLength(1)
  })
})

describe('a matter that changes hands', () => {
  it('given it is passed on inside, then the voter’s clock goes with it, the same moment due', async () => {
    const { id } = await filed(t)
    const to = { kind: 'representative', id: seeded(t, 1).id }
    await respond(representative, id, {
      decision: 'refer',
      text: '请张建平代表去看现场，他熟悉这一片，明天答复。',
      to,
    })
    expect((await deadlinesOf(t.context, id)).map((row) => [row.clock, row.ownerId])).toEqual([
      ['response', seeded(t, 0).id],
      ['follow-up', seeded(t, 1).id],
      ['resolution', seeded(t, 1).id],
    ])
    const due = (await see(colleague, id)).resolution.dueAt
    t.clock.advance(HOUR)
    await respond(colleague, id, { decision: 'answer', text: ANSWER })
    const seen = await see(colleague, id)
    expect(seen).toMatchObject({ state: 'answered', resolution: { dueAt: due, stoppedAt: null } })
    const open = (await deadlinesOf(t.context, id)).filter((row) => row.stoppedAt === null)
    expect(open.map((row) => row.clock)).toEqual(['resolution'])
  })

  it('given the office gives it to somebody else, then what was promised goes on, the 24 hours do not', async () => {
    const { id } = await filed(t)
    const to = { kind: 'representative', id: seeded(t, 1).id }
    await respond(representative, id, {
      decision: 'refer',
      text: '请张建平代表去看现场，他熟悉这一片，明天答复。',
      to,
    })
    t.clock.advance(HOUR)
    await post(office, `/api/issues/${id}/reassignment`, {
      representativeId: seeded(t, 0).id,
      reason: '张代表出差',
    })
    const open = (await deadlinesOf(t.context, id)).filter((row) => row.stoppedAt === null)
    expect(open.map((row) => [row.clock, row.ownerId, row.startedAt])).toEqual([
      ['resolution', seeded(t, 0).id, Date.parse(MONDAY)],
      ['follow-up', seeded(t, 0).id, t.clock.now()],
    ])
  })

  it('given it is answered and the office gives it to somebody else, then only what was promised goes on', async () => {
    const { id } = await answered()
    const due = (await see(representative, id)).resolution.dueAt
    const give = () =>
      post(office, `/api/issues/${id}/reassignment`, {
        representativeId: seeded(t, 1).id,
        reason: '李代表住院',
      })
    expect((await give()).json()).toMatchObject({
      state: 'answered',
      resolution: { dueAt: due },
      timeline: [{ sentence: '改由张建平代表接着办理。' }, {}, {}],
    })
    const open = (await deadlinesOf(t.context, id)).filter((row) => row.stoppedAt === null)
    expect(open.map((row) => [row.clock, row.ownerId])).toEqual([['resolution', seeded(t, 1).id]])
    expect((await conclude(colleague, id)).json()).toMatchObject({ state: 'concluded' })
    expect(outcome(await give())).toBe('409 issue.not-now')
  })

  it('given it is taken back, then every clock of it stops', async () => {
    const { id, receipt } = await filed(t)
    await respond(representative, id, {
      decision: 'refer',
      text: '请张建平代表去看现场，他熟悉这一片，明天答复。',
      to: { kind: 'representative', id: seeded(t, 1).id },
    })
    expect(outcome(await post(t.voter, `/api/receipts/${receipt}/withdrawal`))).toBe('200')
    const rows = await deadlinesOf(t.context, id)
    expect(rows.map((row) => row.stoppedBy)).toEqual([
      'issue.referred',
      'issue.withdrawn',
      'issue.withdrawn',
    ])
  })
})
