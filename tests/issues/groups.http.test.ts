import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { sweepLadder } from '@mashang/server/notices/ladder.usecases.ts'
import { noticesTables } from '@mashang/server/notices/notices.table.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { group, ids, join, OTHER, seeIn, threeOf } from './group-steps.ts'
import { ANSWER, answer, type Filed, filed, outcome, post, respond, seeded } from './steps.ts'

let t: TestApp
let li: Client
let zhang: Client
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
})
// What was filed before is too old to look the same.
beforeEach(async () => {
  t.clock.advance(40 * DAY)
  ;[li, zhang, office] = await Promise.all([t.as(0), t.as(1), t.as('office')])
})
afterAll(() => t.close())

const see = (matter: Filed) => seeIn(t)(matter)
const three = () => threeOf(t)

describe('answered once', () => {
  it('given three of one thing, then each voter is answered, on a clock and with a verdict of their own', async () => {
    const [a, b, c] = await three()
    expect(ids((await group(li, a.id)).suggestions).sort()).toEqual([b.id, c.id].sort())
    await join(li, a.id, b.id)
    expect((await join(li, c.id, b.id)).json().members).toHaveLength(3)
    expect((await group(li, a.id)).suggestions).toEqual([])
    expect((await li({ url: `/api/issues/${a.id}` })).json().together).toBe(2)

    t.clock.set(a.responseDueAt)
    t.clock.advance(1)
    expect(outcome(await answer(li, b.id))).toBe('200')
    const seen = await Promise.all([a, b, c].map(see))
    expect(seen.map((one) => one.state)).toEqual(['answered', 'answered', 'answered'])
    expect(seen.map((one) => one.messages[0].text)).toEqual([ANSWER, ANSWER, ANSWER])
    // All at the same moment; late only for the one that had waited too long.
    expect(new Set(seen.map((one) => one.clock.stoppedAt)).size).toBe(1)
    expect(seen.map((one) => one.clock.overdue)).toEqual([true, false, false])
    await tellOfFacts(t.context)
    const { notices: n } = t.context.db.tables(noticesTables)
    for (const { id } of [a, b, c]) {
      const told = await t.context.db.read.select().from(n).where(eq(n.subjectId, id))
      expect(told.filter(({ kind }) => kind === 'issue.answered')).toHaveLength(1)
      const facts = (await factsOf(t.context, id)).map((fact) => fact.type)
      expect(facts.filter((type) => type === 'issue.answered')).toHaveLength(1)
    }
    const verdict = await post(t.voter, `/api/receipts/${c.receipt}/verdict`, {
      answer: 'satisfied',
      solved: 'dissatisfied',
    })
    expect(verdict.json().state).toBe('redo')
    expect((await see(a)).state).toBe('answered')
  })

  it('given one joins after the answer, then it waits until the handler says so', async () => {
    const [a, b, c] = await three()
    await join(li, a.id, b.id)
    await answer(li, a.id)
    await join(li, c.id, a.id)
    expect((await see(c)).clock.stoppedAt).toBeNull()
    expect(await group(li, c.id)).toMatchObject({ answer: { text: ANSWER }, can: { repeat: true } })
    const repeat = (by: Client) => post(by, `/api/issues/${c.id}/group-answer`)
    expect(outcome(await repeat(office))).toBe('403 auth.forbidden')
    expect(outcome(await repeat(li))).toBe('200')
    expect((await see(c)).messages[0].text).toBe(ANSWER)
    expect((await see(a)).messages).toHaveLength(1)
    expect(outcome(await repeat(li))).toBe('409 issue.not-now')
  })

  it('given one is taken out, for a reason, then it is answered alone', async () => {
    const [a, b] = await three()
    await join(office, a.id, b.id)
    const exit = (body: object) => post(li, `/api/issues/${b.id}/group-exit`, body)
    expect(outcome(await exit({}))).toBe('400 request.invalid')
    expect((await exit({ reason: '是另一盏灯' })).json().members).toEqual([])
    expect(outcome(await exit({ reason: '是另一盏灯' }))).toBe('409 issue.not-grouped')
    await answer(li, a.id)
    expect((await see(b)).state).toBe('awaiting')
    // The reason is the handler's, not the voter's to read.
    expect(JSON.stringify(await see(b))).not.toContain('另一盏灯')
  })

  it('given one is done once more, then it is answered by words of its own, in either direction', async () => {
    const [a, b, c] = await three()
    await join(li, a.id, b.id)
    await answer(li, a.id)
    await post(t.voter, `/api/receipts/${a.receipt}/verdict`, {
      answer: 'dissatisfied',
      solved: 'dissatisfied',
    })
    expect((await see(a)).state).toBe('redo')
    // Whoever comes later may get the old words; who was not satisfied with them may not.
    expect((await group(li, a.id)).can.repeat).toBe(false)
    await join(li, c.id, a.id)
    expect((await post(li, `/api/issues/${c.id}/group-answer`)).statusCode).toBe(200)
    expect([(await see(a)).state, (await see(c)).state]).toEqual(['redo', 'answered'])
    await answer(li, a.id, '昨晚又去看了，两盏灯今天都换了新的，天黑就亮。')
    expect((await see(c)).messages).toHaveLength(1)
  })

  it('given one was passed on outside, then the others may still be declined', async () => {
    const [a, b] = await three()
    await join(li, a.id, b.id)
    await respond(li, a.id, {
      decision: 'refer',
      to: { kind: 'department', name: '区住建局' },
      text: '路灯归区住建局管，已经转过去了，他们周五前回话。',
    })
    const declined = await respond(li, b.id, {
      decision: 'decline',
      to: { kind: 'elsewhere', name: '区住建局路灯所' },
      text: '这一段路灯不归社区管，请直接打路灯所的电话报修，他们当天派人。',
    })
    expect(outcome(declined)).toBe('200')
    expect([(await see(a)).state, (await see(b)).state]).toEqual(['referred', 'declined'])
  })

  it('given one is passed on, then it leaves the others', async () => {
    const [a, b] = await three()
    await join(li, a.id, b.id)
    await respond(li, b.id, {
      decision: 'refer',
      text: ANSWER,
      to: { kind: 'representative', id: seeded(t, 1).id },
    })
    expect((await group(li, a.id)).members).toEqual([])
    expect(outcome(await join(office, a.id, b.id))).toBe('409 issue.group-handlers')
  })

  it('is nobody else’s business', async () => {
    const [a, b] = await three()
    expect(outcome(await zhang({ url: `/api/issues/${a.id}/group` }))).toBe('404 issue.not-found')
    expect(outcome(await join(zhang, a.id, b.id))).toBe('404 issue.not-found')
    const foreign = await filed(t, OTHER, 1)
    expect(outcome(await join(li, a.id, foreign.id))).toBe('404 issue.not-found')
    expect(ids((await group(li, a.id)).suggestions)).not.toContain(foreign.id)
    // The office sees that, too; it has to give both to one person first.
    expect(ids((await group(office, a.id)).suggestions)).toContain(foreign.id)
    expect(outcome(await join(office, a.id, foreign.id))).toBe('409 issue.group-handlers')
    await post(office, `/api/issues/${foreign.id}/reassignment`, {
      representativeId: seeded(t).id,
      reason: '和另一件是同一处。',
    })
    expect((await join(office, a.id, foreign.id)).json().members).toHaveLength(2)
  })

  it('given two answers at once, then everyone gets one', async () => {
    const [a, b] = await three()
    await join(li, a.id, b.id)
    const replies = await Promise.all([answer(li, a.id), answer(li, b.id)])
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 409])
    expect((await see(a)).messages).toHaveLength(1)
    expect((await see(b)).messages).toHaveLength(1)
  })

  it('reminds once for all of them', async () => {
    await sweepLadder(t.context, () => t.clock.now())
    const [a, b, c] = await three()
    await join(li, a.id, b.id)
    await join(li, a.id, c.id)
    t.clock.advance(15 * HOUR)
    expect(await sweepLadder(t.context, () => t.clock.now())).toBe(3)
    const { notices: n } = t.context.db.tables(noticesTables)
    const told = await t.context.db.read.select().from(n).where(eq(n.kind, 'clock.reminded'))
    const about = told
      .map(({ subjectId }) => subjectId)
      .filter((id) => [a, b, c].some((one) => one.id === id))
    expect(about).toEqual([a.id])
    const fact = (await factsOf(t.context, c.id)).find(({ type }) => type === 'clock.reminded')
    expect(JSON.parse(fact?.data ?? '{}')).toMatchObject({ together: true, told: 0 })
  })
})

