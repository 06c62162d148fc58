import { beginAnew, followLedger } from '@mashang/server/points/follow.usecases.ts'
import { pointsTables } from '@mashang/server/points/points.table.ts'
import { HOUR } from '@mashang/shared/core/clock.ts'
import type { AppealView } from '@mashang/shared/points/points.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, outcome, post, seeded } from '../issues/steps.ts'
import { done, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { rightBefore } from '../support/while-committing.ts'
import { happened, itemOf, mine } from './steps.ts'

let t: TestApp
let li: Client
let zhang: Client
let liaison: Client
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = await t.as(0)
  zhang = await t.as(1)
  liaison = await t.as('liaison')
  office = await t.as('office')
})
afterAll(() => t.close())

const entryUrl = (index: 0 | 1 | 2, key: string): string =>
  `/api/points/representatives/${seeded(t, index).id}/entries/${encodeURIComponent(key)}`
const act = (index: 0 | 1, key: string, name: string, by = office) =>
  post(by, entryUrl(index, key), { act: name, reason: '看过了记录。' })
const appeal = (by: Client, body: object) =>
  post(by, '/api/me/points/appeals', {
    id: crypto.randomUUID(),
    reason: '那天系统停了两个小时。',
    ...body,
  })
const decide = (id: string, upheld: boolean) =>
  post(office, `/api/points/appeals/${id}/decision`, { upheld, decision: '查过了，情况属实。' })

describe('points come out of what was done, each with its fact and rule', () => {
  it('counts answers in time and late, and a suggestion once it is handed in', async () => {
    expect(await mine(li)).toMatchObject({ total: 60, facts: 0, period: '2026', counted: true })
    const quick = await filed(t)
    await answer(li, quick.id)
    const slow = await filed(t)
    t.clock.advance(30 * HOUR)
    await answer(li, slow.id)
    const { id } = await written(li)
    expect((await mine(li)).total).toBe(59.5)
    await done(li, id, { act: 'submit' })
    const account = await mine(li)
    expect([account.total, account.facts]).toEqual([62.5, 3])
    const [late] = itemOf(account, 'late').entries
    expect(late).toMatchObject({
      key: `answer.late:${slow.id}`,
      title: '3 号楼南边路灯不亮',
      visible: true,
      points: -1,
      rule: '自带规则“答复晚了”：答复晚了 −1 分',
    })
    expect(itemOf(account, 'suggestions').words).toBe('提出代表建议 1 件')
    expect(account.roles).toMatchObject({ liaison: 2, analysis: 1 })
    // Reading it twice changes nothing, and nobody else has any of it.
    expect((await mine(li)).total).toBe(62.5)
    expect(await mine(zhang)).toMatchObject({ total: 60, facts: 0 })
  })

  it('takes back an answer that only said it arrived', async () => {
    const issue = await filed(t, {}, 1)
    await answer(zhang, issue.id)
    expect((await mine(zhang)).total).toBe(60.5)
    await post(t.voter, `/api/receipts/${issue.receipt}/verdict`, {
      answer: 'acceptable',
      solved: 'satisfied',
      onlyAcknowledged: true,
    })
    expect(
      outcome(
        await post(office, `/api/issues/${issue.id}/acknowledgement-review`, {
          upheld: true,
          reason: '只是收到，没有说怎么办。',
        }),
      ),
    ).toBe('200')
    const account = await mine(zhang)
    expect(account.total).toBe(60)
    expect(itemOf(account, 'answers').entries[0]?.state).toBe('void')
  })

  it('is the same when the whole ledger is read anew', async () => {
    const rows = async () => {
      const { pointEntries: e } = t.context.db.tables(pointsTables)
      return (await t.context.db.read.select().from(e)).sort((a, b) => a.sequence - b.sequence)
    }
    await followLedger(t.context)
    const before = await rows()
    expect(before.length).toBeGreaterThanOrEqual(5)
    expect(await beginAnew(t.context)).toBe(true)
    expect(await rows()).toEqual([])
    // Two at once: one counts a stretch, and the other comes back only when all of it is counted.
    expect(await Promise.all([followLedger(t.context), followLedger(t.context)])).toEqual([
      true,
      true,
    ])
    expect(await rows()).toEqual(before)
  })
})

describe('who sees what', () => {
  it('one’s own is one’s own; the office sees one account at a time, and nobody sees a ranking', async () => {
    const url = `/api/points/representatives/${seeded(t, 0).id}`
    for (const by of [li, zhang, liaison, t.voter])
      expect(outcome(await by({ url }))).toMatch(/^40[13] auth/)
    expect(outcome(await liaison({ url: '/api/me/points' }))).toBe('403 auth.forbidden')
    expect((await office({ url })).json().total).toBe(62.5)
    expect(
      outcome(await office({ url: `/api/points/representatives/${crypto.randomUUID()}` })),
    ).toBe('404 points.not-found')
    // There is no parameter that sorts, and none is invented by asking.
    expect(outcome(await office({ url: `${url}?sort=total` }))).toBe('400 request.invalid')
    const api = (await t.voter({ url: '/api/openapi.json' })).json()
    for (const [path, methods] of Object.entries(api.paths))
      if (path.includes('points')) expect(JSON.stringify(methods)).not.toContain('"sort"')
  })
})

