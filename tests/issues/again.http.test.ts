import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { answerFacts } from '@mashang/server/issues/facts.usecases.ts'
import { noticesTables } from '@mashang/server/notices/notices.table.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { ANSWER, answer, type Filed, filed, outcome, post, respond, seeded } from './steps.ts'

let t: TestApp
let li: Client
let office: Client
let liaison: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  ;[li, office, liaison] = await Promise.all([t.as(0), t.as('office'), t.as('liaison')])
  await t.as(1)
  await tellOfFacts(t.context)
})
afterAll(() => t.close())

const act = (receipt: string, what: string, body?: object) =>
  post(t.voter, `/api/receipts/${receipt}/${what}`, body)
const see = async (receipt: string) => (await t.voter({ url: `/api/receipts/${receipt}` })).json()
const facts = async (id: string) => (await factsOf(t.context, id)).map((fact) => fact.type)
const told = async (id: string) => {
  await tellOfFacts(t.context)
  const { notices: n } = t.context.db.tables(noticesTables)
  const rows = await t.context.db.read.select().from(n).where(eq(n.subjectId, id))
  return rows.map((row) => row.kind)
}
const answered = async (): Promise<Filed> => {
  const matter = await filed(t)
  await answer(li, matter.id)
  return matter
}
const BAD = { answer: 'satisfied', solved: 'dissatisfied' }
const GOOD = { answer: 'satisfied', solved: 'satisfied' }
/** Nobody is satisfied with an answer that was none. */
const NO_ANSWER = { answer: 'acceptable', onlyAcknowledged: true }
const queue = async (task: string): Promise<string[]> =>
  (await office({ url: `/api/issues?task=${task}&size=200` }))
    .json()
    .items.map((row: { id: string }) => row.id)

describe('chasing', () => {
  it('given nothing has come in time, then the station is told, once in 24 hours', async () => {
    const { id, receipt, responseDueAt } = await filed(t)
    t.clock.set(responseDueAt)
    expect(outcome(await act(receipt, 'chase'))).toBe('409 issue.not-overdue')
    t.clock.advance(1)
    expect((await see(receipt)).can.chase).toBe(true)
    const both = await Promise.all([act(receipt, 'chase'), act(receipt, 'chase')])
    expect(both.map(outcome).sort()).toEqual(['200', '409 issue.chased-already'])
    expect((await see(receipt)).can.chase).toBe(false)
    expect((await see(receipt)).timeline[0].sentence).toBe('您催了一下，家站已经知道了。')
    expect((await told(id)).filter((kind) => kind === 'issue.chased')).toHaveLength(1)
    const notices = (await liaison({ url: '/api/notices' })).json().items
    expect(notices.find((one: { issueId: string }) => one.issueId === id).headline).toBe(
      '选民在催，答复已经晚了',
    )
    const row = (await office({ url: '/api/issues?overdue=true&size=200' }))
      .json()
      .items.find((one: { id: string }) => one.id === id)
    expect(row.chased).toBe(true)
    t.clock.advance(24 * HOUR)
    expect(outcome(await act(receipt, 'chase'))).toBe('200')
    await answer(li, id)
    t.clock.advance(25 * HOUR)
    expect(outcome(await act(receipt, 'chase'))).toBe('409 issue.not-overdue')
  })

  it('works as a form, without script', async () => {
    const { id, receipt, responseDueAt } = await filed(t)
    t.clock.set(responseDueAt)
    t.clock.advance(1)
    const page = await t.voter({ url: `/r/${receipt}` })
    expect(page.body).toContain(`action="/r/${receipt}/chase"`)
    expect((await t.voter({ method: 'POST', url: `/r/${receipt}/chase` })).statusCode).toBe(303)
    const chased = async () =>
      (await t.voter({ url: `/r/${receipt}` })).body.includes('催过，已经转告负责的人了')
    expect(await chased()).toBe(true)
    await answer(await t.as(0), id)
    expect(await chased(), 'what was chased has come').toBe(false)
  })
})

