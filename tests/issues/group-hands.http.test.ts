import { deadlinesOf } from '@mashang/server/core/deadlines/deadlines.store.ts'
import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { handOverOfThoseWhoLeft } from '@mashang/server/issues/leaving.usecases.ts'
import { noticesTables } from '@mashang/server/notices/notices.table.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { saveLimits } from '../districts/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
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
const answers = ({ kind }: { kind: string }): boolean => kind === 'answer'
const rowIn = async (id: string) =>
  (await office({ url: '/api/issues?size=200' }))
    .json()
    .items.find((row: { id: string }) => row.id === id)

describe('what lies together is more than one', () => {
  it('given the others were taken back or went elsewhere, then nobody says it lies together', async () => {
    const [a, b, c] = await three()
    await join(li, a.id, b.id)
    await join(li, a.id, c.id)
    expect((await rowIn(a.id)).together).toBe(true)
    await post(t.voter, `/api/receipts/${b.receipt}/withdrawal`)
    expect([(await rowIn(a.id)).together, (await rowIn(b.id)).together]).toEqual([true, false])
    await t.as(1)
    await post(office, `/api/issues/${c.id}/reassignment`, {
      representativeId: seeded(t, 1).id,
      reason: '是他那一片。',
    })
    expect((await rowIn(a.id)).together).toBe(false)
    expect((await group(li, a.id)).members).toEqual([])
  })

  it('given the office reassigns one, then its clock goes with it and the others’ stay', async () => {
    const [a, b, c] = await three()
    await join(li, a.id, b.id)
    await join(li, a.id, c.id)
    t.clock.advance(2 * HOUR)
    await t.as(1)
    await post(office, `/api/issues/${a.id}/reassignment`, {
      representativeId: seeded(t, 1).id,
      reason: '是他那一片。',
    })
    await answer(li, b.id)
    const seen = await Promise.all([a, b, c].map(see))
    expect(seen.map(({ state }) => state)).toEqual(['awaiting', 'answered', 'answered'])
    expect(seen[0].clock).toMatchObject({ dueAt: a.responseDueAt, stoppedAt: null })
    const inbox = (await zhang({ url: '/api/inbox' })).json()
    expect(ids(inbox.items)).toContain(a.id)
  })
})

describe('an answer of the office', () => {
  it('given it answers one that waits for it, then everyone of the group hears it, each once', async () => {
    const [a, b] = await three()
    await join(li, a.id, b.id)
    const limits = (await office({ url: '/api/district/limits' })).json().limits
    const bounces = (most: number) => saveLimits(office, { ...limits, bounces: most })
    await bounces(0)
    await post(li, `/api/issues/${a.id}/office-request`, { reason: '这条路归谁管说不清。' })
    const words = '代表工委和住建局商量过了，电缆这周五前换好，到时再看一次。'
    const decided = await post(office, `/api/issues/${a.id}/office-decision`, { text: words })
    expect(outcome(decided)).toBe('200')
    await bounces(limits.bounces)
    const seen = await Promise.all([a, b].map(see))
    expect(seen.map(({ state }) => state)).toEqual(['concluded', 'concluded'])
    expect(seen.map(({ messages }) => messages.at(-1).text)).toEqual([words, words])
    await tellOfFacts(t.context)
    const { notices: n } = t.context.db.tables(noticesTables)
    for (const { id } of [a, b]) {
      const told = await t.context.db.read.select().from(n).where(eq(n.subjectId, id))
      expect(told.filter(({ kind }) => kind === 'issue.answered')).toHaveLength(1)
      const facts = (await factsOf(t.context, id)).map((fact) => fact.type)
      expect(facts.filter((type) => type === 'issue.answered')).toHaveLength(1)
      expect((await deadlinesOf(t.context, id)).filter((row) => row.stoppedAt === null)).toEqual([])
    }
  })
})

describe('a representative who leaves', () => {
  it('given some of a group are open, then these go to the station together, and one answer reaches them', async () => {
    const [a, b, c] = await three()
    await join(li, a.id, b.id)
    await respond(li, a.id, { decision: 'answer', text: ANSWER, settled: true })
    await join(li, c.id, a.id)
    const d = await filed(t, OTHER)
    await join(li, c.id, d.id)
    await execute(t, `update representatives set state = 'left' where id = '${seeded(t).id}'`)
    const before = await handOverOfThoseWhoLeft(t.context)
    expect(before).toBeGreaterThanOrEqual(2)
    const liaison = await t.as('liaison')
    expect(ids((await group(liaison, c.id)).members).sort()).toEqual([c.id, d.id].sort())
    expect([a, b, c, d].map(({ responseDueAt }) => responseDueAt)).toEqual(
      (await Promise.all([a, b, c, d].map(see))).map(({ clock }) => clock.dueAt),
    )
    await answer(liaison, d.id)
    const seen = await Promise.all([a, b, c, d].map(see))
    expect(seen.map(({ state }) => state)).toEqual([
      'concluded',
      'concluded',
      'answered',
      'answered',
    ])
    expect(seen.map(({ messages }) => messages.filter(answers).length)).toEqual([1, 1, 1, 1])
    await execute(t, `update representatives set state = 'serving' where id = '${seeded(t).id}'`)
  })
})
