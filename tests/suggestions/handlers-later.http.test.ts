import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { linkDesk } from './link-desk.ts'
import { newsOf } from './news.ts'
import { act, atWork, contact, department, done, sentFile, written } from './steps.ts'

/** Who handles a suggestion is changed after departments have signed for it. */

type Department = Awaited<ReturnType<typeof department>>
let t: TestApp
let li: Client
let office: Client
let housing: Department
let police: Department
let roads: Department
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
  police = await department(t, '公安分局')
  roads = await department(t, '区交通局')
})
afterAll(() => t.close())
beforeEach(() => t.clock.set('2026-03-02T02:00:00Z'))

const show = async (by: Client, id: string): Promise<SuggestionView> =>
  (await by({ url: `/api/suggestions/${id}` })).json()
const runningOf = ({ clocks }: SuggestionView, own: Department): string[] =>
  clocks
    .filter(({ ownerId, stoppedAt }) => ownerId === own.id && stoppedAt === null)
    .map(({ clock, dueAt }) => `${clock} ${dueAt?.slice(0, 10)}`)
    .sort()
const news = (by: Client): Promise<string[]> => newsOf(t, by)

/** Led by one with one beside it, both have signed for it; two weeks later. */
async function underWay(): Promise<string> {
  const { id } = await written(li)
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id, co: [police.id] })
  await done(housing.client, id, { act: 'receive' })
  await done(police.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  t.clock.set('2026-03-16T02:00:00Z')
  return id
}
const why = { reason: '路灯归交通局管', on: '2026-03-13', decidedBy: '区政府常务会议' }

