import type { ReminderRow, SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import { uncountedWords } from '@mashang/shared/suggestions/uncounted.rules.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { post } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { answeredBy, assignedTo, department, fresh } from './steps.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
})
afterAll(() => t.close())

it('given the year in which an answer is due has no holidays yet, then the day is told that it is not before', async () => {
  t.clock.set('2026-11-30T02:00:00Z')
  const office = fresh(t, 'office')
  const housing = await department(t, '区住房和城乡建设局')
  const { id } = await assignedTo({ lead: fresh(t, 0), office }, housing.id)
  const view: SuggestionView = (await office({ url: `/api/suggestions/${id}` })).json()
  const answer = view.clocks.find(({ clock }) => clock === 'answer')
  // Three months on, to the end of the month’s last day; it is a Sunday, and may move.
  expect(answer).toMatchObject({
    dueAt: null,
    earliestAt: '2027-02-28T16:00:00.000Z',
    overdue: false,
  })
  const contact = view.clocks.find(({ clock }) => clock === 'contact')
  expect(contact?.earliestAt).toBeNull()
  const rows = (await office({ url: '/api/suggestion-reminders?size=50' })).json().items
  expect(rows.find(({ clock }: { clock: string }) => clock === 'answer').earliestAt).toBe(
    answer?.earliestAt,
  )
  const file = await office({ url: '/api/exports/suggestion-reminders?file=csv' })
  expect(file.body).toContain(uncountedWords({ earliestAt: '2027-02-28T16:00:00.000Z' }))
  const made = await post(office, `/api/suggestions/${id}/links`, { departmentId: housing.id })
  const { url, expiresAt } = made.json<{ url: string; expiresAt: string }>()
  // A link outlives the day that it asks for.
  expect(expiresAt).toBe('2027-02-28T16:00:00.000Z')
  const token = new URL(url).hash.slice(1)
  expect((await post(t.voter, '/api/suggestion-links/opening', { token })).json()).toMatchObject({
    dueAt: null,
    earliestAt: '2027-02-28T16:00:00.000Z',
  })
})

it('given one that is promised later, then what ends before it at the earliest stands above it', async () => {
  t.clock.set('2026-11-30T02:00:00Z')
  const lead = fresh(t, 0)
  const office = fresh(t, 'office')
  const police = await department(t, '公安分局')
  const promised = await assignedTo({ lead, office }, police.id)
  await answeredBy(police.client, promised.id, { class: 'B', promisedFor: '2027-06-30' })
  const { id } = await assignedTo({ lead, office }, police.id)
  const rows: ReminderRow[] = (
    await office({ url: `/api/suggestion-reminders?size=50&owner=${police.id}` })
  ).json().items
  const order = rows.map((row) => `${row.clock} ${row.id === id ? 'open' : 'promised'}`)
  expect(order.indexOf('answer open')).toBeLessThan(order.indexOf('promise promised'))
  expect(order).toContain('answer open')
})
