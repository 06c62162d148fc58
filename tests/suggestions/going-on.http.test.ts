import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { workbook } from '../support/small-xlsx.ts'
import { allNew } from './importing.ts'
import { act, contact, department, done, fresh } from './steps.ts'

/** What a list of last year says no answer of goes on here. */

const HEAD = ['建议编号', '题目', '领衔代表', '承办单位', '会办单位', '交办日期', '答复期限']
let t: TestApp
let office: Client
let li: Client
let housing: Awaited<ReturnType<typeof department>>
const BY = '区住房和城乡建设局'
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = fresh(t, 'office')
  li = fresh(t, 0)
  // Nobody without an account is told anything.
  await t.as(0)
  housing = await department(t, BY)
})
afterAll(() => t.close())

const row = (number: number, { by = BY, assigned = '2025-12-15', due = '' } = {}) => [
  `2025-${number}`,
  `第 ${number} 件往年的`,
  seeded(t, 0).name,
  by,
  '',
  assigned,
  due,
]
async function imported(...rows: (readonly string[])[]) {
  const file = { name: '去年.xlsx', bytes: workbook([HEAD, ...rows]) }
  const seen = (await sendFile(office, '/api/suggestion-imports/preview', file)).json()
  const url = `/api/suggestion-imports?fingerprint=${seen.fingerprint}${allNew(seen)}`
  const reply = await sendFile(office, url, file)
  expect(outcome(reply)).toBe('200')
  return { seen, report: reply.json() }
}
const idOf = async (number: number): Promise<string> =>
  (
    await office({ url: `/api/suggestions?q=${encodeURIComponent(`第 ${number} 件往年的`)}` })
  ).json().items[0].id
const show = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const running = ({ clocks }: SuggestionView) =>
  clocks.flatMap(({ clock, dueAt, stoppedAt }) => (stoppedAt === null ? [[clock, dueAt]] : []))
/** What is new for somebody since they last looked. */
async function news(by: Client): Promise<string[]> {
  await tellOfFacts(t.context)
  const { items } = (await by({ url: '/api/notices' })).json()
  const [first] = items
  if (first) await post(by, '/api/notices/reading', { until: first.id })
  return items.flatMap(({ read, headline }: { read: boolean; headline: string }) =>
    read ? [] : [headline],
  )
}

describe('a suggestion that a list says no answer of', () => {
  it('goes on where the office says so: with its department, due as counted from its assignment', async () => {
    await imported(row(1), row(2, { due: '2026-05-20' }), row(3, { by: '' }))
    const id = await idOf(1)
    expect((await show(office, id)).can).toContain('go-on')
    const after = await done(office, id, { act: 'go-on' })
    expect([after.state, after.assignedAt]).toEqual(['assigned', '2025-12-14T16:00:00.000Z'])
    // Three months from 15 December; the days of talking and of sending it back begin now.
    expect(Object.fromEntries(running(after))).toMatchObject({
      answer: '2026-03-16T16:00:00.000Z',
      return: '2026-03-09T16:00:00.000Z',
    })
    expect(after.timeline.map(({ type }) => type)).toEqual([
      'suggestion.go-on',
      'suggestion.imported',
    ])
    expect(after.prints).toEqual([])
    expect(await news(housing.client)).toEqual(['往年没有答复的一件建议接着办，请签收'])
    expect(await news(li)).toEqual(['您往年没有得到答复的建议接着办了'])
  })

  it('has the day that its list says', async () => {
    const after = await done(office, await idOf(2), { act: 'go-on' })
    expect(Object.fromEntries(running(after)).answer).toBe('2026-05-20T16:00:00.000Z')
  })

  it('waits to be assigned where the list names nobody, and is due from then on', async () => {
    const id = await idOf(3)
    const after = await done(office, id, { act: 'go-on' })
    expect([after.state, after.handlers, after.answerDueAt]).toEqual(['review', [], null])
    const given = await done(office, id, { act: 'assign', lead: housing.id })
    expect(Object.fromEntries(running(given)).answer).toBe('2026-06-02T16:00:00.000Z')
  })

  it('is answered, judged and counted like every other, and scores for its lead', async () => {
    const id = await idOf(1)
    await done(housing.client, id, { act: 'receive' })
    await done(housing.client, id, contact)
    await done(housing.client, id, { act: 'propose', text: '装好了。', class: 'A' })
    const answered = await done(housing.client, id, { act: 'sign', signer: '王建国' })
    expect([answered.state, answered.class]).toEqual(['answered', 'A'])
    expect(answered.prints.map(({ kind, restored }) => [kind, restored])).toEqual([
      ['answer', false],
      ['opinion', false],
    ])
    const after = await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
    expect(after.state).toBe('closed')
    const { items } = (await office({ url: '/api/suggestion-figures' })).json()
    expect(items[0]).toMatchObject({ key: 'solved', numerator: 1 })
    const points = (await li({ url: '/api/me/points?period=2026' })).json()
    const facts = points.items.flatMap(({ entries }: { entries: { fact: string }[] }) =>
      entries.map(({ fact }) => fact),
    )
    expect(facts).toContain('suggestion.class-a')
  })

  it('is left alone by another list, which may only keep it inside', async () => {
    const { seen, report } = await imported(row(1), row(2))
    expect(report).toMatchObject({ same: 2, changed: 0 })
    expect(seen.warnings.map(({ message }: { message: string }) => message)).toEqual([
      '这一件已经在系统里接着办，以系统里的为准，这一行不会改它。',
      '这一件已经在系统里接着办，以系统里的为准，这一行不会改它。',
    ])
  })
})