describe('given another lead, after five working days', () => {
  it('then the new one has its clocks from now, the law’s day stays, who stays keeps what it had', async () => {
    const id = await underWay()
    await done(police.client, id, { act: 'opine', text: '配合划停车位。' })
    const before = await show(office, id)
    for (const by of [li, housing.client, police.client, roads.client]) await news(by)
    const after = await done(office, id, {
      act: 'reassign',
      lead: roads.id,
      co: [police.id],
      ...why,
    })
    expect(after.state).toBe('assigned')
    expect(after.handlers.map(({ name, part, received }) => [name, part, received])).toEqual([
      ['区交通局', 'lead', false],
      ['公安分局', 'co', true],
    ])
    expect(runningOf(after, roads)).toEqual([
      'answer 2026-06-02',
      'contact 2026-04-14',
      'return 2026-03-23',
    ])
    expect(runningOf(after, housing)).toEqual([])
    expect(runningOf(after, police)).toEqual(runningOf(before, police))
    expect(after.answerDueAt).toBe(before.answerDueAt)
    // What was logged stays, with its names.
    expect(after.contacts.map(({ department }) => department.name)).toEqual(['区住房和城乡建设局'])
    expect(after.opinions.map(({ department }) => department.name)).toEqual(['公安分局'])
    expect(after.remarks.at(-1)).toMatchObject({
      act: 'reassign',
      text: '路灯归交通局管（2026年3月13日，区政府常务会议定）',
    })
    expect(after.timeline[0]?.sentence).toBe(
      '代表工委调整了承办单位，现在是区交通局（主办）、公安分局（会办），区住房和城乡建设局不再办，答复期限仍从第一次交办算。',
    )
    expect(await news(roads.client)).toEqual(['交办来一件代表建议，请签收'])
    expect(await news(housing.client)).toEqual(['代表工委改交别的单位，不用再办'])
    for (const by of [li, police.client])
      expect(await news(by)).toEqual(['承办单位有调整，页面上写着理由'])
    expect(outcome(await housing.client({ url: `/api/suggestions/${id}` }))).toBe(
      '404 suggestion.not-found',
    )
    // It goes on to its answer, with a talk of the new lead's own.
    await done(roads.client, id, { act: 'receive' })
    expect(
      outcome(await act(roads.client, id, { act: 'propose', text: '装好了。', class: 'A' })),
    ).toBe('422 suggestion.no-contact')
    await done(roads.client, id, { ...contact, people: '交通局' })
    await done(roads.client, id, { act: 'propose', text: '装好了。', class: 'A' })
    expect((await done(roads.client, id, { act: 'sign', signer: '局长' })).state).toBe('answered')
    const late = { act: 'reassign', lead: housing.id, ...why }
    expect(outcome(await act(office, id, late))).toBe('409 suggestion.not-now')
  })

  it('then its draft is kept with its files, and the new lead begins with it', async () => {
    const id = await underWay()
    await done(police.client, id, { act: 'opine', text: '配合划停车位。' })
    const file = await sentFile(housing.client)
    const draft = { text: '6 月装好。', class: 'B', promisedFor: '2026-06-01', files: [file] }
    await done(housing.client, id, {
      act: 'propose',
      ...draft,
      contactPerson: '小刘',
      contactPhone: '8581234',
    })
    await done(office, id, { act: 'reassign', lead: roads.id, co: [police.id], ...why })
    const { sentBack, letters } = await show(roads.client, id)
    expect(letters).toEqual([])
    expect(sentBack).toMatchObject({
      text: '6 月装好。',
      class: 'B',
      promisedFor: '2026-06-01',
      from: '区住房和城乡建设局',
      contactPerson: null,
      files: [{ id: file }],
    })
    expect((await show(police.client, id)).sentBack).toBeNull()
    const url = `/api/suggestions/${id}/files/${file}`
    expect([outcome(await roads.client({ url })), outcome(await police.client({ url }))]).toEqual([
      '200',
      '404 suggestion.attachment-missing',
    ])
    await done(roads.client, id, { act: 'receive' })
    await done(roads.client, id, { ...contact, people: '交通局' })
    const written = await done(roads.client, id, { act: 'propose', ...draft })
    expect(written.letters[0]?.files.map((one) => one.id)).toEqual([file])
  })

  it('then the letter of the new ones is of its own day, and the earlier one stays', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: housing.id })
    await done(housing.client, id, { act: 'receive' })
    t.clock.set('2026-03-16T02:00:00Z')
    await done(office, id, { act: 'reassign', lead: roads.id, ...why })
    const { prints } = await show(office, id)
    expect(prints.map(({ kind, apart, inForce }) => [kind, apart, inForce])).toEqual([
      ['assignment', '区住房和城乡建设局 2026年3月2日', false],
      ['assignment', '区交通局 2026年3月16日', true],
    ])
    const own = await roads.client({ url: `/api/suggestions/${id}/letters/assignment?file=docx` })
    expect(outcome(own)).toBe('200')
  })

  it('then a letter by which somebody has it still says who does not', async () => {
    const id = await underWay()
    await done(office, id, { act: 'reassign', lead: roads.id, co: [police.id], ...why })
    const { prints } = await show(police.client, id)
    expect(prints.map(({ apart, inForce }) => [apart, inForce])).toEqual([
      ['区住房和城乡建设局等 2 家 2026年3月2日 其中区住房和城乡建设局后来不再办', true],
      ['区交通局 2026年3月16日', true],
    ])
  })

  it('then the one-time link of whoever lost it ends, and of whoever stays goes on', async () => {
    const id = await underWay()
    const tokens: string[] = []
    for (const departmentId of [housing.id, police.id]) {
      const made = await post(office, `/api/suggestions/${id}/links`, { departmentId })
      tokens.push(new URL(made.json<{ url: string }>().url).hash.slice(1))
    }
    await done(office, id, { act: 'reassign', lead: roads.id, co: [police.id], ...why })
    const [lost = '', kept = ''] = tokens
    expect(outcome(await linkDesk(t).open(lost))).toBe('410 suggestion.link-not-yours')
    expect(outcome(await linkDesk(t).open(kept))).toBe('200')
    // The new one finds the draft behind its link, too; here there was none.
    const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: roads.id })
    const token = new URL(made.json<{ url: string }>().url).hash.slice(1)
    expect((await linkDesk(t).open(token)).json()).toMatchObject({ task: 'answer', draft: null })
  })
})

