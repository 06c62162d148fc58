import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { giveDuties } from '../accounts/duties.steps.ts'
import { secondFactorSteps } from '../accounts/second-factor.steps.ts'
import { filed, outcome, post } from '../issues/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { act, assignedTo, department, done, fresh, written } from './steps.ts'

/** 督查室: whoever has that duty alone. */

let t: TestApp
let li: Client
let office: Client
let inspector: Client
let housing: { id: string; client: Client }
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  li = fresh(t, 0)
  office = fresh(t, 'office')
  housing = await department(t, '区住房和城乡建设局')
  const steps = secondFactorSteps(() => t)
  const who = await steps.person()
  await giveDuties(t, ['inspect'], { id: who.accountId, reason: '督查室', by: office })
  inspector = steps.withCookie(who.cookie)
})
afterAll(() => t.close())

const assigned = async (): Promise<string> =>
  (await assignedTo({ lead: li, office }, housing.id)).id

it('sees the reminders and every list, and takes them along as files and letters', async () => {
  const id = await assigned()
  for (const url of [
    '/api/suggestion-reminders',
    '/api/suggestions',
    `/api/suggestions/${id}`,
    '/api/suggestion-figures',
    '/api/exports/suggestion-reminders?file=csv',
    '/api/exports/suggestions?file=csv',
    `/api/suggestions/${id}/letters/assignment`,
    '/api/issues',
  ])
    expect(outcome(await inspector({ url })), url).toBe('200')
})

it('urges whoever owes a step; the department is told, and it stands beside the clock', async () => {
  const id = await assigned()
  const seen = (await inspector({ url: `/api/suggestions/${id}` })).json()
  // Urging is the one button there is.
  expect(seen.can).toEqual(['remind'])
  const urged = await act(inspector, id, { act: 'remind', clock: 'answer', owner: housing.id })
  expect(outcome(urged)).toBe('200')
  // In its own name, not in that of the congress's office.
  expect(urged.json().reminders).toMatchObject([{ by: '督查室' }])
  const { timeline } = urged.json<SuggestionView>()
  expect(timeline[0]?.sentence).toBe('督查室催办了答复。')
  await tellOfFacts(t.context)
  const told = (await housing.client({ url: '/api/notices' })).json<{
    items: { kind: string; headline: string }[]
  }>().items
  const words = told.filter(({ kind }) => kind === 'suggestion.reminded').map((one) => one.headline)
  expect(words).toEqual(['督查室催了一下，请尽快办'])
  const again = await act(office, id, { act: 'remind', clock: 'answer', owner: housing.id })
  expect(outcome(again)).toBe('409 suggestion.reminded-today')
})

it('does nothing else: no step, no assigning, no link, no import, no contact', async () => {
  const { id } = await written(li)
  await done(li, id, { act: 'submit' })
  const steps = [
    { act: 'assign', lead: housing.id },
    { act: 'decline', why: 'empty', reason: '没有写具体' },
    { act: 'return', reason: '请写具体' },
    { act: 'mark-key', leader: '王主任', post: '副主任', reason: '群众反映集中' },
  ]
  for (const step of steps)
    expect(outcome(await act(inspector, id, step)), step.act).toBe('403 suggestion.only-inspecting')
  const issue = await filed(t)
  const beyond = [
    post(inspector, '/api/suggestion-assignments', { items: [{ id, lead: housing.id }] }),
    post(inspector, '/api/suggestion-publications', { ids: [id] }),
    post(inspector, `/api/suggestions/${id}/links`, { departmentId: housing.id }),
    post(inspector, `/api/issues/${issue.id}/contact-opening`, { reason: '看看' }),
    post(inspector, '/api/contact-exports', { filter: {}, reason: '看看' }),
    inspector({ method: 'PUT', url: '/api/suggestion-periods', body: {} }),
    sendFile(inspector, '/api/suggestion-imports/preview', { name: 'a.csv', bytes: '编号' }),
  ]
  for (const reply of await Promise.all(beyond))
    expect(outcome(reply)).toBe('403 auth.beyond-duties')
  expect((await office({ url: `/api/suggestions/${id}` })).json().state).toBe('review')
})
