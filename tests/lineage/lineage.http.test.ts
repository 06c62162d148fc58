import { tie, untie } from '@mashang/server/lineage/lineage.store.ts'
import { lineageTables } from '@mashang/server/lineage/lineage.table.ts'
import {
  fromIssue,
  intoOther,
  issuesBehind,
  issuesBehindEach,
} from '@mashang/server/suggestions/origins.store.ts'
import { tieEarlierOnes } from '@mashang/server/suggestions/origins.usecases.ts'
import type { LineageView } from '@mashang/shared/lineage/lineage.model.ts'
import { MOST_IN_CHAIN } from '@mashang/shared/lineage/lineage.words.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { join as groupUp } from '../issues/group-steps.ts'
import { outcome } from '../issues/steps.ts'
import { contact, department, done, fresh, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import {
  A,
  C,
  type Issue,
  issueOf,
  JOINED,
  JOINED_AGAIN,
  join,
  MERGED,
  SENT,
  SENT_AGAIN,
  times,
  toldOn,
} from './steps.ts'

let t: TestApp
let li: Client
let zhang: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  zhang = fresh(t, 1)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
})
afterAll(() => t.close())

const issue = (): Promise<Issue> => issueOf(t, li)
const told = (one: Issue): Promise<string[]> => toldOn(t, one)
const chain = async (by: Client, kind: string, id: string): Promise<LineageView> => {
  const reply = await by({ url: `/api/lineage/${kind}/${id}` })
  if (outcome(reply) !== '200') throw new Error(reply.body)
  return reply.json()
}
const leave = (by: Client, id: string, issueId: string) =>
  by({ method: 'DELETE', url: `/api/suggestions/${id}/issues/${issueId}` })
const assigned = async (id: string): Promise<void> => {
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id })
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
}
const answered = async (id: string, letterClass: string): Promise<void> => {
  const letter = { act: 'propose', text: '已经装好。', class: letterClass }
  await done(housing.client, id, letter)
  await done(housing.client, id, { act: 'sign', signer: '局长' })
}
describe('several matters in one suggestion', () => {
  it('every voter hears what came of it, once, whenever their matter joined', async () => {
    const [first, second, late] = [await issue(), await issue(), await issue()]
    const { id } = await written(li, { issueId: first.id })
    expect(outcome(await join(li, id, second.id))).toBe('200')
    // A second click changes nothing.
    expect(outcome(await join(li, id, second.id))).toBe('200')
    await assigned(id)
    await answered(id, 'A')
    expect(outcome(await join(li, id, late.id))).toBe('200')
    for (const each of [first, second]) {
      const sentences = await told(each)
      expect([times(sentences, SENT), times(sentences, A)]).toEqual([1, 1])
    }
    // It was written before: theirs was not made into it.
    const sentences = await told(late)
    expect([SENT, JOINED, A].map((one) => times(sentences, one))).toEqual([0, 1, 1])
    const links = await t.context.db.read
      .select()
      .from(t.context.db.tables(lineageTables).lineageLinks)
    expect(links.filter(({ toId }) => toId === id)).toHaveLength(3)
    const seen = await chain(office, 'suggestion', id)
    expect(seen.matters.map(({ kind }) => kind).sort()).toEqual([
      'issue',
      'issue',
      'issue',
      'suggestion',
    ])
    expect(seen.links).toHaveLength(3)
    const listed = (await li({ url: `/api/suggestions?issue=${second.id}` })).json()
    expect(listed.items.map((one: { id: string }) => one.id)).toEqual([id])
  })

  it('what lies together hears together: written from one of a group, joined by one, taken out by one', async () => {
    const [first, second, third, fourth] = [
      await issue(),
      await issue(),
      await issue(),
      await issue(),
    ]
    for (const [one, other] of [
      [first, second],
      [third, fourth],
    ] as const)
      expect(outcome(await groupUp(li, one.id, other.id))).toBe('200')
    const { id } = await written(li, { issueId: first.id })
    expect(outcome(await join(li, id, third.id))).toBe('200')
    expect((await chain(li, 'suggestion', id)).links).toHaveLength(4)
    expect(outcome(await leave(li, id, fourth.id))).toBe('200')
    expect((await chain(li, 'suggestion', id)).links).toHaveLength(2)
    expect(outcome(await join(li, id, third.id))).toBe('200')
    await assigned(id)
    await answered(id, 'A')
    for (const each of [first, second, third, fourth]) {
      const sentences = await told(each)
      expect([times(sentences, SENT), times(sentences, A)]).toEqual([1, 1])
    }
  })

  it('before it is sent a matter can be taken out again, afterwards not', async () => {
    const [first, second] = [await issue(), await issue()]
    const { id } = await written(li, { issueId: first.id })
    await join(li, id, second.id)
    expect(outcome(await leave(li, id, second.id))).toBe('200')
    expect(outcome(await leave(li, id, second.id))).toBe('200')
    await done(li, id, { act: 'submit' })
    expect(await told(second)).not.toContain(SENT)
    expect(outcome(await leave(li, id, first.id))).toBe('409 suggestion.origin-told')
  })

  it('what it was written from is taken out for good, and its voter hears nothing', async () => {
    const first = await issue()
    const { id } = await written(li, { issueId: first.id })
    expect((await leave(li, id, first.id)).json().issue).toBe(null)
    await tieEarlierOnes(t.context)
    await done(li, id, { act: 'submit' })
    expect(await told(first)).not.toContain(SENT)
    expect((await chain(li, 'issue', first.id)).links).toEqual([])
  })

  it('only its lead joins, only what is theirs, and only while it is not over', async () => {
    const mine = await issue()
    const { id } = await written(li)
    expect(outcome(await join(zhang, id, mine.id))).toBe('404 suggestion.not-found')
    expect(outcome(await join(office, id, mine.id))).toBe('403 auth.forbidden')
    expect(outcome(await join(li, id, crypto.randomUUID()))).toBe('404 suggestion.issue-unknown')
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'decline', why: 'private', reason: '请走信访' })
    const refused = await join(li, id, mine.id)
    expect(outcome(refused)).toBe('409 suggestion.origin-closed')
    expect(refused.body).toContain('没有立案')
  })

  it('returned and sent again, its voters were told already', async () => {
    const [mine, late] = [await issue(), await issue()]
    const { id } = await written(li, { issueId: mine.id })
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'return', reason: '请写清楚地点' })
    await join(li, id, late.id)
    await done(li, id, { act: 'submit' })
    expect([times(await told(mine), SENT), times(await told(late), JOINED)]).toEqual([1, 1])
    expect(await told(late)).not.toContain(SENT)
  })

  it('of joining and a step at once, both hold or one is told', async () => {
    const mine = await issue()
    const { id } = await written(li)
    const both = await Promise.all([
      join(li, id, mine.id),
      li({ method: 'POST', url: `/api/suggestions/${id}/acts`, body: { act: 'submit' } }),
    ])
    const codes = both.map(({ statusCode }) => statusCode).sort()
    expect([
      [200, 200],
      [200, 409],
    ]).toContainEqual(codes)
  })
})

