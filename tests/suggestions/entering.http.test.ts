import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { mine } from '../points/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { bothReadFirst } from '../support/while-committing.ts'
import {
  act,
  answeredBy,
  atWork,
  type department,
  done,
  fresh,
  sentFile,
  text,
  written,
} from './steps.ts'

/** 代录: the office enters what was handed in on paper, for whoever signed it. */

let t: TestApp
let li: Client
let zhang: Client
let office: Client
let housing: Awaited<ReturnType<typeof department>>
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
  zhang = fresh(t, 1)
})
afterAll(() => t.close())
// A Thursday.
beforeEach(() => t.clock.set('2026-03-05T02:00:00Z'))

let nth = 0
/** What stands on one paper, signed by its lead and one more, with its scan. */
const paper = async (changes: object = {}) => ({
  ...text,
  title: `给第 ${++nth} 个小区加装路灯`,
  lead: seeded(t, 0).id,
  cosigners: [seeded(t, 1).id],
  on: '2026-03-03',
  scans: [await sentFile(office, '纸质建议.pdf')],
  ...changes,
})
const enter = (
  body: object,
  by = office,
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> => post(by, '/api/suggestion-entries', body, headers)
async function entered(changes: object = {}): Promise<SuggestionView> {
  const made = await enter(await paper(changes))
  if (outcome(made) !== '201') throw new Error(made.body)
  return made.json()
}
const seen = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const told = async (by: Client, id: string): Promise<string[]> => {
  await tellOfFacts(t.context)
  const { items } = (await by({ url: '/api/notices?size=100' })).json<{
    items: { suggestionId: string | null; headline: string }[]
  }>()
  return items.flatMap((one) => (one.suggestionId === id ? [one.headline] : []))
}

describe('given a paper with two signatures', () => {
  it('when the office enters it, then it waits for review like every other, and says everywhere that it is from paper', async () => {
    const { id } = await entered()
    for (const by of [office, li, zhang]) {
      const view = await seen(by, id)
      expect(view).toMatchObject({
        state: 'review',
        number: expect.stringContaining('〔2026〕'),
        lead: { id: seeded(t, 0).id },
        cosigners: [{ id: seeded(t, 1).id, confirmed: true, onPaper: true }],
        entry: { on: '2026-03-03', by: '代表工委（office）', at: '2026-03-05T02:00:00.000Z' },
      })
      expect(view.entry?.scans.map(({ name }) => name)).toEqual(['纸质建议.pdf'])
      const told = view.timeline.map(({ sentence }) => sentence)
      expect(told).toContain(
        `代表工委（office）按${seeded(t, 0).name}代表 3月3日交来的纸质建议代录，提交了。`,
      )
      expect(told).toContain(`代表工委（office）按纸上的签名录入：${seeded(t, 1).name}代表附议。`)
    }
    expect(await told(li, id)).toEqual(['代表工委代录了您纸上交的建议，请核对'])
    expect(await told(zhang, id)).toEqual(['代表工委代录了您签名附议的建议，请核对'])
    for (const by of [li, zhang]) {
      const { items } = (await by({ url: '/api/suggestions?size=100' })).json()
      expect(items.map((one: { id: string }) => one.id)).toContain(id)
    }
  })

  it('when it is assigned, then the days of the law were counted from the paper, and the letter names who signed', async () => {
    const own = await written(li, { title: '自己提交的一件' })
    t.clock.set('2026-03-03T02:00:00Z')
    const mine = await done(li, own.id, { act: 'submit' })
    t.clock.set('2026-03-05T02:00:00Z')
    const { id, clocks, submittedAt } = await entered()
    const due = (view: SuggestionView['clocks']) =>
      view.find(({ clock }) => clock === 'assign')?.dueAt
    expect(due(clocks)).toBe(due(mine.clocks))
    expect(submittedAt).toBe('2026-03-02T16:00:00.000Z')
    await done(office, id, { act: 'assign', lead: housing.id })
    // Hands are on the paper: it is not for who handles it.
    const view = await seen(housing.client, id)
    expect(view.entry).toMatchObject({ on: '2026-03-03', scans: [] })
    const [scan] = (await seen(office, id)).entry?.scans ?? []
    const read = (by: Client) => by({ url: `/api/suggestions/${id}/files/${scan?.id}` })
    expect((await read(housing.client)).statusCode).toBe(404)
    expect((await read(zhang)).statusCode).toBe(200)
    // The answer is addressed to both, as to any who handed in together.
    await answeredBy(housing.client, id)
    const letter = await office({ url: `/api/suggestions/${id}/letters/answer?file=docx` })
    const xml = (await unzipped(letter.rawPayload)).get('word/document.xml')?.toString() ?? ''
    for (const n of [0, 1] as const) expect(xml).toContain(seeded(t, n).name)
  })

  it('when a session was on that day, then it was handed in there', async () => {
    const was = (await office({ url: '/api/suggestion-periods' })).json().periods
    const session = { ...was, sessionFrom: '2026-03-01', sessionTo: '2026-03-04' }
    const set = (body: object, before: object) =>
      office({
        method: 'PUT',
        url: '/api/suggestion-periods',
        body: { ...body, was: before },
      })
    await set(session, was)
    const { clocks } = await entered()
    // Ten days that run through after the last day of it.
    expect(clocks.find(({ clock }) => clock === 'assign')?.dueAt).toBe('2026-03-14T16:00:00.000Z')
    await set(was, session)
  })

  it('when it counts, then for its lead and who signed, each once, on the day of the paper', async () => {
    const scored = async (by: Client, of: string): Promise<string[]> => {
      const { items, unruled } = await mine(by)
      return [...items.flatMap(({ entries }) => entries), ...unruled].flatMap((one) =>
        one.matterId === of && one.state !== 'void' ? [`${one.fact} ${one.at}`] : [],
      )
    }
    const { id } = await entered()
    expect(await scored(li, id)).toEqual(['suggestion.submitted 2026-03-02T16:00:00.000Z'])
    expect(await scored(zhang, id)).toEqual(['suggestion.cosigned 2026-03-02T16:00:00.000Z'])
    await done(zhang, id, { act: 'disown' })
    const of = seeded(t, 1).id
    await done(office, id, { act: 'verify', of, theirs: false, reason: '是同名的人' })
    expect([await scored(li, id), await scored(zhang, id)].map(({ length }) => length)).toEqual([
      1, 0,
    ])
    await done(office, id, { act: 'take-back', reason: '录错了人' })
    expect(await scored(li, id)).toEqual([])
  })
})

describe('given what is wrong with it', () => {
  it('then one sentence says what, at its field, and nothing is entered', async () => {
    const refused = async (changes: object) => {
      const reply = await enter(await paper(changes))
      return [outcome(reply), reply.json().fields?.[0]?.path]
    }
    expect(await refused({ on: '2026-03-06' })).toEqual(['422 suggestion.entry-day', 'on'])
    expect(await refused({ on: '2025-02-01' })).toEqual(['422 suggestion.entry-day', 'on'])
    expect(await refused({ scans: [] })).toEqual(['400 request.invalid', 'scans'])
    expect(await refused({ scans: [crypto.randomUUID()] })).toEqual([
      '422 suggestion.attachment-unknown',
      'files',
    ])
    expect(await refused({ lead: crypto.randomUUID() })).toEqual([
      '422 suggestion.lead-unknown',
      'lead',
    ])
    expect(await refused({ cosigners: [seeded(t, 0).id] })).toEqual([
      '422 suggestion.oneself',
      'cosigners',
    ])
  })

  it('then nobody but the office whose duty it is may enter one', async () => {
    const body = await paper()
    for (const by of [li, housing.client])
      expect(outcome(await enter(body, by))).toBe('403 auth.forbidden')
  })
})

describe('given it is entered twice', () => {
  it('when the same press comes again, then it is the same one; with other words it is refused', async () => {
    const body = await paper()
    const key = { 'idempotency-key': 'paper-press-1' }
    const [one, two] = await bothReadFirst(t, ['suggestion.enter'], () =>
      Promise.all([enter(body, office, key), enter(body, office, key)]),
    )
    expect([one.statusCode, two.statusCode]).toEqual([201, 201])
    expect(one.json().id).toBe(two.json().id)
    expect((await enter(body, office, key)).json().id).toBe(one.json().id)
    expect(outcome(await enter({ ...body, text: '别的话' }, office, key))).toBe(
      '409 suggestion.key-reused',
    )
  })

  it('when another clerk has entered the same title for the same lead, then it is asked once more', async () => {
    const { id, number } = await entered({ title: '修村西的桥' })
    const again = await paper({ title: '修村西的桥。' })
    const warned = await enter(again)
    expect(outcome(warned)).toBe('409 suggestion.same-title')
    expect(warned.json()).toMatchObject({
      detail: expect.stringContaining(String(number)),
      about: id,
    })
    // Of somebody else in that year, too: the paper may be entered for the wrong one.
    const other = { ...again, lead: seeded(t, 1).id, cosigners: [] }
    const warnedToo = await enter(other)
    expect(outcome(warnedToo)).toBe('409 suggestion.same-title')
    expect(warnedToo.json().detail).toContain(`${seeded(t, 0).name}代表已经有一件同名的建议`)
    expect(outcome(await enter({ ...other, evenSo: true }))).toBe('201')
    const sure = await enter({ ...(await paper({ title: '修村西的桥。' })), evenSo: true })
    expect(sure.json().id).not.toBe(id)
  })

  it('when two clerks enter the same paper in the same instant, then the second is told', async () => {
    const [one, two] = [
      await paper({ title: '修村东的路' }),
      await paper({ title: '修村东的路。' }),
    ]
    const replies = await bothReadFirst(t, ['suggestion.enter'], () =>
      Promise.all([enter(one), enter(two)]),
    )
    expect(replies.map(outcome).sort()).toEqual(['201', '409 suggestion.same-title'])
    // Two that have nothing to do with each other both get through.
    const others = [await paper({ title: '修村南的路' }), await paper({ title: '修村北的路' })]
    const both = await bothReadFirst(t, ['suggestion.enter'], () =>
      Promise.all(others.map((each) => enter(each))),
    )
    expect(both.map(outcome)).toEqual(['201', '201'])
  })
})

describe('given it is not theirs', () => {
  it('when its lead says so, then it stands on it, is not assigned before the office has looked, and goes back', async () => {
    const { id } = await entered()
    const view = await done(li, id, { act: 'disown', text: '我没有交过' })
    expect(view.entry).toMatchObject({
      until: null,
      objections: [{ own: true, lead: true, text: '我没有交过', verified: null }],
    })
    expect(outcome(await act(li, id, { act: 'disown' }))).toBe('409 suggestion.already-done')
    expect(await told(office, id)).toContain('代表说代录的建议不是自己的，请代表工委核对')
    expect(outcome(await act(office, id, { act: 'assign', lead: housing.id }))).toBe(
      '409 suggestion.entry-disputed',
    )
    const tasks = (await office({ url: '/api/suggestion-tasks' })).json()
    expect(tasks.counts.entry).toBe(1)
    const of = seeded(t, 0).id
    const gone = await done(office, id, {
      act: 'verify',
      of,
      theirs: false,
      reason: '名字录错了，是别的代表交的',
    })
    expect(gone.state).toBe('withdrawn')
    expect(gone.clocks.filter(({ stoppedAt }) => stoppedAt === null)).toEqual([])
    expect(await told(zhang, id)).toContain('建议撤回了，不用再办')
  })

  it('when who is said to have signed says so, then they are no co-signer once the office has looked', async () => {
    const { id } = await entered()
    await done(office, id, { act: 'assign', lead: housing.id })
    await done(zhang, id, { act: 'disown' })
    const of = seeded(t, 1).id
    const view = await done(office, id, { act: 'verify', of, theirs: false, reason: '是同名的人' })
    expect(view.state).toBe('assigned')
    expect(view.cosigners).toMatchObject([{ id: of, refused: true }])
    expect(view.timeline[0]?.sentence).toContain('没有提、没有签')
    expect(await told(li, id)).toContain('代录的建议有人说不是自己的，代表工委核对过了')
    expect((await zhang({ url: `/api/suggestions/${id}` })).statusCode).toBe(404)
  })

  it('when the office finds that it is, or the days are over, then it goes on', async () => {
    const { id } = await entered()
    await done(li, id, { act: 'disown' })
    const of = seeded(t, 0).id
    const view = await done(office, id, { act: 'verify', of, theirs: true, reason: '有他的签名' })
    expect([view.state, view.can.includes('assign')]).toEqual(['review', true])
    expect(view.entry?.objections[0]?.verified).toMatchObject({ theirs: true })
    t.clock.set('2026-04-30T02:00:00Z')
    expect(outcome(await act(zhang, id, { act: 'disown' }))).toBe('409 suggestion.disown-late')
  })

  it('given its lead wrote it in their own account, then there is nothing to say of a paper', async () => {
    const own = await written(li, { title: '自己写的' })
    await done(li, own.id, { act: 'submit' })
    expect(outcome(await act(li, own.id, { act: 'disown' }))).toBe('409 suggestion.not-entered')
  })
})

describe('given it was entered by mistake', () => {
  it('when nothing followed, then it is taken back with a reason, and those it named are told', async () => {
    const { id, can } = await entered()
    expect(can).toContain('take-back')
    const view = await done(office, id, { act: 'take-back', reason: '录成了别的代表' })
    expect([view.state, view.can.includes('take-back')]).toEqual(['withdrawn', false])
    expect((await seen(li, id)).remarks).toMatchObject([{ text: '录成了别的代表' }])
    expect(await told(li, id)).toContain('代录的建议撤回了，页面上写着理由')
  })

  it('when it was returned and its lead has changed it, or it went to a department, then not', async () => {
    const { id } = await entered()
    await done(office, id, { act: 'return', reason: '写明是哪几个小区' })
    expect((await seen(office, id)).can).toContain('take-back')
    await done(li, id, { act: 'edit', ...text, cosigners: [seeded(t, 1).id] })
    expect(outcome(await act(office, id, { act: 'take-back', reason: '录错了' }))).toBe(
      '409 suggestion.entry-went-on',
    )
    const other = await entered()
    await done(office, other.id, { act: 'assign', lead: housing.id })
    expect(outcome(await act(office, other.id, { act: 'take-back', reason: '录错了' }))).toBe(
      '409 suggestion.not-now',
    )
  })
})