describe('a day that the office sets', () => {
  it('needs a reason and lies ahead, at most six months; it then counts', async () => {
    await imported(row(4, { assigned: '2025-02-10' }))
    const id = await idOf(4)
    const refused = async (body: object) =>
      outcome(await act(office, id, { act: 'go-on', ...body }))
    expect(await refused({ dueOn: '2026-04-30' })).toBe('422 suggestion.due-reason')
    const reason = '重新梳理后定的'
    expect(await refused({ dueOn: '2026-03-02', reason })).toBe('422 suggestion.due-unfit')
    expect(await refused({ dueOn: '2026-12-01', reason })).toBe('422 suggestion.due-unfit')
    const after = await done(office, id, { act: 'go-on', dueOn: '2026-04-30', reason })
    expect(Object.fromEntries(running(after)).answer).toBe('2026-04-30T16:00:00.000Z')
    expect([after.overdue, after.answerDueAt]).toEqual([false, '2026-04-30T16:00:00.000Z'])
    expect(after.timeline[0]?.sentence).toContain('答复期限定为')
    expect(after.remarks.map(({ text }) => text)).toEqual([reason])
  })

  it('is gone again where the office takes it back, until somebody has signed for it', async () => {
    const id = await idOf(4)
    await news(housing.client)
    await news(li)
    const before = await done(office, id, { act: 'lay-by', reason: '点错了' })
    expect(await news(housing.client)).toEqual(['往年的那一件不接着办了，不用再办'])
    expect(await news(li)).toEqual(['您往年的那一件又不接着办了，页面上写着理由'])
    expect([before.state, before.answeredAt]).toEqual(['closed', null])
    expect(running(before)).toEqual([])
    expect(before.can).toContain('go-on')
    expect(before.answerDueAt?.slice(0, 7)).toBe('2025-05')
    await done(office, id, { act: 'go-on' })
    await done(housing.client, id, { act: 'receive' })
    expect(outcome(await act(office, id, { act: 'lay-by', reason: '点错了' }))).toBe(
      '409 suggestion.not-now',
    )
  })
})

describe('one that two departments had, of which one went on as the other since', () => {
  it('goes on with the one that there is, and comes back as it was', async () => {
    const old = await department(t, '区房管局')
    await imported([
      '2025-21',
      '第 21 件往年的',
      seeded(t, 0).name,
      '区房管局',
      BY,
      '2025-12-15',
      '',
    ])
    await imported([
      '2025-22',
      '第 22 件往年的',
      seeded(t, 0).name,
      BY,
      '区房管局',
      '2025-12-15',
      '',
    ])
    const merging = `/api/departments/${old.id}/merging`
    const { fingerprint } = (await office({ url: `${merging}?into=${housing.id}` })).json()
    const merged = { into: housing.id, reason: '机构改革', fingerprint }
    expect(outcome(await post(office, merging, merged))).toBe('200')
    for (const number of [21, 22]) {
      const id = await idOf(number)
      const before = (await show(office, id)).handlers
      expect(before.map((one) => one.id).sort()).toEqual([housing.id, old.id].sort())
      const after = await done(office, id, { act: 'go-on' })
      expect(after.handlers).toMatchObject([{ id: housing.id, part: 'lead' }])
      expect(new Set(after.clocks.map(({ ownerId }) => ownerId))).toEqual(new Set([housing.id]))
      const back = await done(office, id, { act: 'lay-by', reason: '点错了' })
      expect(back.handlers).toEqual(before)
      await done(office, id, { act: 'go-on' })
      expect((await done(housing.client, id, { act: 'receive' })).state).toBe('handling')
    }
  })
})

describe('many at once', () => {
  it('tell each department and representative once, however many there are and however late', async () => {
    await imported(...[11, 12, 13, 14].map((one) => row(one, { assigned: '2025-01-20' })))
    const { items } = (await office({ url: '/api/suggestions?left=true&year=2025' })).json()
    expect(items).toHaveLength(4)
    await news(housing.client)
    await news(li)
    const ids = items.map(({ id }: { id: string }) => id)
    const reply = await post(office, '/api/suggestion-continuations', { ids })
    expect(reply.json().items.map(({ done: one }: { done: boolean }) => one)).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(await news(housing.client)).toEqual([
      '往年没有答复的建议接着办，请在“代表建议”里逐件签收',
    ])
    expect(await news(li)).toEqual(['您往年没有得到答复的建议接着办了'])
    const again = await post(office, '/api/suggestion-continuations', { ids })
    expect(again.json().items[0]).toMatchObject({ done: false })
    expect((await office({ url: '/api/suggestions?left=true' })).json().total).toBe(0)
    const late = (await office({ url: '/api/suggestions?overdue=true' })).json()
    // These, and the one of before.
    expect(late.total).toBe(5)
    const owed = (await housing.client({ url: '/api/suggestion-reminders?due=late' })).json()
    expect(owed.late).toBe(5)
  })
})

describe('one that names co-handlers alone', () => {
  it('tells them nothing when it is laid by: they were told nothing of it before', async () => {
    await imported(['2025-5', '第 5 件往年的', seeded(t, 0).name, '', BY, '2025-02-10', ''])
    const id = await idOf(5)
    expect((await done(office, id, { act: 'go-on' })).state).toBe('review')
    expect(await news(housing.client)).toEqual([])
    await news(li)
    await done(office, id, { act: 'lay-by', reason: '点错了' })
    expect(await news(housing.client)).toEqual([])
    expect(await news(li)).toEqual(['您往年的那一件又不接着办了，页面上写着理由'])
  })
})
