import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type { RecordView } from '@mashang/shared/records/records.api.ts'
import type { SuggestionRow } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { itemOf, mine } from '../points/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { bothReadFirst } from '../support/while-committing.ts'
import { act, answeredBy, assignedTo, atWork, done } from './steps.ts'

/** 优秀建议: named by the office once it is answered, and taken back with a reason. */

const praise = { act: 'mark-excellent', reason: '调研扎实，一年办成' }
const blame = { act: 'unmark-excellent', reason: '路灯又坏了' }
let t: TestApp
let li: Client
let office: Client
let housing: Awaited<ReturnType<typeof atWork>>['housing']
let id: string
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
  id = (await assignedTo({ lead: li, office }, housing.id)).id
})
afterAll(() => t.close())

const listed = async (by: Client): Promise<string[]> => {
  const found = (await by({ url: '/api/suggestions?excellent=true' })).json()
  return found.items.map((row: SuggestionRow) => row.id)
}
const points = async () => itemOf(await mine(li), 'suggestions')
const standing = async (): Promise<string | null | undefined> => {
  const view: RecordView = (await li({ url: `/api/records/${seeded(t, 0).id}` })).json()
  return view.sections.find(({ section }) => section === 'suggestions')?.entries[0]?.detail
}
const publicPage = async () => (await t.voter({ url: `/suggestions/${id}` })).body

it('is not before the answer, and nobody’s but the office’s', async () => {
  expect(outcome(await act(office, id, praise))).toBe('409 suggestion.not-now')
  await answeredBy(housing.client, id)
  await done(office, id, { act: 'publish' })
  for (const by of [li, housing.client])
    expect(outcome(await act(by, id, praise))).toBe('403 suggestion.not-yours')
  expect(outcome(await act(office, id, { ...praise, reason: ' ' }))).toBe('400 request.invalid')
  expect(outcome(await act(office, id, blame))).toBe('409 suggestion.not-excellent')
  expect((await points()).points).toBe(5)
})

it('is seen on every desk, in the list, the record and in public, and scores', async () => {
  await done(office, id, praise)
  expect(outcome(await act(office, id, praise))).toBe('409 suggestion.already-excellent')
  for (const by of [li, office, housing.client]) {
    const seen = (await by({ url: `/api/suggestions/${id}` })).json()
    expect(seen).toMatchObject({ excellent: true, excellentMark: { reason: praise.reason } })
    expect(await listed(by)).toEqual([id])
  }
  expect(await standing()).toMatch(/优秀建议$/)
  expect(await publicPage()).toContain('优秀建议')
  expect((await t.voter({ url: '/suggestions' })).body).toContain('优秀建议')
  // Why is the office's own word.
  expect(await publicPage()).not.toContain(praise.reason)
  const item = await points()
  expect([item.points, item.words]).toEqual([
    8,
    '提出代表建议 1 件，建议答复为 A 类 1 件，建议评为优秀 1 件',
  ])
  await tellOfFacts(t.context)
  const told = (await li({ url: '/api/notices' })).json()
  expect(JSON.stringify(told)).toContain('评为优秀建议')
})

it('scores once beside 重点督办, and goes on to do so alone', async () => {
  const mark = { act: 'mark-key', leader: '王主任', post: '常委会副主任', reason: '反映集中' }
  await done(office, id, mark)
  expect((await points()).points).toBe(8)
  const states = (await points()).entries.map(({ fact, state }) => `${fact} ${state}`)
  expect(states).toContain('suggestion.key once')
  await done(office, id, { act: 'unmark-key', reason: '已经落实' })
  expect((await points()).points).toBe(8)
})

it('is taken back with a reason, everywhere; it may be named again', async () => {
  await done(li, id, { act: 'rate', attitude: 'satisfied', result: 'satisfied' })
  await done(office, id, blame)
  const seen = (await li({ url: `/api/suggestions/${id}` })).json()
  expect(seen).toMatchObject({ excellent: false, excellentMark: null })
  expect(seen.remarks).toMatchObject([{ act: 'unmark-key' }, { text: blame.reason }])
  expect(await listed(office)).toEqual([])
  expect(await standing()).toMatch(/办结，A 类，满意$/)
  expect(await publicPage()).not.toContain('优秀建议')
  expect((await points()).points).toBe(5)
  await done(office, id, praise)
  expect((await points()).points).toBe(8)
})

it('of two who name it at once one does', async () => {
  await done(office, id, blame)
  const both = await bothReadFirst(t, ['suggestion.mark-excellent'], () =>
    Promise.all([1, 2].map(() => post(office, `/api/suggestions/${id}/acts`, praise))),
  )
  expect(both.map(outcome).sort()[0]).toBe('200')
  expect(both.map(outcome).sort()[1]).toMatch(/^409 /)
})
