import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { answer, filed, outcome, post, respond, seeded } from './steps.ts'

let t: TestApp
let office: Client
let representative: Client
let colleague: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  representative = await t.as(0)
  colleague = await t.as(1)
})
afterAll(() => t.close())

interface Row {
  id: string
  goes: boolean
  words: string
}
const preview = async (body: object): Promise<Row[]> => {
  const reply = await post(office, '/api/issue-bulk-previews', body)
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json().items
}
const run = async (body: object): Promise<{ items: Row[]; undo: object[] }> => {
  const reply = await post(office, '/api/issue-bulk-acts', body)
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json()
}
const undo = (act: string, items: object[]) => post(office, '/api/issue-bulk-undos', { act, items })
const goes = (rows: Row[]): boolean[] => rows.map((row) => row.goes)
const inboxOf = async (by: Client): Promise<string[]> => {
  const { items } = (await by({ url: '/api/inbox' })).json()
  return items.map((item: { id: string }) => item.id)
}
const sentences = async (id: string): Promise<string[]> =>
  (await office({ url: `/api/issues/${id}` }))
    .json()
    .timeline.map((entry: { sentence: string }) => entry.sentence)

describe('giving many matters to somebody else', () => {
  it('says before what happens to which, changes nothing yet, then reports, and can be undone', async () => {
    const [first, second, done] = [await filed(t), await filed(t), await filed(t)]
    await respond(representative, done.id, {
      decision: 'decline',
      text: '这件事不归代表办，请到法院去。',
      to: { kind: 'elsewhere', name: '法院' },
    })
    const issues = [first.id, second.id, done.id]
    const to = { act: 'reassign', issues, representativeId: seeded(t, 1).id }

    const before = await preview(to)
    expect(goes(before)).toEqual([true, true, false])
    expect(before[0]?.words).toBe(`从${seeded(t, 0).name}改给${seeded(t, 1).name}，答复时间不变`)
    expect(before[2]?.words).toMatch(/。$/)
    expect(await inboxOf(colleague)).toEqual([])

    const report = await run({ ...to, reason: '片区调整' })
    expect(goes(report.items)).toEqual([true, true, false])
    expect((await inboxOf(colleague)).sort()).toEqual([first.id, second.id].sort())

    expect(report.undo).toHaveLength(2)
    expect((await undo('reassign', report.undo)).statusCode).toBe(200)
    expect(await inboxOf(colleague)).toEqual([])
    expect(await inboxOf(representative)).toEqual(expect.arrayContaining([first.id, second.id]))
    expect(await sentences(first.id)).toEqual(
      expect.arrayContaining([
        `改由${seeded(t, 1).name}代表办理，答复时间不变。`,
        `改由${seeded(t, 0).name}代表办理，答复时间不变。`,
      ]),
    )
  })

  it('asks for a receiver who can see it, and for a reason', async () => {
    const { id } = await filed(t)
    const to = { act: 'reassign', issues: [id], representativeId: seeded(t, 2).id }
    const [row] = await preview(to)
    expect(row).toMatchObject({ goes: false, words: expect.stringContaining('还没有账号') })
    const refused = await post(office, '/api/issue-bulk-acts', {
      ...to,
      representativeId: seeded(t, 1).id,
    })
    expect(outcome(refused)).toBe('400 request.invalid')
    expect(refused.json().fields).toEqual([{ path: 'reason', message: '请填写理由。' }])
  })
})

