import { DAY } from '@mashang/shared/core/clock.ts'
import { defaultRuleSet } from '@mashang/shared/points/default-set.rules.ts'
import type { RecordView } from '@mashang/shared/records/records.api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { mine } from '../points/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { paper } from './steps.ts'

let t: TestApp
let office: Client
let office2: Client
let li: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  ;[office, office2, li] = await Promise.all([t.as('office'), t.as('office-2'), t.as(0)])
})
afterAll(() => t.close())

const url = () => `/api/records/${seeded(t, 0).id}`
const keep = (by: Client, body: object) => post(by, `${url()}/papers`, body)
const back = (by: Client, id: string, reason = '记错了人') =>
  post(by, `${url()}/papers/${id}/withdrawal`, { reason })
const record = async (by: Client): Promise<RecordView> => (await by({ url: url() })).json()
const sectionOf = (view: RecordView, name: string) =>
  view.sections.find(({ section }) => section === name)
const roleOf = (view: RecordView, name: string) =>
  view.roles.find(({ role }) => role === name)?.count
const headlines = async (): Promise<string[]> =>
  (await li({ url: '/api/notices' }))
    .json()
    .items.map(({ headline }: { headline: string }) => headline)

it('given what an office has on paper, then it stands in the record, shows a role, and its representative is told', async () => {
  const ticket = paper()
  const clue = paper({
    kind: 'clues',
    title: '反映河边乱倒垃圾',
    partner: undefined,
    outcome: '检察院已立案',
    reference: '线索登记表第 3 号',
  })
  expect(outcome(await keep(office, ticket))).toBe('204')
  // Pressed twice it is one.
  expect(outcome(await keep(office, ticket))).toBe('204')
  expect(outcome(await keep(office, clue))).toBe('204')
  const view = await record(li)
  expect(sectionOf(view, 'tickets')).toMatchObject({
    count: 1,
    entries: [
      {
        key: `paperwork:${ticket.id}`,
        role: 'supervision',
        title: '督办路灯长期不亮的工单',
        detail: '和区城市管理局 · 一周内修好 · 材料：督办单〔2026〕2 号',
      },
    ],
  })
  expect(sectionOf(view, 'clues')?.entries[0]?.detail).toBe(
    '检察院已立案 · 材料：线索登记表第 3 号',
  )
  expect([roleOf(view, 'supervision'), roleOf(view, 'information')]).toEqual([1, 1])
  expect(view.papers).toEqual([])
  expect((await record(office)).papers).toEqual([
    { id: ticket.id, withdrawable: true },
    { id: clue.id, withdrawable: true },
  ])
  const { items } = (await li({ url: '/api/notices' })).json()
  expect(items).toHaveLength(2)
  expect(items[1]).toMatchObject({
    kind: 'record.paper-kept',
    about: ticket.title,
    subject: { kind: 'paperwork', id: ticket.id },
  })
})

it('given one, then its representative may say a word to it; nobody else may write one', async () => {
  const entry = sectionOf(await record(li), 'tickets')?.entries[0]?.key ?? ''
  const remark = { id: crypto.randomUUID(), entry, text: '还有两盏没修' }
  expect(outcome(await post(li, `${url()}/remarks`, remark))).toBe('204')
  expect(sectionOf(await record(office), 'tickets')?.entries[0]?.remark?.text).toBe('还有两盏没修')
  expect(outcome(await keep(li, paper()))).toBe('403 auth.forbidden')
})

it('given a day to come, an unknown kind or no paper named, then it is not written down', async () => {
  expect(outcome(await keep(office, paper({ on: '2026-12-31' })))).toBe('422 record.paper-ahead')
  expect(outcome(await keep(office, paper({ kind: 'mediations' })))).toBe('400 request.invalid')
  expect(outcome(await keep(office, paper({ reference: ' ' })))).toBe('400 request.invalid')
})

it('given no rule for it, then it is told and scores nothing; given one, then it scores on its own day', async () => {
  const before = await mine(li)
  expect(before.unruled.map(({ title }) => title).sort()).toEqual([
    '反映河边乱倒垃圾',
    '督办路灯长期不亮的工单',
  ])
  const rule = {
    id: 'papers',
    title: '督办工单',
    facts: [{ fact: 'paper.ticket', points: 2 }],
    cap: null,
    period: 'year',
    review: 'office',
    within: null,
    least: null,
  }
  const set = { ...defaultRuleSet, rules: [...defaultRuleSet.rules, rule] }
  const saved = { after: 0, from: '2026-01-01', reason: '常委会会议通过。', set }
  expect(outcome(await post(office, '/api/points/rules', saved))).toBe('201')
  const { items } = (await office({ url: '/api/points/reviews' })).json()
  expect(items).toMatchObject([{ entry: { title: '督办路灯长期不亮的工单', state: 'pending' } }])
  const { key } = items[0].entry
  const act = `/api/points/representatives/${seeded(t, 0).id}/entries/${encodeURIComponent(key)}`
  expect(outcome(await post(office, act, { act: 'confirm', reason: '看过督办单' }))).toBe('200')
  expect((await mine(li)).total).toBe(before.total + 2)
})

it('given one that was wrong, then it is taken back once, with why; it counts and scores no more', async () => {
  const id = (await record(office)).papers[0]?.id ?? ''
  const { total } = await mine(li)
  t.clock.advance(DAY)
  const both = await Promise.all([back(office, id), back(office2, id)])
  expect(both.map(outcome).sort()).toEqual(['204', '404 record.paper-unknown'])
  const view = await record(li)
  expect(sectionOf(view, 'tickets')).toMatchObject({
    count: 1,
    entries: [{ role: null, detail: expect.stringContaining('已撤销：记错了人') }],
  })
  expect(roleOf(view, 'supervision')).toBe(0)
  expect((await mine(li)).total).toBe(total - 2)
  expect((await record(office)).papers[0]).toEqual({ id, withdrawable: false })
  expect((await headlines())[0]).toBe('代表工委撤销了您履职档案里的一件登记，理由写在档案里')
})
