import { activitiesTables } from '@mashang/server/activities/activities.table.ts'
import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { DAY, HOUR } from '@mashang/shared/core/clock.ts'
import type { RecordView } from '@mashang/shared/records/records.api.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done as acted, announced } from '../activities/steps.ts'
import { answer, filed, outcome, post, seeded } from '../issues/steps.ts'
import { done, text, written } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { heldBy, reward } from './steps.ts'

let t: TestApp
let office: Client
let office2: Client
let li: Client
let zhang: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  ;[office, office2, li, zhang] = await Promise.all([
    t.as('office'),
    t.as('office-2'),
    t.as(0),
    t.as(1),
  ])
})
afterAll(() => t.close())

const idOf = (index: 0 | 1 | 2): string => seeded(t, index).id
const record = async (by: Client, id = idOf(0), query = ''): Promise<RecordView> =>
  (await by({ url: `/api/records/${id}${query}` })).json()
const countsOf = (view: RecordView): Record<string, number> =>
  Object.fromEntries(view.sections.map(({ section, count }) => [section, count]))
const entryOf = (view: RecordView, section: string, title?: string) =>
  view.sections
    .find((one) => one.section === section)
    ?.entries.find((entry) => title === undefined || entry.title === title)

const held = (kind: string, changes: object = {}) => heldBy(t, office, kind, changes)

describe('a record', () => {
  it('given work of every kind, then each stands in its section once, and counts toward one role', async () => {
    for (const kind of ['session', 'inspection', 'survey', 'training', 'report', 'reception'])
      await held(kind)
    const { id: issue } = await filed(t)
    await answer(li, issue)
    const suggestion = await written(li, text)
    await done(li, suggestion.id, { act: 'submit' })
    expect(outcome(await post(office, `/api/records/${idOf(0)}/rewards`, reward()))).toBe('204')
    const view = await record(li)
    expect(countsOf(view)).toEqual({
      sessions: 1,
      inspections: 2,
      training: 1,
      group: 0,
      suggestions: 1,
      report: 1,
      rewards: 1,
      reception: 1,
      issues: 1,
      mediations: 0,
      tickets: 0,
      clues: 0,
      seat: 0,
    })
    expect(Object.fromEntries(view.roles.map(({ role, count }) => [role, count]))).toEqual({
      publicity: 2,
      information: 0,
      analysis: 2,
      mediation: 0,
      supervision: 2,
      liaison: 2,
    })
    expect(view.basics).toContainEqual({ label: '姓名', words: '李婺' })
    // What a voter wrote and who they are stays with their matter.
    expect(JSON.stringify(view)).not.toContain('路灯不亮')
    expect(entryOf(view, 'issues')?.detail).toBe('按时答复')
  })

  it('given a month or a year of birth, then it is written as a day is', async () => {
    const born = async (birth: string) => {
      await execute(t, `update representatives set birth = '${birth}' where id = '${idOf(1)}'`)
      return (await record(office, idOf(1))).basics.find(({ label }) => label === '出生年月')?.words
    }
    expect([await born('1982-04'), await born('1982-11'), await born('1982')]).toEqual([
      '1982年4月',
      '1982年11月',
      '1982年',
    ])
  })

  it('is one’s own, or the office’s; anybody else’s looks absent', async () => {
    const sees = async (by: Client, id = idOf(0)) =>
      outcome(await by({ url: `/api/records/${id}` }))
    expect(await sees(office)).toBe('200')
    expect(await sees(zhang)).toBe('404 record.not-found')
    expect(await sees(office, crypto.randomUUID())).toBe('404 record.not-found')
    expect(await sees(await t.as('liaison'))).toBe('403 auth.forbidden')
    expect(await sees(t.voter)).toBe('401 auth.required')
  })

  it('an absence is told and counts for nothing, and follows what is put right', async () => {
    const { id } = await announced(t, office, {
      kind: 'session',
      title: '第三次会议',
      startsAt: new Date(t.clock.now() - 2 * HOUR).toISOString(),
      endsAt: new Date(t.clock.now() + HOUR).toISOString(),
    })
    await acted(office, id, { act: 'close', revision: 0, unmarked: 'absent' })
    const absent = entryOf(await record(zhang, idOf(1)), 'sessions', '第三次会议')
    expect(absent).toMatchObject({ title: '第三次会议', detail: '缺席', role: null })
    await acted(office, id, {
      act: 'correct',
      representativeId: idOf(1),
      attendance: 'attended',
      was: 'absent',
      reason: '签到表上有',
    })
    expect(entryOf(await record(zhang, idOf(1)), 'sessions', '第三次会议')).toMatchObject({
      detail: null,
      role: 'supervision',
    })
  })

  it('is narrowed to a year, beside the year before; one section can be had whole', async () => {
    const { activities: a } = t.context.db.tables(activitiesTables)
    const id = await held('visit')
    const before = t.clock.now() - 366 * DAY
    await execute(t, `update activities set starts_at = ${before} where id = '${id}'`)
    expect(await t.context.db.read.select().from(a).where(eq(a.id, id))).toHaveLength(1)
    const now = await record(li, idOf(0), '?year=2026&section=sessions')
    expect(now.years).toEqual([2026, 2025])
    expect(now.roles.find(({ role }) => role === 'information')).toEqual({
      role: 'information',
      count: 0,
      before: 1,
    })
    const past = await record(li, idOf(0), '?year=2025')
    expect(past.timeline.map(({ title }) => title)).toEqual(['一次visit'])
    // Of a long one all that there is, where it is asked for, and on paper anyway.
    const many = Array.from({ length: 35 }, (_, index) => ({
      id: crypto.randomUUID(),
      title: `先进个人之${index}`,
      giver: '区人大常委会',
      on: '2026-01-05',
      reason: '通报表扬',
      kind: 'reward',
    }))
    for (const one of many)
      expect(outcome(await post(office, `/api/records/${idOf(0)}/rewards`, one))).toBe('204')
    const few = await record(li, idOf(0))
    expect([few.timeline.length, few.entries > 35]).toEqual([30, true])
    const whole = await record(li, idOf(0), '?section=timeline')
    expect(whole.timeline.length).toBe(few.entries)
    expect(outcome(await li({ url: `/api/records/${idOf(0)}?section=none` }))).toBe(
      '400 request.invalid',
    )
  })
})