describe('review, reversal, restoration: entries, never edits', () => {
  it('what wants a review counts when the office has confirmed it, once', async () => {
    const matter = await happened(t, 'mediation.done', {
      representativeId: seeded(t, 1).id,
    })
    const key = `mediation.done:${matter}`
    expect((await mine(zhang)).total).toBe(60)
    const queue = (await office({ url: '/api/points/reviews' })).json()
    expect(queue.items).toMatchObject([
      { representative: { name: '张建平' }, entry: { key, state: 'pending' } },
    ])
    const both = await Promise.all([act(1, key, 'reject'), act(1, key, 'reject')])
    expect(both.map(outcome).sort()).toEqual(['200', '409 points.not-to-review'])
    // Whoever still sees it waiting does not write over what was decided meanwhile.
    const late = { act: 'confirm', reason: '看过了记录。', was: 'pending' }
    const entry = `/api/points/representatives/${seeded(t, 1).id}/entries/${key}`
    expect(outcome(await post(office, entry, late))).toBe('409 points.changed-meanwhile')
    // Nor does whoever says nothing of what they saw, and a look is not turned round without a word.
    const unseen = { act: 'confirm', reason: '看过了记录。' }
    expect(outcome(await post(office, entry, unseen))).toBe('409 points.changed-meanwhile')
    const silent = { act: 'confirm', was: 'rejected' }
    expect(outcome(await post(office, entry, silent))).toBe('422 points.reason-missing')
    const again = { ...unseen, was: 'rejected' }
    expect(outcome(await post(office, entry, again))).toBe('200')
    const account = await mine(zhang)
    expect(account.total).toBe(62)
    expect(itemOf(account, 'mediation').entries[0]?.acts.at(-1)).toMatchObject({
      words: '核对无误',
      reason: '看过了记录。',
    })
    expect((await office({ url: '/api/points/reviews' })).json().total).toBe(0)
    expect(outcome(await act(1, key, 'reverse'))).toBe('200')
    expect((await mine(zhang)).total).toBe(60)
    expect(outcome(await act(1, key, 'reverse'))).toBe('409 points.not-counted')
    expect(outcome(await act(1, key, 'restore'))).toBe('200')
    expect((await mine(zhang)).total).toBe(62)
  })

  it('what is found right needs no reason, what is not does', async () => {
    const matter = await happened(t, 'mediation.done', { representativeId: seeded(t, 2).id })
    const key = `mediation.done:${matter}`
    await mine(await t.as(2))
    const say = (body: object) => post(office, entryUrl(2, key), { was: 'pending', ...body })
    expect(outcome(await say({ act: 'reject' }))).toBe('422 points.reason-missing')
    const reply = await say({ act: 'confirm' })
    expect(outcome(reply)).toBe('200')
    expect(reply.json().acts).toMatchObject([{ words: '核对无误', reason: '' }])
    const turn = { act: 'reverse', was: 'counted' }
    expect(outcome(await say(turn))).toBe('422 points.reason-missing')
    const reversed = await say({ ...turn, reason: '记错了人。' })
    expect(outcome(reversed)).toBe('200')
    const { name: by } = (await office({ url: '/api/sessions/current' })).json()
    expect(reversed.json().acts.at(-1)).toMatchObject({ words: '冲销', by, reason: '记错了人。' })
  })

  it('given a colleague decides between any two looks, then one of both gets through', async () => {
    const { db } = t.context
    const query = db.query.bind(db)
    for (const look of [1, 2]) {
      const matter = await happened(t, 'mediation.done', { representativeId: seeded(t, 0).id })
      const key = `mediation.done:${matter}`
      await mine(li)
      let looks = 0
      let colleague = ''
      db.query = async (asked, values) => {
        if (asked.name === 'point acts of one' && ++looks === look) {
          db.query = query
          colleague = outcome(await act(0, key, 'reject'))
        }
        return await query(asked, values)
      }
      const own = outcome(await act(0, key, 'reject'))
      db.query = query
      expect([colleague, own]).toEqual(['200', '409 points.not-to-review'])
    }
  })

  it('only by the office, of a fact that is there, with a reason', async () => {
    const key = itemOf(await mine(li), 'late').entries[0]?.key ?? ''
    expect(outcome(await act(0, key, 'reverse', li))).toBe('403 auth.forbidden')
    expect(outcome(await act(1, key, 'reverse'))).toBe('404 points.not-found')
    expect(outcome(await post(office, entryUrl(0, key), { act: 'reverse', reason: ' ' }))).toBe(
      '400 request.invalid',
    )
  })
})

