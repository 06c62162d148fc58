import { DAY } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { conclude, DONE, inbox, MONDAY, resolutionSteps, see } from './resolution-steps.ts'
import { ANSWER, type Filed, filed, outcome, post, respond } from './steps.ts'

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

describe('from the answer to the conclusion', () => {
  it('given an answer, then five working days run, in a group of their own', async () => {
    const { id } = await answered()
    const seen = await see(representative, id)
    expect(seen).toMatchObject({
      state: 'answered',
      clock: { stoppedAt: MONDAY, overdue: false },
      resolution: {
        startedAt: MONDAY,
        dueAt: '2026-11-30T16:00:00.000Z',
        stoppedAt: null,
        overdue: false,
        workingDays: 5,
        rule: 'resolution-5wd/1',
      },
      can: { conclude: true, extend: true, lengthen: true, wait: true, resume: false },
    })
    const { items, resolving } = await inbox(representative)
    expect(items.map((item: { id: string }) => item.id)).not.toContain(id)
    expect(resolving).toContainEqual(
      expect.objectContaining({ id, dueAt: '2026-11-30T16:00:00.000Z', paused: false }),
    )
  })

  it('given an answer that settles it, then it is concluded at once and no clock runs', async () => {
    const matter = await answered({ settled: true })
    expect(await see(representative, matter.id)).toMatchObject({
      state: 'concluded',
      stateWords: '已办结',
      resolution: null,
      can: { conclude: false, extend: false, wait: false },
    })
    const seen = await receiptOf(matter)
    expect(seen.can.verdict).toBe(true)
    expect(seen.timeline.map((one: { sentence: string }) => one.sentence)).toContain(
      '李婺代表说这件事办结了。',
    )
  })

  it('cannot be settled by passing it on', async () => {
    const { id } = await filed(t)
    const to = { kind: 'hotline' }
    const body = { decision: 'refer', text: ANSWER, to, settled: true }
    expect(outcome(await respond(representative, id, body))).toBe('422 issue.settled-not-answered')
  })

  it('concludes with words, which the voter reads and judges', async () => {
    const matter = await answered()
    t.clock.advance(2 * DAY)
    expect(outcome(await conclude(representative, matter.id, '收到'))).toBe(
      '422 issue.conclusion-not-substantive',
    )
    const done = await conclude(representative, matter.id)
    expect(done.json()).toMatchObject({
      state: 'concluded',
      resolution: { stoppedAt: new Date(t.clock.now()).toISOString(), overdue: false },
    })
    expect(outcome(await conclude(representative, matter.id))).toBe('409 issue.not-now')
    const seen = await receiptOf(matter)
    expect(seen.messages.at(-1)).toMatchObject({ kind: 'conclusion', text: DONE })
    expect(
      outcome(
        await post(t.voter, `/api/receipts/${matter.receipt}/verdict`, {
          answer: 'satisfied',
          solved: 'satisfied',
        }),
      ),
    ).toBe('200')
    expect(await receiptOf(matter)).toMatchObject({ state: 'closed', concluded: true })
  })

  it('given a verdict on words that concluded nothing, then nobody says that it was concluded', async () => {
    const matter = await answered()
    const verdict = { answer: 'satisfied', solved: 'satisfied' }
    await post(t.voter, `/api/receipts/${matter.receipt}/verdict`, verdict)
    expect(await receiptOf(matter)).toMatchObject({ concluded: false })
  })

  it('given a closing thank you, then nothing opens again', async () => {
    const matter = await answered()
    await conclude(representative, matter.id)
    expect((await say(matter, '谢谢您！')).json()).toMatchObject({ state: 'concluded' })
    expect((await see(representative, matter.id)).resolution.stoppedAt).not.toBeNull()
    expect((await inbox(representative)).resolving).not.toContainEqual(
      expect.objectContaining({ id: matter.id }),
    )
  })

  it('given fifteen days and one, then the time to judge is over', async () => {
    const matter = await answered({ settled: true })
    const verdict = { answer: 'satisfied', solved: 'satisfied' }
    t.clock.set('2026-12-08T16:00:00.000Z')
    expect((await receiptOf(matter)).can.verdict).toBe(true)
    t.clock.advance(1)
    expect((await receiptOf(matter)).can.verdict).toBe(false)
    expect(outcome(await post(t.voter, `/api/receipts/${matter.receipt}/verdict`, verdict))).toBe(
      '409 issue.verdict-over',
    )
  })

  it('given a late conclusion, then it says so for ever', async () => {
    const matter = await answered()
    t.clock.set('2026-11-30T16:00:00.001Z')
    expect((await see(representative, matter.id)).resolution.overdue).toBe(true)
    expect((await see(representative, matter.id)).can).toMatchObject({
      extend: false,
      lengthen: false,
      wait: false,
      conclude: true,
    })
    await conclude(representative, matter.id)
    t.clock.advance(30 * DAY)
    expect((await receiptOf(matter)).resolution.overdue).toBe(true)
    expect((await receiptOf(matter)).timeline[0].sentence).toBe(
      '李婺代表说这件事办结了，比答应的时间晚。',
    )
  })

  it('given a voter who says early that it is solved, then the clock stops; if not, it goes on', async () => {
    const [good, bad] = [await answered(), await answered()]
    const judge = (matter: Filed, solved: string) =>
      post(t.voter, `/api/receipts/${matter.receipt}/verdict`, { answer: 'satisfied', solved })
    await judge(good, 'acceptable')
    await judge(bad, 'dissatisfied')
    expect((await see(representative, good.id)).resolution.stoppedAt).not.toBeNull()
    expect(await see(representative, bad.id)).toMatchObject({
      state: 'redo',
      resolution: { stoppedAt: null },
      can: { conclude: true },
    })
    // Both of its clocks are in the inbox, which shows it under the one that is due first.
    const { items, resolving } = await inbox(representative)
    for (const list of [items, resolving])
      expect(list.map((item: { id: string }) => item.id)).toContain(bad.id)
    expect(outcome(await conclude(representative, good.id))).toBe('409 issue.not-now')
    expect((await conclude(representative, bad.id)).json()).toMatchObject({ state: 'concluded' })
  })
})

