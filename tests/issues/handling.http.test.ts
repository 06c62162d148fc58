import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { bothReadFirst } from '../support/while-committing.ts'
import { ANSWER, answer, filed, outcome, post, respond, seeded } from './steps.ts'

let t: TestApp
let representative: Client
let colleague: Client
let liaison: Client
beforeAll(async () => {
  t = await startApp()
  ;[representative, colleague, liaison] = await Promise.all([t.as(0), t.as(1), t.as('liaison')])
})
afterAll(() => t.close())

const inboxIds = async (by: Client): Promise<string[]> =>
  (await by({ url: '/api/inbox' })).json().items.map((item: { id: string }) => item.id)
const station = (index: 0 | 1) => t.seed.stations[index]?.id

describe('the inbox', () => {
  it('shows the most urgent first, with the server’s time', async () => {
    const first = await filed(t)
    t.clock.advance(3_600_000)
    const second = await filed(t)
    const reply = (await representative({ url: '/api/inbox' })).json()
    expect(reply.items.map((item: { id: string }) => item.id)).toEqual([first.id, second.id])
    expect(reply.serverTime).toBe(new Date(t.clock.now()).toISOString())
  })

  it('given exactly 24 hours, nothing is overdue; a millisecond later it is', async () => {
    const { id, responseDueAt } = await filed(t)
    const mine = async () =>
      (await representative({ url: '/api/inbox' }))
        .json()
        .items.find((item: { id: string }) => item.id === id)
    t.clock.set(responseDueAt)
    expect(await mine()).toMatchObject({ overdue: false })
    t.clock.advance(1)
    expect(await mine()).toMatchObject({ overdue: true, dueAt: responseDueAt })
    await answer(representative, id)
    const view = (await representative({ url: `/api/issues/${id}` })).json()
    expect(view.clock.overdue).toBe(true)
    expect(view.timeline[0].sentence).toBe('李婺代表答复了，比答应的时间晚。')
  })
})

describe('answering', () => {
  it.each(['收到', '正在处理', '👍👍👍👍', '   ', '已收到，我们会尽快处理。'])(
    'refuses %j, and the clock runs on',
    async (text) => {
      const { id } = await filed(t)
      const refused = await answer(representative, id, text)
      expect(refused.statusCode).toBeOneOf([400, 422])
      expect(refused.json().fields[0].path).toBe('text')
      const view = (await representative({ url: `/api/issues/${id}` })).json()
      expect([view.state, view.clock.stoppedAt]).toEqual(['awaiting', null])
    },
  )

  it('given three answers at once, then one is taken and two are told so', async () => {
    const { id } = await filed(t)
    const replies = await Promise.all(
      [1, 2, 3].map((n) => answer(representative, id, `${ANSWER}${n}`)),
    )
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 409, 409])
    const view = (await representative({ url: `/api/issues/${id}` })).json()
    expect(view.messages).toHaveLength(1)
  })

  it.each([
    ['referrals outside', () => ({ kind: 'hotline' })],
    ['referrals to the station', () => ({ kind: 'station', id: station(0) })],
  ])(
    'given two %s at once of what was passed on before, then one is taken and the other is told so',
    async (_what, target) => {
      const { id } = await filed(t)
      const refer = (to: object) =>
        respond(representative, id, { decision: 'refer', text: ANSWER, to })
      expect(outcome(await refer({ kind: 'department', name: '区住建局' }))).toBe('200')
      const both = await bothReadFirst(t, ['issue.referred'], () =>
        Promise.all([refer(target()), refer(target())]),
      )
      const outcomes = both.map(outcome)
      expect(outcomes.sort()).toEqual(['200', '409 conflict'])
      const facts = (await factsOf(t.context, id)).map((fact) => fact.type)
      expect(facts.filter((type) => type === 'issue.referred')).toHaveLength(2)
    },
  )

  it('given an answer and a withdrawal at once, then only one of them happened', async () => {
    const { id, receipt } = await filed(t)
    const replies = await Promise.all([
      answer(representative, id),
      post(t.voter, `/api/receipts/${receipt}/withdrawal`),
    ])
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 409])
  })

  it('a word in between stops no clock, the first look is told once', async () => {
    const { id, receipt } = await filed(t)
    await Promise.all([1, 2].map(() => post(representative, `/api/issues/${id}/opening`)))
    await post(representative, `/api/issues/${id}/messages`, { text: '下午去看，晚上告诉您。' })
    const seen = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(seen.clock.stoppedAt).toBeNull()
    expect(seen.timeline.map((entry: { sentence: string }) => entry.sentence)).toEqual([
      '李婺代表先告诉了您一声。',
      '李婺代表打开看了。',
      '送到李婺代表的待办里，24 小时从这时算。',
    ])
  })

  it('declines with where to go, and that is an answer', async () => {
    const { id, receipt } = await filed(t)
    const refusal = {
      decision: 'decline',
      text: '这是法院正在审的案子，代表不能过问，请等判决。',
    }
    for (const to of [undefined, { kind: 'elsewhere' }, { kind: 'hotline' }]) {
      const refused = await respond(representative, id, { ...refusal, to })
      expect(outcome(refused)).toBe('422 issue.place-required')
      expect(refused.json().fields).toEqual([
        { path: 'to', message: expect.stringMatching(/该去哪里.*。$/) },
      ])
    }
    for (const name of ['  ', 'x'.repeat(61)])
      expect(
        (await respond(representative, id, { ...refusal, to: { kind: 'elsewhere', name } }))
          .statusCode,
      ).toBeOneOf([400, 422])
    const to = { kind: 'elsewhere', name: '石拐区人民法院' }
    const reply = await respond(representative, id, { ...refusal, to })
    expect(reply.json()).toMatchObject({ state: 'declined', stateWords: '不予受理' })
    expect(reply.json().timeline[0].sentence).toBe(
      '李婺代表说这件事不归代表办，建议选民去石拐区人民法院。',
    )
    const seen = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(seen.messages.at(-1)).toMatchObject({ kind: 'decline', target: '石拐区人民法院' })
    expect(seen.timeline[0].sentence).toContain('建议您去石拐区人民法院。')
    expect(reply.json().clock.stoppedAt).not.toBeNull()
    expect(outcome(await answer(representative, id))).toBe('409 issue.not-now')
  })
})