describe('a remark', () => {
  const remark = (by: Client, body: object, id = idOf(0)) =>
    post(by, `/api/records/${id}/remarks`, body)

  it('is the representative’s own: kept, replaced, withdrawn; the fact stays', async () => {
    const entry = entryOf(await record(li), 'sessions')
    const key = entry?.key ?? ''
    const body = { id: crypto.randomUUID(), entry: key, text: '我在分组会上发了言' }
    expect([outcome(await remark(li, body)), outcome(await remark(li, body))]).toEqual([
      '204',
      '204',
    ])
    expect(entryOf(await record(office), 'sessions')).toMatchObject({
      title: entry?.title,
      remark: { text: '我在分组会上发了言' },
    })
    const second = { id: crypto.randomUUID(), entry: key, text: '发言谈的是路灯' }
    await remark(li, second)
    expect(entryOf(await record(li), 'sessions')?.remark?.text).toBe('发言谈的是路灯')
    const back = (by: Client) => post(by, `/api/records/${idOf(0)}/remarks/${second.id}/withdrawal`)
    expect(outcome(await back(zhang))).toBe('404 record.not-found')
    expect(outcome(await back(li))).toBe('204')
    expect(outcome(await back(li))).toBe('404 record.remark-unknown')
    expect(entryOf(await record(li), 'sessions')?.remark).toBeNull()
    // The ledger knows that there was one, and none of its words.
    const facts = await factsOf(t.context, idOf(0))
    expect(facts.filter(({ type }) => type === 'record.remarked')).toHaveLength(2)
    expect(JSON.stringify(facts)).not.toContain('发言')
  })

  it('belongs to an entry of one’s own record', async () => {
    const body = { id: crypto.randomUUID(), entry: 'activity:nothing', text: '一句话' }
    expect(outcome(await remark(li, body))).toBe('422 record.entry-unknown')
    expect(outcome(await remark(zhang, body))).toBe('404 record.not-found')
    expect(outcome(await remark(office, body))).toBe('403 auth.forbidden')
    expect(outcome(await remark(li, { ...body, text: ' ' }))).toBe('400 request.invalid')
  })
})

describe('a reward', () => {
  it('is written once, is not ahead, and is reversed once, with both kept', async () => {
    const give = (body: object) => post(office, `/api/records/${idOf(2)}/rewards`, body)
    expect(outcome(await give(reward({ on: '2026-12-31' })))).toBe('422 record.reward-ahead')
    const body = reward()
    expect([outcome(await give(body)), outcome(await give(body))]).toEqual(['204', '204'])
    const reverse = (by: Client) =>
      post(by, `/api/records/${idOf(2)}/rewards/${body.id}/reversal`, { reason: '写错了人' })
    const both = await Promise.all([reverse(office), reverse(office2)])
    expect(both.map(outcome).sort()).toEqual(['204', '404 record.reward-unknown'])
    const view = await record(office, idOf(2))
    expect(countsOf(view).rewards).toBe(1)
    expect(entryOf(view, 'rewards')?.detail).toContain('已撤销：写错了人')
    expect(view.rewards).toEqual([{ id: body.id, reversible: false }])
  })
})