describe('given whoever led it stays beside another lead', () => {
  const moved = (id: string) =>
    done(office, id, { act: 'reassign', lead: roads.id, co: [housing.id, police.id], ...why })

  it('then its receipt stays, and the clock of its new part runs from now', async () => {
    const id = await underWay()
    const after = await moved(id)
    expect(after.handlers.map(({ name, part, received }) => [name, part, received])).toEqual([
      ['区交通局', 'lead', false],
      ['区住房和城乡建设局', 'co', true],
      ['公安分局', 'co', true],
    ])
    expect(runningOf(after, housing)).toEqual(['opinion 2026-04-16', 'return 2026-03-23'])
    expect((await show(housing.client, id)).can).not.toContain('receive')
  })

  it('then it is told what it is now, and whoever comes anew is asked to sign for it', async () => {
    const id = await underWay()
    for (const by of [li, housing.client, police.client, roads.client]) await news(by)
    await moved(id)
    expect(await news(housing.client)).toEqual(['承办单位调整了：贵单位由主办改为会办'])
    expect(await news(roads.client)).toEqual(['交办来一件代表建议，请签收'])
    expect(await news(police.client)).toEqual(['承办单位有调整，页面上写着理由'])
  })

  it('then the earlier letter says what it has become', async () => {
    const id = await underWay()
    const { prints } = await moved(id)
    expect(prints.map(({ apart, inForce }) => [apart, inForce])).toEqual([
      ['区住房和城乡建设局等 2 家 2026年3月2日 其中区住房和城乡建设局后来改为会办', true],
      ['区交通局等 2 家 2026年3月16日', true],
    ])
  })

  it('when those who signed for it have it no more, then another change still says why', async () => {
    const id = await underWay()
    const only = await done(office, id, { act: 'reassign', lead: roads.id, ...why })
    expect(only.everReceived).toBe(true)
    expect(outcome(await act(office, id, { act: 'reassign', lead: housing.id }))).toBe(
      '422 suggestion.reassign-reason',
    )
  })
})

describe('given co-handlers that come and go', () => {
  it('then the lead keeps its receipt, its clocks and its draft, and waits for the new one', async () => {
    const id = await underWay()
    await done(police.client, id, { act: 'opine', text: '配合划停车位。' })
    await done(housing.client, id, { act: 'propose', text: '装好。', class: 'A' })
    const before = await show(office, id)
    const co = [police.id, roads.id]
    const added = await done(office, id, { act: 'reassign', lead: housing.id, co, ...why })
    expect(added.state).toBe('signing')
    expect(runningOf(added, housing)).toEqual(runningOf(before, housing))
    expect(runningOf(added, roads)).toEqual(['opinion 2026-04-16', 'return 2026-03-23'])
    expect(added.opinionsOwed).toEqual(['区交通局'])
    const sign = { act: 'sign', signer: '局长', document: '住函〔2026〕901号' }
    expect(outcome(await act(housing.client, id, sign))).toBe('422 suggestion.opinion-missing')
    // Taken out again, and nobody waits for it.
    await done(office, id, { act: 'reassign', lead: housing.id, co: [police.id], ...why })
    expect((await done(housing.client, id, sign)).state).toBe('answered')
  })

  it('then one that answers apart is taken out, and the answer of the others is the whole', async () => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    const separate = [housing.id, police.id, roads.id]
    await done(office, id, { act: 'assign', separate })
    for (const by of [housing, police]) {
      await done(by.client, id, { act: 'receive' })
      await done(by.client, id, contact)
      await done(by.client, id, { act: 'propose', text: '办好了。', class: 'A' })
      await done(by.client, id, { act: 'sign', signer: '局长' })
    }
    t.clock.set('2026-03-16T02:00:00Z')
    const without = (left: string[]) => ({ act: 'reassign', separate: left, ...why })
    // Whoever has answered stays.
    expect(outcome(await act(office, id, without([housing.id, roads.id])))).toBe(
      '409 suggestion.answer-given',
    )
    const whole = await done(office, id, without([housing.id, police.id]))
    expect([whole.state, whole.answeredAt]).toEqual(['answered', '2026-03-16T02:00:00.000Z'])
    expect(runningOf(whole, roads)).toEqual([])
  })
})

describe('what a change has to say', () => {
  it.each<[string, (d: { housing: string; roads: string }) => object, string]>([
    ['no reason', ({ roads }) => ({ lead: roads }), '422 suggestion.reassign-reason'],
    [
      'a day that lies ahead',
      ({ roads }) => ({ lead: roads, ...why, on: '2026-03-17' }),
      '422 suggestion.reassigned-ahead',
    ],
    ['nothing else', ({ housing }) => ({ lead: housing, ...why }), '422 suggestion.handlers-same'],
    [
      'what a colleague has changed since',
      ({ roads, housing }) => ({ lead: roads, ...why, was: [{ id: housing, part: 'separate' }] }),
      '409 suggestion.handlers-moved',
    ],
    [
      'what is there',
      ({ roads, housing }) => ({ lead: roads, ...why, was: [{ id: housing, part: 'lead' }] }),
      '200',
    ],
  ])('given %s', async (_, said, expected) => {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', lead: housing.id })
    await done(housing.client, id, { act: 'receive' })
    t.clock.set('2026-03-16T02:00:00Z')
    const body = { act: 'reassign', ...said({ housing: housing.id, roads: roads.id }) }
    expect(outcome(await act(office, id, body))).toBe(expected)
  })
})
