import { deadlinesOf } from '@mashang/server/core/deadlines/deadlines.store.ts'
import { verifyLedger } from '@mashang/server/core/ledger/ledger.store.ts'
import { resumeAtLimit } from '@mashang/server/issues/resolution.usecases.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { ANSWER, type Filed, filed, outcome, post, respond, seeded } from './steps.ts'

let t: TestApp
let representative: Client
let colleague: Client
let office: Client
/** A Monday morning, 10:32 in the district. */
const MONDAY = '2026-11-23T02:32:00.000Z'
beforeAll(async () => {
  t = await startApp()
  representative = await t.as(0)
  colleague = await t.as(1)
  office = await t.as('office')
})
beforeEach(() => t.clock.set(MONDAY))
afterAll(() => t.close())

const DONE = '电缆昨天换好了，晚上我去看过，3 号楼的灯都亮了。'
const answered = async (changes: object = {}): Promise<Filed> => {
  const matter = await filed(t)
  const reply = await respond(representative, matter.id, {
    decision: 'answer',
    text: ANSWER,
    ...changes,
  })
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return matter
}
const see = async (by: Client, id: string) => (await by({ url: `/api/issues/${id}` })).json()
const receiptOf = async ({ receipt }: Filed) =>
  (await t.voter({ url: `/api/receipts/${receipt}` })).json()
const say = (matter: Filed, text = '就是 3 号楼南门那两盏。') =>
  post(t.voter, `/api/receipts/${matter.receipt}/messages`, { text })
const conclude = (by: Client, id: string, text = DONE) =>
  post(by, `/api/issues/${id}/conclusion`, { text })
const ask = (by: Client, id: string) =>
  post(by, `/api/issues/${id}/question`, { text: '您说的是南门还是西门的灯？' })
const inbox = async (by: Client) => (await by({ url: '/api/inbox' })).json()

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

describe('why this time', () => {
  it('tells voter, representative and office the same, step by step', async () => {
    const matter = await answered()
    t.clock.advance(HOUR)
    await ask(representative, matter.id)
    t.clock.set('2026-11-24T01:30:00.000Z')
    await say(matter)
    await post(representative, `/api/issues/${matter.id}/extension`, {
      days: 2,
      reason: '等配件。',
    })
    const [own, desk, voter] = (
      await Promise.all([
        representative({ url: `/api/issues/${matter.id}/why` }),
        office({ url: `/api/issues/${matter.id}/why` }),
        t.voter({ url: `/api/receipts/${matter.receipt}/why` }),
      ])
    ).map((reply) => reply.json())
    expect(desk).toEqual(own)
    expect(JSON.parse(JSON.stringify(voter).replaceAll('您', '选民'))).toEqual(own)
    expect(voter.clocks[0]).toMatchObject({
      clock: 'response',
      state: 'stopped',
      late: false,
      arithmetic: ['从 11月23日 10:32 起算 24 小时，节假日不停 → 11月24日 10:32'],
    })
    const { dueAt } = (await see(representative, matter.id)).resolution
    expect(voter.clocks[1]).toMatchObject({
      clock: 'resolution',
      owner: '李婺代表',
      state: 'running',
      dueAt,
      dueWords: '12月3日 15:28',
      calendarWords: '国务院放假安排（系统自带）',
    })
    expect(voter.clocks[1].steps.map((step: { sentence: string }) => step.sentence)).toEqual([
      '有了第一次实在的答复，办结的表从这时起走。',
      '李婺代表问了一句，等您回话；表停着，最迟 11月30日 24:00 接着走。',
      '您回了话，表接着走，时限是 12月1日 15:28。',
      '李婺代表延期 2 个工作日，时限从 12月1日 15:28 到 12月3日 15:28。理由：等配件。',
    ])
    expect(voter.clocks[1].arithmetic.at(-1)).toBe(
      '把停掉的上班时间 4 小时 28 分，接在 12月2日 24:00 后面 → 12月3日 15:28',
    )
  })

  it('shows reminders that were sent, whoever sent them', async () => {
    const matter = await filed(t)
    t.clock.advance(12 * HOUR)
    const subject = { kind: 'issue', id: matter.id }
    const actor = { kind: 'system', id: null } as const
    const at = t.clock.now()
    await t.context.db.commit(
      'home',
      [],
      [
        { at, type: 'clock.reminded', actor, subject, data: { level: 1, hours: 12 } },
        {
          at: at + 1,
          type: 'clock.escalated',
          actor,
          subject,
          data: { level: 4, hours: 48, late: true },
        },
      ],
    )
    t.clock.advance(HOUR)
    const why = (await t.voter({ url: `/api/receipts/${matter.receipt}/why` })).json()
    expect(why.clocks[0].steps.slice(1)).toMatchObject([
      { sentence: '过了 12 小时还没有答复，系统提醒了经办的人。' },
      { sentence: '过了 48 小时还没有答复，系统报给了更上一级（补发的）。' },
    ])
  })

  it('looks the same where there is none as where it is somebody else’s', async () => {
    const { id } = await answered()
    const replies = await Promise.all([
      colleague({ url: `/api/issues/${id}/why` }),
      colleague({ url: `/api/issues/${crypto.randomUUID()}/why` }),
      t.voter({ url: '/api/receipts/ABC/why' }),
    ])
    expect(replies.map(outcome)).toEqual([
      '404 issue.not-found',
      '404 issue.not-found',
      '404 receipt.not-found',
    ])
  })

  it('is a page for the voter that needs no script', async () => {
    const matter = await answered()
    const page = await t.voter({ url: `/r/${matter.receipt}/why` })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('第 5 个工作日 11月30日 周一')
    expect((await t.voter({ url: '/r/ABC/why' })).statusCode).toBe(404)
  })
})

it('leaves a ledger that is whole', async () => {
  expect(await verifyLedger(t.context.db, 'home')).toMatchObject({ whole: true })
})