describe('a fork and a merger', () => {
  it('one matter in two suggestions hears of each; what is merged is passed on, nothing twice', async () => {
    const [forked, other] = [await issue(), await issue()]
    const kept = await written(li, { title: '装路灯', issueId: forked.id })
    const merged = await written(li, { title: '修路灯', issueId: forked.id })
    await join(li, merged.id, other.id)
    await done(li, merged.id, { act: 'submit' })
    await assigned(kept.id)
    await done(office, merged.id, { act: 'merge', into: kept.id, reason: '说的是同一件事' })
    await answered(kept.id, 'C')
    // Written twice for the first, once for the other; answered once for both.
    const both = await told(forked)
    expect([SENT, SENT_AGAIN, C].map((one) => times(both, one))).toEqual([1, 1, 1])
    expect([times(await told(other), SENT), times(await told(other), C)]).toEqual([1, 1])
    const { items } = (await office({ url: '/api/suggestion-figures' })).json()
    const all = items.find((one: { key: string }) => one.key === 'solved').denominator
    const behind = (await office({ url: '/api/suggestions?figure=solved' })).json()
    expect(behind.total).toBe(all)
    expect(behind.items.map((one: { id: string }) => one.id)).not.toContain(merged.id)
    const seen = await chain(li, 'issue', other.id)
    expect(seen.matters.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['装路灯', '修路灯']),
    )
    expect(seen.links).toHaveLength(4)
  })

  it('joined to one and to another one that are there, no sentence is told twice', async () => {
    const mine = await issue()
    for (const title of ['装路灯', '修路灯']) {
      const { id } = await written(li, { title })
      await done(li, id, { act: 'submit' })
      await join(li, id, mine.id)
    }
    const sentences = await told(mine)
    expect([SENT, JOINED, JOINED_AGAIN].map((one) => times(sentences, one))).toEqual([0, 1, 1])
  })

  it('merged into what is answered already, its voters hear that at once', async () => {
    const mine = await issue()
    const target = await written(li, { title: '目标' })
    await assigned(target.id)
    await answered(target.id, 'A')
    const late = await written(li, { title: '后来的', issueId: mine.id })
    await done(li, late.id, { act: 'submit' })
    await done(office, late.id, { act: 'merge', into: target.id, reason: '说的是同一件事' })
    const sentences = await told(mine)
    expect([times(sentences, A), times(sentences, MERGED)]).toEqual([1, 0])
  })
})