describe('not satisfied', () => {
  it('is done once more by whoever answered, in 24 hours of its own; then the office ends it', async () => {
    const { id, receipt } = await answered()
    expect((await act(receipt, 'verdict', BAD)).json()).toMatchObject({
      state: 'redo',
      verdict: { solved: 'dissatisfied' },
      earlierVerdicts: [],
      owedUntil: new Date(t.clock.now() + 24 * HOUR).toISOString(),
      can: { verdict: false },
    })
    const inbox = (await li({ url: '/api/inbox' })).json().items
    expect(inbox.find((one: { id: string }) => one.id === id)).toMatchObject({ state: 'redo' })
    expect(await told(id)).toContain('issue.redo')
    expect(outcome(await act(receipt, 'verdict', BAD))).toBe('409 issue.not-now')

    t.clock.advance(HOUR)
    expect(outcome(await answer(li, id, `重新接了线，${ANSWER}`))).toBe('200')
    const again = await see(receipt)
    expect(again.messages.filter((m: { kind: string }) => m.kind === 'answer')).toHaveLength(2)
    expect(again).toMatchObject({ verdict: null, can: { verdict: true } })
    expect(again.earlierVerdicts).toHaveLength(1)

    const ended = (await act(receipt, 'verdict', BAD)).json()
    expect(ended).toMatchObject({
      state: 'coordinating',
      stateWords: '代表工委协调',
      resolution: { takenOver: true },
    })
    expect(await queue('coordination')).toContain(id)
    expect(await told(id)).toContain('issue.for-office')
    expect(outcome(await answer(li, id))).toBe('409 issue.not-now')

    const decide = (by: Client, body: object) => post(by, `/api/issues/${id}/office-decision`, body)
    expect(outcome(await decide(li, { text: ANSWER }))).toBe('403 auth.forbidden')
    expect(outcome(await decide(office, { text: '收到' }))).toBe(
      '422 issue.conclusion-not-substantive',
    )
    expect((await decide(office, { text: ANSWER })).json()).toMatchObject({
      state: 'closed',
      tasks: [],
    })
    expect(await queue('any')).not.toContain(id)
    expect((await see(receipt)).messages.at(-1)).toMatchObject({ kind: 'coordination' })
    expect(await told(id)).toContain('issue.settled')
    // A word of thanks opens nothing.
    await act(receipt, 'messages', { text: '谢谢你们！' })
    expect(await see(receipt)).toMatchObject({ state: 'closed', owedUntil: null })
    expect((await facts(id)).filter((type) => type === 'issue.redo')).toHaveLength(1)
  })

  it('given an answer to a verdict that was lost, when it is sent again, then it counts once and of its own answer only', async () => {
    const { id, receipt } = await answered()
    const first = { ...BAD, text: '灯还是不亮', earlier: 0 }
    expect(outcome(await act(receipt, 'verdict', first))).toBe('200')
    const again = await act(receipt, 'verdict', first)
    expect(again.json()).toMatchObject({ state: 'redo', verdict: { solved: BAD.solved } })
    expect(outcome(await act(receipt, 'verdict', { ...first, ...GOOD }))).toBe('409 issue.not-now')
    await answer(li, id)
    expect((await act(receipt, 'verdict', first)).json()).toMatchObject({
      verdict: null,
      earlierVerdicts: [{ text: '灯还是不亮' }],
      can: { verdict: true },
    })
    const second = await act(receipt, 'verdict', { ...GOOD, earlier: 1 })
    expect(second.json()).toMatchObject({ state: 'closed', verdict: { solved: 'satisfied' } })
    expect((await facts(id)).filter((type) => type === 'issue.rated')).toHaveLength(2)
  })
  it('given the redo satisfies, then it is closed and both verdicts are kept', async () => {
    const { id, receipt } = await answered()
    await act(receipt, 'verdict', { ...BAD, text: '灯还是不亮' })
    await answer(li, id)
    expect((await act(receipt, 'verdict', GOOD)).json()).toMatchObject({
      state: 'closed',
      verdict: { solved: 'satisfied' },
      earlierVerdicts: [{ solved: 'dissatisfied', text: '灯还是不亮' }],
    })
  })
})