describe('a voter who has that too', () => {
  it('sees others without their words, and waits together with a receipt and a clock of their own', async () => {
    const first = await filed(t)
    t.clock.advance(HOUR)
    const second = await filed(t, OTHER)
    const page = await t.voter({ url: `/r/${second.receipt}?new=1` })
    expect(page.body).toContain('有人已经反映过类似问题')
    expect(page.body).not.toContain('3 号楼南边路灯不亮')
    const similar = (await t.voter({ url: `/api/receipts/${second.receipt}/similar` })).json().items
    expect(similar).toEqual([
      {
        id: first.id,
        words: expect.stringMatching(/^大发街道\d+月反映的一件城建方面的事（还在等答复）$/),
      },
    ])
    const sent = await t.voter({
      method: 'POST',
      url: `/r/${second.receipt}/joining`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `issueId=${first.id}`,
    })
    expect(sent.statusCode).toBe(303)
    expect((await group(li, first.id)).members).toHaveLength(2)
    await answer(li, first.id)
    expect(await see(second)).toMatchObject({
      state: 'answered',
      clock: { dueAt: second.responseDueAt, overdue: false },
    })
  })

  it('cannot join what is not alike, nor with a foreign receipt', async () => {
    const matter = await filed(t)
    const other = await filed(t, {
      title: '孩子上学',
      text: '户口刚迁来，学校说满了。',
      place: '喜桂图',
      field: 'education',
    })
    const joining = (receipt: string) =>
      post(t.voter, `/api/receipts/${receipt}/joining`, { issueId: matter.id })
    expect(outcome(await joining(other.receipt))).toBe('422 issue.not-similar')
    expect(outcome(await joining('ABC'))).toBe('404 receipt.not-found')
    const page = await t.voter({ url: `/r/${other.receipt}?new=1` })
    expect(page.body).not.toContain('有人已经反映过')
  })

  it('sees a title that the office released', async () => {
    const first = await filed(t, { publish: true })
    await answer(li, first.id)
    await office({
      method: 'PUT',
      url: `/api/issues/${first.id}/publication`,
      body: { title: '路灯换线', was: null },
    })
    const second = await filed(t, OTHER)
    const { items } = (await t.voter({ url: `/api/receipts/${second.receipt}/similar` })).json()
    expect(items).toEqual([{ id: first.id, words: '路灯换线（已经有答复）' }])
  })
})
