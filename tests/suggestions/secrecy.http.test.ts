import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { unzipped } from '../support/unzipped.ts'
import { act, atWork, contact, done, written } from './steps.ts'

/** What must stay inside is marked wherever it leaves, and never gets to the public. */

let t: TestApp
let li: Client
let office: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

async function answered(changes: object): Promise<string> {
  const { id } = await written(li, changes)
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id })
  await done(housing.client, id, { act: 'receive' })
  await done(housing.client, id, contact)
  await done(housing.client, id, { act: 'propose', text: '已经装好。', class: 'A' })
  await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
  return id
}
const published = async () =>
  (await t.voter({ url: '/api/published-suggestions' })).json<{ total: number }>().total
const csv = async (of: string) => (await office({ url: `/api/exports/${of}?file=csv` })).body

/** Whether each place that shows it says that it is not public. */
async function said(id: string): Promise<Record<string, boolean>> {
  const word = async (kind: string) => {
    const file = await office({ url: `/api/suggestions/${id}/letters/${kind}?file=docx` })
    const xml = (await unzipped(file.rawPayload)).get('word/document.xml')?.toString() ?? ''
    return xml.includes('此件不公开')
  }
  const { items } = (await office({ url: '/api/suggestions' })).json()
  const owed = (await office({ url: '/api/suggestion-reminders' })).json().items
  const mine = (await li({ url: `/api/records/${seeded(t, 0).id}` })).json()
  const here = (one: { id: string }): boolean => one.id === id
  return {
    view: (await housing.client({ url: `/api/suggestions/${id}` })).json().secret,
    list: items.find(here).secret,
    reminders: owed.find(here).secret,
    assignment: await word('assignment'),
    answer: await word('answer'),
    opinion: await word('opinion'),
    export: (await csv('suggestions')).includes('不公开'),
    remindersFile: (await csv('suggestion-reminders')).includes('不公开'),
    record: JSON.stringify(mine).includes('不公开'),
  }
}
const every = (value: boolean) => ({
  view: value,
  list: value,
  reminders: value,
  assignment: value,
  answer: value,
  opinion: value,
  export: value,
  remindersFile: value,
  record: value,
})

it('given one found to be secret, then it is taken down, and every place says so', async () => {
  const id = await answered({})
  await done(office, id, { act: 'publish' })
  expect(await published()).toBe(1)
  expect(await said(id)).toEqual(every(false))
  expect(outcome(await act(li, id, { act: 'mark-secret', reason: '不想公开' }))).toBe(
    '403 suggestion.not-yours',
  )
  await done(office, id, { act: 'mark-secret', reason: '涉及商业秘密' })
  expect(await published()).toBe(0)
  expect(await said(id)).toEqual(every(true))
  expect(outcome(await act(office, id, { act: 'publish' }))).toBe('409 suggestion.secret')
  const { timeline } = (await li({ url: `/api/suggestions/${id}` })).json()
  expect(timeline[0].sentence).toContain('标为不公开，公开的内容已经撤下')
  await done(office, id, { act: 'unmark-secret', reason: '已经可以公开' })
  expect(await published()).toBe(0)
  await done(office, id, { act: 'publish' })
  expect(await published()).toBe(1)
})

it('given one that its author keeps inside, then the link of a department says so', async () => {
  const { id } = await written(li, { secret: true })
  await done(li, id, { act: 'submit' })
  await done(office, id, { act: 'assign', lead: housing.id })
  const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: housing.id })
  const token = new URL(made.json<{ url: string }>().url).hash.slice(1)
  const seen = await post(t.voter, '/api/suggestion-links/opening', { token })
  expect(seen.json()).toMatchObject({ secret: true })
})

it('given a promise whose day comes in mediation, then the department can tell of it', async () => {
  const id = await answered({})
  const bad = { act: 'rate', attitude: 'fair', result: 'dissatisfied', reason: '没有亮' }
  await done(li, id, bad)
  await done(housing.client, id, { ...contact, text: '又去看了一遍' })
  const letter = { act: 'propose', text: '六月装好。', class: 'B', promisedFor: '2026-06-30' }
  await done(housing.client, id, letter)
  await done(housing.client, id, { act: 'sign', signer: '局长王建国' })
  await done(li, id, bad)
  const seen = (await housing.client({ url: `/api/suggestions/${id}` })).json()
  expect([seen.state, seen.can.includes('redeem')]).toEqual(['mediation', true])
  await done(housing.client, id, {
    act: 'redeem',
    text: '提前装好了。',
    class: 'A',
    signer: '局长王建国',
  })
})

it('given one that an attendee of the session had the idea of, then who it was is kept, and not public', async () => {
  const attendee = '其木格'
  const id = await answered({ attendee })
  expect((await housing.client({ url: `/api/suggestions/${id}` })).json().attendee).toBe(attendee)
  expect(await csv('suggestions')).toContain(attendee)
  const letter = await office({ url: `/api/suggestions/${id}/letters/assignment?file=docx` })
  const xml = (await unzipped(letter.rawPayload)).get('word/document.xml')?.toString()
  expect(xml).toContain('列席人员其木格提出、李婺代表采纳的')
  await done(office, id, { act: 'publish' })
  expect((await t.voter({ url: '/api/published-suggestions' })).body).not.toContain(attendee)
  const { id: draft } = await written(li, { attendee })
  const { title, text } = (await li({ url: `/api/suggestions/${draft}` })).json()
  const own = { act: 'edit', title, text, secret: false, cosigners: [] }
  expect((await done(li, draft, own)).attendee).toBe(null)
  expect(outcome(await act(li, draft, { ...own, attendee: ' ' }))).toBe('400 request.invalid')
})