describe('“only an acknowledgement”', () => {
  const review = (id: string, upheld: boolean, by: Client = office) =>
    post(by, `/api/issues/${id}/acknowledgement-review`, { upheld, reason: '没说谁来办。' })
  const judged = async (): Promise<Filed> => {
    const matter = await answered()
    await act(matter.receipt, 'verdict', { ...GOOD, ...NO_ANSWER })
    return matter
  }

  it('given it is upheld, then the answer was none in time, and it is done once more', async () => {
    const before = await answerFacts(t.context, seeded(t).id)
    const { id, receipt } = await judged()
    expect(await queue('acknowledgement')).toContain(id)
    expect(outcome(await review(id, true, li))).toBe('403 auth.forbidden')
    const both = await Promise.all([review(id, true), review(id, true)])
    expect(both.map((reply) => reply.statusCode).sort()).toEqual([200, 409])
    expect(await see(receipt)).toMatchObject({ state: 'redo', can: { verdict: false } })
    const after = await answerFacts(t.context, seeded(t).id)
    expect([after.answered - before.answered, after.inTime - before.inTime]).toEqual([1, 0])
    const late = (await office({ url: '/api/issues?timely=no&size=200' })).json().items
    expect(late.map((row: { id: string }) => row.id)).toContain(id)
    expect((await told(id)).filter((kind) => kind === 'issue.reviewed')).toHaveLength(2)
    expect(await facts(id)).toContain('issue.acknowledgement-upheld')
  })

  it('given it is rejected, then nothing changes, and the reason is there to read', async () => {
    const { id, receipt } = await judged()
    expect(outcome(await review(id, false))).toBe('200')
    expect(await see(receipt)).toMatchObject({ state: 'closed' })
    expect((await see(receipt)).messages.at(-1)).toMatchObject({
      kind: 'review',
      text: '没说谁来办。',
    })
    expect(outcome(await review(id, true))).toBe('409 issue.nothing-to-review')
  })

  it('given 满意 with the answer as well, then neither is taken, and it is said', async () => {
    const { receipt } = await answered()
    const both = await act(receipt, 'verdict', { ...GOOD, onlyAcknowledged: true })
    expect(outcome(both)).toBe('409 issue.verdict-contradicts')
    expect((await see(receipt)).can.verdict).toBe(true)
  })

  it('given it was done once more already, then upholding it opens nothing again', async () => {
    const { id, receipt } = await answered()
    await act(receipt, 'verdict', { ...BAD, ...NO_ANSWER })
    await answer(li, id)
    await act(receipt, 'verdict', GOOD)
    expect((await review(id, true)).json()).toMatchObject({ state: 'closed' })
  })

  it('given it is said of the second answer, then the office takes the matter on, and the first answer stays in time', async () => {
    const { id, receipt } = await answered()
    await act(receipt, 'verdict', BAD)
    await answer(li, id)
    const before = await answerFacts(t.context, seeded(t).id)
    await act(receipt, 'verdict', { ...GOOD, ...NO_ANSWER })
    expect((await see(receipt)).state).toBe('coordinating')
    expect(await queue('coordination')).toContain(id)
    expect(await queue('acknowledgement')).not.toContain(id)
    expect(await answerFacts(t.context, seeded(t).id)).toEqual(before)
  })
})