it('however many matters are behind one, every voter hears of it', async () => {
  const target = await written(li, { title: '很多人说的' })
  const near = await issue()
  await join(li, target.id, near.id)
  const far = await issue()
  const through = await written(li, { title: '也说这个', issueId: far.id })
  const at = t.clock.now()
  await t.context.db.commit('home', [
    tie(t.context, intoOther(through.id, target.id), at),
    ...Array.from({ length: MOST_IN_CHAIN }, (_, i) =>
      tie(t.context, fromIssue(`${i}`, target.id), at),
    ),
  ])
  expect(await issuesBehind(t.context, target.id)).toContain(far.id)
})

it('of many at once, each has its own origins, also those that were merged into it', async () => {
  const [kept, merged, none] = [await written(li), await written(li), await written(li)]
  const [near, shared, far] = [await issue(), await issue(), await issue()]
  for (const { id } of [near, shared]) await join(li, kept.id, id)
  for (const { id } of [shared, far]) await join(li, merged.id, id)
  const at = t.clock.now()
  await t.context.db.commit('home', [tie(t.context, intoOther(merged.id, kept.id), at)])
  const found = await issuesBehindEach(t.context, [kept.id, merged.id, none.id])
  const sorted = (ids: string[] | undefined): string[] => [...(ids ?? [])].sort()
  expect(sorted(found.get(kept.id))).toEqual([near.id, shared.id, far.id].sort())
  expect(sorted(found.get(merged.id))).toEqual([shared.id, far.id].sort())
  expect(found.get(none.id)).toEqual([])
})

describe('who sees what of a chain', () => {
  it('voters see their own matter and how far it is, and nothing of others', async () => {
    const [mine, others] = [await issue(), await issue()]
    const { id } = await written(li, { title: '不公开的题目', issueId: mine.id })
    await join(li, id, others.id)
    const mineChain = async (): Promise<LineageView> =>
      (await t.voter({ url: `/api/receipts/${mine.receipt}/lineage` })).json()
    // A draft is nobody's but its lead's.
    expect((await mineChain()).matters).toHaveLength(1)
    await assigned(id)
    const seen = await mineChain()
    expect(seen.matters.filter(({ here }) => here)).toHaveLength(1)
    const words = JSON.stringify(seen)
    expect(words).toContain('李婺代表写的建议')
    expect(words).toContain('部门正在办')
    for (const secret of ['不公开的题目', id, others.id, others.number])
      expect(words).not.toContain(secret)
    await answered(id, 'A')
    await done(office, id, { act: 'publish', evenSo: true })
    const after = (await mineChain()).matters.find(({ title }) => title === '不公开的题目')
    expect(after?.to).toBe(`/suggestions/${id}`)
    for (const url of ['/suggestions', after?.to ?? ''])
      expect((await t.voter({ url })).body).toContain('由 2 件群众反映写成')
  })

  it('departments see that there are matters, strangers nothing at all', async () => {
    const mine = await issue()
    const { id } = await written(li, { issueId: mine.id })
    await assigned(id)
    const seen = await chain(housing.client, 'suggestion', id)
    expect(seen.matters.map(({ to }) => to)).toContain(null)
    expect(JSON.stringify(seen)).not.toContain(mine.number)
    for (const by of [zhang, housing.client])
      expect(outcome(await by({ url: `/api/lineage/issue/${mine.id}` }))).toBe(
        '404 lineage.not-found',
      )
    expect(outcome(await zhang({ url: `/api/lineage/suggestion/${id}` }))).toBe(
      '404 lineage.not-found',
    )
    expect(outcome(await t.voter({ url: `/api/lineage/issue/${mine.id}` }))).toBe(
      '401 auth.required',
    )
    expect(outcome(await t.voter({ url: '/api/receipts/NOSUCHRECEIPT/lineage' }))).toBe(
      '404 receipt.not-found',
    )
  })
})

describe('what was there before', () => {
  it('is tied from what it was written from and merged into; again changes nothing', async () => {
    const mine = await issue()
    const target = await written(li, { title: '留下的' })
    await done(li, target.id, { act: 'submit' })
    const earlier = await written(li, { title: '并走的', issueId: mine.id })
    await done(li, earlier.id, { act: 'submit' })
    await done(office, earlier.id, { act: 'merge', into: target.id, reason: '说的是同一件事' })
    const { lineageLinks } = t.context.db.tables(lineageTables)
    const count = async (): Promise<number> =>
      (await t.context.db.read.select().from(lineageLinks)).length
    const links = await t.context.db.read.select().from(lineageLinks)
    await t.context.db.commit(
      'home',
      links.map((one) =>
        untie(t.context, {
          from: { kind: one.fromKind, id: one.fromId },
          to: { kind: one.toKind, id: one.toId },
        }),
      ),
    )
    expect(await count()).toBe(0)
    await tieEarlierOnes(t.context)
    const after = await count()
    await tieEarlierOnes(t.context)
    expect(await count()).toBe(after)
    const seen = await chain(li, 'issue', mine.id)
    expect(seen.links).toHaveLength(2)
  })
})