describe('more time', () => {
  it('extends once, with a reason that the voter reads', async () => {
    const matter = await answered()
    const extend = (days: number, reason = '配件下周三才到货。') =>
      post(representative, `/api/issues/${matter.id}/extension`, { days, reason })
    expect(outcome(await extend(11))).toBe('422 issue.extension-too-long')
    expect(outcome(await extend(61))).toBe('400 request.invalid')
    expect(outcome(await extend(3, ' '))).toBe('400 request.invalid')
    expect((await extend(3)).json().resolution).toMatchObject({
      dueAt: '2026-12-03T16:00:00.000Z',
      extendedDays: 3,
    })
    expect(outcome(await extend(1))).toBe('409 issue.already-extended')
    const seen = await receiptOf(matter)
    expect(seen.messages.at(-1)).toMatchObject({ kind: 'extension', text: '配件下周三才到货。' })
    expect(seen.timeline[0].sentence).toBe(
      '李婺代表延期 3 个工作日，办结的时限改到 12月3日 24:00。',
    )
  })

  it('gives a complex matter ten working days', async () => {
    const { id } = await answered()
    const reply = await post(representative, `/api/issues/${id}/complexity`, {
      reason: '要和三个部门一起看现场。',
    })
    expect(reply.json().resolution).toMatchObject({
      workingDays: 10,
      dueAt: '2026-12-07T16:00:00.000Z',
      rule: 'resolution-10wd/1',
    })
    expect(reply.json().can.lengthen).toBe(false)
  })

  it('is no business of others, nor before an answer', async () => {
    const [matter, fresh] = [await answered(), await filed(t)]
    const body = { days: 1, reason: '等配件。' }
    const url = `/api/issues/${matter.id}/extension`
    expect(outcome(await post(colleague, url, body))).toBe('404 issue.not-found')
    expect(outcome(await post(office, url, body))).toBe('403 auth.forbidden')
    expect(outcome(await post(t.voter, url, body))).toBe('401 auth.required')
    expect(outcome(await post(representative, `/api/issues/${fresh.id}/extension`, body))).toBe(
      '409 issue.not-now',
    )
    expect(outcome(await conclude(representative, fresh.id))).toBe('409 issue.not-now')
  })

  it('given two at once, then one is taken', async () => {
    const { id } = await answered()
    const replies = await Promise.all(
      [1, 2].map((days) =>
        post(representative, `/api/issues/${id}/extension`, { days, reason: '等配件。' }),
      ),
    )
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 409])
  })
})

describe('the office', () => {
  it('sees the second clock, and finds what is worked on and what is late', async () => {
    const { id } = await answered()
    const list = async (query: string) =>
      (await office({ url: `/api/issues?size=200&${query}` })).json()
    const row = (await list('resolving=true')).items.find((one: { id: string }) => one.id === id)
    expect(row).toMatchObject({
      running: null,
      resolution: { dueAt: '2026-11-30T16:00:00.000Z', overdue: false },
    })
    const running = (await list('running=true')).items.map((one: { id: string }) => one.id)
    expect(running).not.toContain(id)
    t.clock.set('2026-12-01T02:00:00.000Z')
    const late = await list('resolving=late')
    expect(late.items.map((one: { id: string }) => one.id)).toContain(id)
    expect(late.counts.resolvingLate).toBe(late.total)
  })
})