describe('reminding many', () => {
  it('tells whoever has it, says so on the timeline, and not twice on one day', async () => {
    const [open, answered] = [await filed(t), await filed(t)]
    await answer(representative, answered.id)
    const act = { act: 'remind', issues: [open.id] }
    expect(goes((await run(act)).items)).toEqual([true])
    expect(await sentences(open.id)).toContain('代表工委催了一下，请尽快答复。')
    await tellOfFacts(t.context)
    const told = (await representative({ url: '/api/notices' })).json().items
    expect(told.filter((one: { kind: string }) => one.kind === 'issue.reminded')).toHaveLength(1)

    const [again] = await preview(act)
    expect(again).toMatchObject({ goes: false, words: '今天提醒过了，明天还没办再提醒。' })
    expect(goes((await run(act)).items)).toEqual([false])
    t.clock.set('2026-11-23T16:00:00.000Z')
    expect(goes(await preview(act)), 'after midnight in the district').toEqual([true])
  })

  it('given the office and a station at once, then one of them reminds', async () => {
    const { id } = await filed(t)
    const liaison = await t.as('liaison')
    const [report, reply] = await Promise.all([
      run({ act: 'remind', issues: [id] }),
      post(liaison, `/api/issues/${id}/reminder`),
    ])
    expect([report.items[0]?.goes, reply.statusCode === 204].sort()).toEqual([false, true])
    expect(outcome(await post(liaison, `/api/issues/${id}/reminder`))).toBe(
      '409 issue.reminded-today',
    )
    const reminders = (await sentences(id)).filter((one) => one.includes('催了一下'))
    expect(reminders).toHaveLength(1)
  })

  it('leaves out a clock that stands still, and whoever would not hear of it', async () => {
    const [waiting, unheard] = [await filed(t), await filed(t, {}, 2)]
    await answer(representative, waiting.id)
    const asked = await post(representative, `/api/issues/${waiting.id}/question`, {
      text: '请问是哪一盏灯不亮？',
    })
    expect(asked.statusCode, asked.body).toBe(200)
    const act = { act: 'remind', issues: [waiting.id, unheard.id] }
    const said = [
      { goes: false, words: '时限现在停着，不用催。' },
      { goes: false, words: '这位代表没有账号，收不到提醒，请打个电话。' },
    ]
    expect(await preview(act)).toMatchObject(said)
    expect((await run(act)).items).toMatchObject(said)
  })

  it('leaves out what nobody owes anything for', async () => {
    const { id } = await filed(t)
    await respond(representative, id, {
      decision: 'decline',
      text: '这件事不归代表办，请到法院去。',
      to: { kind: 'elsewhere', name: '法院' },
    })
    expect(await preview({ act: 'remind', issues: [id] })).toMatchObject([
      { goes: false, words: '没有在走的时限，不用催。' },
    ])
  })
})

describe('putting many together', () => {
  it('puts them to the first, leaves out what lies elsewhere, and takes them out again', async () => {
    const [base, same, elsewhere] = [await filed(t), await filed(t), await filed(t, {}, 2)]
    const act = { act: 'gather', issues: [base.id, same.id, elsewhere.id] }
    expect(goes(await preview(act))).toEqual([true, true, false])
    const report = await run(act)
    expect(goes(report.items)).toEqual([true, true, false])
    const members = async (): Promise<number> =>
      (await office({ url: `/api/issues/${base.id}/group` })).json().members.length
    expect(await members()).toBe(2)
    expect(goes(await preview(act))).toEqual([true, false, false])
    expect(report.undo).toEqual([{ id: same.id }])
    await undo('gather', report.undo)
    expect(await members()).toBe(0)
  })
})

describe('who may', () => {
  it.each([
    ['nothing chosen', { act: 'remind', issues: [] }],
    ['an act that is none', { act: 'delete', issues: [crypto.randomUUID()] }],
    ['too many', { act: 'remind', issues: Array.from({ length: 201 }, () => crypto.randomUUID()) }],
  ])('%s is refused', async (_what, body) => {
    expect(outcome(await post(office, '/api/issue-bulk-previews', body))).toBe(
      '400 request.invalid',
    )
  })

  it('only the office', async () => {
    const { id } = await filed(t)
    const body = { act: 'remind', issues: [id] }
    for (const url of ['/api/issue-bulk-previews', '/api/issue-bulk-acts'])
      expect(outcome(await post(representative, url, body))).toBe('403 auth.forbidden')
  })
})
