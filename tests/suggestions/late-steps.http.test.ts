import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { act, assignedTo, atWork, contact, department, done, written } from './steps.ts'

/** What comes too late, or a second time: each with its clock, its reason, and no trace. */

type Department = Awaited<ReturnType<typeof department>>
let t: TestApp
let li: Client
let office: Client
let housing: Department
let police: Department
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
  police = await department(t, '公安分局')
})
afterAll(() => t.close())
beforeEach(() => t.clock.set('2026-03-02T02:00:00Z'))

const said = async (by: Client, id: string, body: object): Promise<[string, string]> => {
  const reply = await act(by, id, body)
  const { detail, title } = reply.json<{ detail?: string; title?: string }>()
  return [outcome(reply), detail ?? title ?? '']
}
const canOf = async (by: Client, id: string): Promise<string[]> =>
  (await by({ url: `/api/suggestions/${id}` })).json<{ can: string[] }>().can
const back = { act: 'object', reason: '不归我们管' }
const ask = { act: 'ask-extension', reason: '要等化冻' }
const refused = { act: 'decide-extension', granted: false, reason: '群众等不了半年' }

describe('sending an assignment back', () => {
  // Assigned on a Monday: five working days end with the next Monday.
  it.each([
    ['on the fifth working day', '2026-03-09T15:59:00Z', '200'],
    ['after it', '2026-03-09T16:00:01Z', '409 suggestion.return-too-late'],
  ])('%s', async (_, at, expected) => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    t.clock.set(at)
    expect((await canOf(housing.client, id)).includes('object')).toBe(expected === '200')
    const [code, words] = await said(housing.client, id, back)
    expect(code).toBe(expected)
    if (code === '200') return
    expect(words).toBe('申请退回的期限过了，这件建议由贵单位办理。')
    expect((await office({ url: `/api/suggestions/${id}` })).json()).toMatchObject({
      state: 'assigned',
      objections: [],
    })
  })
})

describe('more time', () => {
  it.each([
    ['on the last day', '2026-06-02T15:59:00Z', '200'],
    ['after it', '2026-06-02T16:00:01Z', '409 suggestion.too-late-to-extend'],
  ])('%s of the answer', async (_, at, expected) => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    await done(housing.client, id, { act: 'receive' })
    t.clock.set(at)
    expect((await canOf(housing.client, id)).includes('ask-extension')).toBe(expected === '200')
    const [code, words] = await said(housing.client, id, ask)
    expect(code).toBe(expected)
    if (code !== '200') expect(words).toBe('答复期限已经过了，不能再延期，请尽快答复。')
  })

  it.each([true, false])('is asked for once, granted or not (%s)', async (granted) => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    await done(housing.client, id, { act: 'receive' })
    await done(housing.client, id, ask)
    const twice = ['409 suggestion.extended-once', '一件建议只能延期一次，这件已经申请过。']
    expect(await said(housing.client, id, ask)).toEqual(twice)
    await done(office, id, { act: 'decide-extension', granted })
    expect(await said(housing.client, id, ask)).toEqual(twice)
    expect(await canOf(housing.client, id)).not.toContain('ask-extension')
    expect((await said(office, id, { act: 'decide-extension', granted }))[0]).toBe(
      '409 suggestion.not-asked',
    )
  })
})

describe('given several that answer apart', () => {
  async function apart(): Promise<string> {
    const { id } = await written(li)
    await done(li, id, { act: 'submit' })
    await done(office, id, { act: 'assign', separate: [housing.id, police.id] })
    for (const { client } of [housing, police]) await done(client, id, { act: 'receive' })
    return id
  }

  it('when one was refused more time, then the other one has its own, for itself alone', async () => {
    const id = await apart()
    await done(housing.client, id, ask)
    await done(office, id, refused)
    expect((await said(housing.client, id, ask))[0]).toBe('409 suggestion.extended-once')
    expect(await canOf(police.client, id)).toContain('ask-extension')
    await done(police.client, id, { ...ask, reason: '要等设计' })
    const seen = await done(office, id, { act: 'decide-extension', granted: true })
    expect(
      seen.extensions.map((one) => [one.department, one.granted, one.reason, one.said]),
    ).toEqual([
      ['区住房和城乡建设局', false, '要等化冻', '群众等不了半年'],
      ['公安分局', true, '要等设计', null],
    ])
    const due = seen.clocks.filter(({ clock }) => clock === 'answer')
    expect(Object.fromEntries(due.map((one) => [one.owner, one.dueAt?.slice(0, 10)]))).toEqual({
      区住房和城乡建设局: '2026-06-02',
      公安分局: '2026-09-02',
    })
    expect(seen.timeline.slice(0, 1).map(({ sentence }) => sentence)).toEqual([
      '代表工委同意公安分局延期，最长 6 个月，已告诉代表。',
    ])
    // Each is late by its own day.
    t.clock.set('2026-06-10T02:00:00Z')
    const rows = await Promise.all(
      [housing, police].map(async ({ client }) =>
        (await client({ url: `/api/suggestions/${id}` })).json(),
      ),
    )
    expect(rows.map(({ overdue }) => overdue)).toEqual([true, false])
  })

  it('when both wait for a word, then the office says whose it decides, and nobody the other one’s', async () => {
    const id = await apart()
    await done(housing.client, id, ask)
    await done(police.client, id, ask)
    expect((await said(office, id, refused))[0]).toBe('422 suggestion.which-extension')
    const mine = { ...refused, department: police.id }
    await done(office, id, mine)
    // A colleague who was slower.
    expect((await said(office, id, mine))[0]).toBe('409 suggestion.not-asked')
    const { extensions } = await done(office, id, { act: 'decide-extension', granted: true })
    expect(extensions.map(({ granted }) => granted)).toEqual([true, false])
  })
})

it('given another lead, then more time that was granted is its own, and what was asked for is nobody’s', async () => {
  const change = { act: 'reassign', lead: police.id, reason: '照分工' }
  const asked = async (): Promise<string> => {
    const { id } = await assignedTo({ lead: li, office }, housing.id)
    await done(housing.client, id, { act: 'receive' })
    await done(housing.client, id, ask)
    return id
  }
  const granted = await asked()
  await done(office, granted, { act: 'decide-extension', granted: true })
  const later = await done(office, granted, change)
  expect(later.answerDueAt).toBe('2026-09-02T16:00:00.000Z')
  await done(police.client, granted, { act: 'receive' })
  expect((await said(police.client, granted, ask))[0]).toBe('409 suggestion.extended-once')

  const open = await asked()
  const taken = await done(office, open, change)
  expect(taken.extensions).toMatchObject([{ granted: null, lapsed: 'taken' }])
  expect(taken.can).not.toContain('decide-extension')
  expect(taken.remarks.map(({ outcome }) => outcome)).toContain('承办单位已经调整，不用再定')
  await done(police.client, open, { act: 'receive' })
  await done(police.client, open, contact)
  await done(police.client, open, ask)
  const own = await done(office, open, { act: 'decide-extension', granted: true })
  expect(own.extensions.map(({ granted }) => granted)).toEqual([null, true])
})
