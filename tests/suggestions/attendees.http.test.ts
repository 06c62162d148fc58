import { allAccounts } from '@mashang/server/accounts/accounts.store.ts'
import { actorOf } from '@mashang/server/accounts/sessions.ts'
import { makeDepartments, playSuggestions } from '@mashang/server/demo/demo.suggestions.ts'
import { allRepresentatives } from '@mashang/server/representatives/representatives.store.ts'
import type { SuggestionRow } from '@mashang/shared/suggestions/suggestions.model.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { assignedTo, atWork, fresh } from './steps.ts'

/** 列席人员建议: the idea of a citizen at the session, taken up by whoever leads it. */

const attendee = '其木格'
let t: TestApp
let li: Client
let office: Client
let housing: Awaited<ReturnType<typeof atWork>>['housing']
let id: string
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
  id = (await assignedTo({ lead: li, office }, housing.id, { attendee })).id
  await assignedTo({ lead: li, office }, housing.id)
})
afterAll(() => t.close())

const listed = async (
  by: Client,
  query: string,
): Promise<{ total: number; items: SuggestionRow[] }> =>
  (await by({ url: `/api/suggestions?size=200&${query}` })).json()

it('are found and counted apart on every desk, each with its origin and who has taken it up', async () => {
  for (const by of [li, office, housing.client]) {
    const { total, items } = await listed(by, 'attendee=true')
    expect([total, items[0]?.id, items[0]?.attendee]).toEqual([1, id, attendee])
    expect(items[0]?.lead.name).not.toBe('')
    const others = await listed(by, 'attendee=false')
    expect(others.items.map((row) => row.attendee)).toEqual([null])
  }
  expect((await listed(office, 'attendee=true&state=closed')).total).toBe(0)
  expect((await listed(fresh(t, 1), 'attendee=true')).total).toBe(0)
  expect((await office({ url: '/api/suggestions?attendee=yes' })).statusCode).toBe(400)
})

it('leave as a file of their own', async () => {
  const { body } = await office({ url: '/api/exports/suggestions?file=csv&attendee=true' })
  const [head = '', ...rows] = body.trim().split('\r\n')
  expect([head.includes('列席人员'), rows.length, rows[0]?.includes(attendee)]).toEqual([
    true,
    1,
    true,
  ])
})

it('are 29 of eight attendees in the demo, among 204 suggestions of which 178 are solved', async () => {
  const demo = await startApp({ config: { limits: false } })
  const theirs = fresh(demo, 'office')
  // Whoever signs in first has an account from then on.
  await listed(theirs, '')
  const [account] = (await allAccounts(demo.context)).filter(({ role }) => role === 'office')
  if (account === undefined) throw new Error('no office')
  const people = await allRepresentatives(demo.context)
  const departments = await makeDepartments(demo.context)
  await playSuggestions(demo.context, people, actorOf(account), departments)
  const { items, total } = await listed(theirs, 'attendee=true')
  expect([total, new Set(items.map((row) => row.attendee)).size]).toEqual([29, 8])
  expect(people.map(({ name }) => name)).toEqual(expect.arrayContaining([items[0]?.lead.name]))
  const [solved] = (await theirs({ url: '/api/suggestion-figures' })).json().items
  expect(solved).toMatchObject({ key: 'solved', numerator: 178, denominator: 204 })
  await demo.close()
})