describe('the clock of a redo', () => {
  it('goes on as it was when the office gives the matter to somebody else', async () => {
    const { id, receipt } = await answered()
    await act(receipt, 'verdict', BAD)
    const { owedUntil } = await see(receipt)
    t.clock.advance(5 * HOUR)
    const given = await post(office, `/api/issues/${id}/reassignment`, {
      representativeId: seeded(t, 1).id,
      reason: '主要在他的选区。',
    })
    expect(outcome(given)).toBe('200')
    expect((await see(receipt)).owedUntil).toBe(owedUntil)
  })
})

describe('passed on twice', () => {
  const zhang = () => seeded(t, 1)
  const refer = (by: Client, id: string, to: string) =>
    respond(by, id, { decision: 'refer', text: ANSWER, to: { kind: 'representative', id: to } })
  const bounced = async (): Promise<Filed> => {
    const matter = await filed(t)
    expect(outcome(await refer(li, matter.id, zhang().id))).toBe('200')
    expect(outcome(await refer(await t.as(1), matter.id, seeded(t).id))).toBe('200')
    expect(outcome(await refer(li, matter.id, zhang().id))).toBe('409 issue.too-many-bounces')
    return matter
  }
  const ask = (by: Client, id: string) =>
    post(by, `/api/issues/${id}/office-request`, { reason: '两边都说不归自己。' })

  it('waits for the office on request, which gives it to somebody with 24 hours of their own', async () => {
    const { id, receipt } = await bounced()
    expect((await li({ url: `/api/issues/${id}` })).json().can.askOffice).toBe(true)
    await Promise.all([ask(li, id), ask(li, id)])
    await ask(li, id)
    expect((await facts(id)).filter((type) => type === 'issue.office-asked')).toHaveLength(1)
    expect(await queue('bounces')).toContain(id)
    expect(await told(id)).toContain('issue.for-office')
    // Whoever decides reads why; the voter is not told of words among those who work on it.
    const words = (messages: { text: string }[]) => messages.map(({ text }) => text)
    const seen = (await office({ url: `/api/issues/${id}` })).json()
    expect(words(seen.messages)).toContain('两边都说不归自己。')
    expect(words((await see(receipt)).messages)).not.toContain('两边都说不归自己。')
    const promised = (await see(receipt)).clock.dueAt
    t.clock.advance(HOUR)
    const given = await post(office, `/api/issues/${id}/office-decision`, {
      assign: { representativeId: zhang().id, reason: '主要在他的选区。' },
    })
    expect(given.json()).toMatchObject({ representative: { id: zhang().id }, tasks: [] })
    expect(await see(receipt)).toMatchObject({
      clock: { dueAt: promised },
      owedUntil: new Date(t.clock.now() + 24 * HOUR).toISOString(),
    })
    expect(await queue('any')).not.toContain(id)
  })

  it('or is answered by the office itself, and no clock runs any more', async () => {
    const { id, receipt } = await bounced()
    await ask(li, id)
    const done = await post(office, `/api/issues/${id}/office-decision`, { text: ANSWER })
    expect(done.json()).toMatchObject({
      state: 'concluded',
      resolution: { stoppedAt: expect.any(String) },
    })
    expect(await see(receipt)).toMatchObject({ owedUntil: null, can: { verdict: true } })
  })

  it('or is concluded after all by whoever has it: then nothing waits any more', async () => {
    const { id } = await bounced()
    await ask(li, id)
    const done = await post(li, `/api/issues/${id}/conclusion`, {
      text: '两边一起去看过了，今天下午已经修好，灯亮着。',
    })
    expect(done.json()).toMatchObject({ state: 'concluded' })
    expect(await queue('any')).not.toContain(id)
  })

  it('cannot be asked for before, nor decided when nothing waits, nor both ways at once', async () => {
    const { id } = await filed(t)
    expect(outcome(await ask(li, id))).toBe('409 issue.not-for-office')
    const decide = (body: object) => post(office, `/api/issues/${id}/office-decision`, body)
    expect(outcome(await decide({ text: ANSWER }))).toBe('409 issue.not-now')
    expect(outcome(await decide({}))).toBe('400 request.invalid')
  })
})