describe('an objection of a representative', () => {
  it('is answered; upheld, the entry is turned round, and all of it stays to be read', async () => {
    const { key } = itemOf(await mine(li), 'late').entries[0] ?? { key: '' }
    const id = crypto.randomUUID()
    const twice = await Promise.all([
      appeal(li, { id, entry: key }),
      appeal(li, { id, entry: key }),
    ])
    expect(twice.map(outcome)).toEqual(['201', '201'])
    expect(outcome(await appeal(li, { id, entry: key }))).toBe('201')
    expect(outcome(await appeal(li, { entry: key }))).toBe('409 points.appeal-open')
    const open = (await office({ url: '/api/points/appeals' })).json<{ items: AppealView[] }>()
    expect(open.items).toMatchObject([{ id, representative: { name: '李婺' }, state: 'open' }])
    // Which fact it is: its matter, its day and what it counts.
    expect(open.items[0]?.scored).toMatchObject({
      key,
      state: 'counted',
      points: expect.any(Number),
    })
    expect(Date.parse(open.items[0]?.scored?.at ?? '')).toBeGreaterThan(0)
    const both = await Promise.all([decide(id, true), decide(id, false)])
    expect(both.map(outcome).sort()).toEqual(['200', '409 points.appeal-over'])
    const [decided] = (await mine(li)).appeals
    expect(decided?.decision).toBe('查过了，情况属实。')
    if (decided?.state === 'dismissed') {
      await appeal(li, { id: crypto.randomUUID(), entry: key })
      const again = (await mine(li)).appeals.find(({ state }) => state === 'open')
      expect(outcome(await decide(again?.id ?? '', true))).toBe('200')
    }
    const account = await mine(li)
    expect(itemOf(account, 'late')).toMatchObject({ points: 0, entries: [{ state: 'reversed' }] })
  })

  it('given a colleague who acts on the very entry just then, then it is said so, and it stays open', async () => {
    t.clock.advance(30 * HOUR)
    const { id: issue } = await filed(t)
    t.clock.advance(30 * HOUR)
    await answer(await t.as(0), issue)
    const key = `answer.late:${issue}`
    const id = crypto.randomUUID()
    expect(outcome(await appeal(await t.as(0), { id, entry: key }))).toBe('201')
    const now = await t.as('office')
    rightBefore(t, 'decide point appeal', () => act(0, key, 'reverse', now))
    const uphold = () =>
      post(now, `/api/points/appeals/${id}/decision`, { upheld: true, decision: '情况属实。' })
    expect(outcome(await uphold())).toBe('409 points.changed-meanwhile')
    expect(outcome(await uphold())).toBe('200')
  })

  it('given two clerks who uphold it at once, then it counts once and the second is told that it is over', async () => {
    const { id: issue } = await filed(t)
    t.clock.advance(30 * HOUR)
    await answer(await t.as(0), issue)
    const key = `answer.late:${issue}`
    const id = crypto.randomUUID()
    expect(outcome(await appeal(await t.as(0), { id, entry: key }))).toBe('201')
    const uphold = (by: Client) =>
      post(by, `/api/points/appeals/${id}/decision`, { upheld: true, decision: '情况属实。' })
    const [first, second] = [await t.as('office'), await t.as('office-2')]
    let faster = ''
    rightBefore(t, 'decide point appeal', async () => {
      faster = outcome(await uphold(first))
    })
    expect(outcome(await uphold(second))).toBe('409 points.appeal-over')
    expect(faster).toBe('200')
    const entries = itemOf(await mine(await t.as(0)), 'late').entries
    expect(entries.filter((one) => one.key === key)).toMatchObject([{ state: 'reversed' }])
  })

  it('is about one’s own only, and not somebody else’s', async () => {
    const { key } = itemOf(await mine(li), 'late').entries[0] ?? { key: '' }
    expect(outcome(await appeal(zhang, { entry: key }))).toBe('404 points.not-found')
    expect(outcome(await appeal(zhang, {}))).toBe('400 request.invalid')
    expect(outcome(await appeal(zhang, { closingId: crypto.randomUUID() }))).toBe(
      '404 points.not-found',
    )
    expect(outcome(await decide(crypto.randomUUID(), true))).toBe('404 points.not-found')
  })

  it('leaves nobody’s words in the ledger', async () => {
    const rows = (await office({ url: '/api/ledger?size=200&group=points' })).body
    expect(rows).toContain('points.appealed')
    expect(rows).not.toContain('系统停了')
    expect(rows).not.toContain('情况属实')
  })
})