describe('passing on', () => {
  const words = '这件事由那边办更快，已经说好了，明天给您回话。'

  it('to the station: its liaison gets a clock, sees it and answers', async () => {
    const { id } = await filed(t)
    const passed = await respond(representative, id, {
      decision: 'refer',
      text: words,
      to: { kind: 'station', id: station(0) },
    })
    expect(passed.json()).toMatchObject({ state: 'referred', can: { answer: false } })
    expect(await inboxIds(representative)).not.toContain(id)
    expect(await inboxIds(liaison)).toContain(id)
    expect(outcome(await answer(representative, id))).toBe('403 auth.forbidden')
    await post(liaison, `/api/issues/${id}/opening`)
    const opened = (await liaison({ url: `/api/issues/${id}` })).json()
    expect(opened.timeline[0].sentence).toBe('大发街道代表之家打开看了。')
    const done = await answer(liaison, id)
    expect(done.json()).toMatchObject({ state: 'answered' })
    expect(done.json().timeline.map((entry: { sentence: string }) => entry.sentence)).toEqual([
      '大发街道代表之家答复了选民。',
      '大发街道代表之家打开看了。',
      '李婺代表转给大发街道代表之家去办。',
      '送到李婺代表的待办里，24 小时从这时算。',
    ])
    expect(await inboxIds(liaison)).not.toContain(id)
  })

  it('given a matter that is only passed on, then no verdict closes it over the head of who has it', async () => {
    const { id, receipt } = await filed(t)
    await respond(representative, id, {
      decision: 'refer',
      text: words,
      to: { kind: 'representative', id: seeded(t, 1).id },
    })
    const seen = (await t.voter({ url: `/api/receipts/${receipt}` })).json()
    expect(seen.can.verdict).toBe(false)
    const verdict = { answer: 'satisfied', solved: 'dissatisfied' }
    expect(outcome(await post(t.voter, `/api/receipts/${receipt}/verdict`, verdict))).toBe(
      '409 issue.not-now',
    )
    expect(await inboxIds(colleague)).toContain(id)
    expect(outcome(await answer(colleague, id))).toBe('200')
    expect(outcome(await post(t.voter, `/api/receipts/${receipt}/verdict`, verdict))).toBe('200')
  })

  it('to a colleague and back: twice is enough, then the office decides', async () => {
    const { id } = await filed(t)
    const to = (index: 0 | 1) => ({
      decision: 'refer',
      text: words,
      to: { kind: 'representative', id: seeded(t, index).id },
    })
    expect(outcome(await respond(representative, id, to(0)))).toBe('422 issue.target-unknown')
    expect(outcome(await respond(representative, id, to(1)))).toBe('200')
    expect(await inboxIds(colleague)).toContain(id)
    expect(outcome(await respond(colleague, id, to(0)))).toBe('200')
    expect(outcome(await respond(representative, id, to(1)))).toBe('409 issue.too-many-bounces')
    expect(outcome(await answer(representative, id))).toBe('200')
  })

  it.each([
    ['department', { kind: 'department', name: '区住建局' }, '李婺代表转给区住建局去办。'],
    ['hotline', { kind: 'hotline' }, '李婺代表转给12345 热线去办。'],
  ])('to a %s by name: it stays with the representative', async (_kind, to, sentence) => {
    const { id } = await filed(t)
    const reply = await respond(representative, id, { decision: 'refer', text: words, to })
    expect(reply.json()).toMatchObject({ state: 'referred', can: { answer: true, refer: true } })
    expect(reply.json().timeline[0].sentence).toBe(sentence)
    const waiting = (await representative({ url: '/api/inbox' })).json().waiting
    expect(waiting.map((item: { id: string }) => item.id)).toContain(id)
  })

  it.each([
    [
      'a station that is not there',
      { kind: 'station', id: crypto.randomUUID() },
      '422 issue.target-unknown',
    ],
    [
      'a representative that is not there',
      { kind: 'representative', id: crypto.randomUUID() },
      '422 issue.target-unknown',
    ],
    [
      'a station where nobody has an account',
      { kind: 'station', id: 'second' },
      '422 issue.target-unreachable',
    ],
    ['a department without name', { kind: 'department', name: ' ' }, '422 issue.target-required'],
    ['nowhere', undefined, '422 issue.target-required'],
  ])('refuses %s', async (_what, to, expected) => {
    const { id } = await filed(t)
    const where =
      to !== undefined && 'id' in to && to.id === 'second' ? { ...to, id: station(1) } : to
    const body = { decision: 'refer', text: words, ...(where === undefined ? {} : { to: where }) }
    expect(outcome(await respond(representative, id, body))).toBe(expected)
  })
})
