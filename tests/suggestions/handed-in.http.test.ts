import { defaultPeriods, handedInAt } from '@mashang/shared/suggestions/periods.rules.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client, TestApp } from '../support/app.ts'
import { answeredBy, assignedTo, atWork, type department, done } from './steps.ts'

/** The public page says at which session a suggestion was handed in. */

let t: TestApp
let li: Client
let office: Client
let housing: Awaited<ReturnType<typeof department>>
beforeAll(async () => {
  ;({ t, li, office, housing } = await atWork())
})
afterAll(() => t.close())

const page = async (): Promise<string> => {
  const { id } = await assignedTo({ lead: li, office }, housing.id)
  await answeredBy(housing.client, id)
  await done(office, id, { act: 'publish' })
  return (await t.voter({ url: `/suggestions/${id}` })).body
}

it('given a session is set, then it says whether it came in it or after it; given none, nothing of it', async () => {
  expect(await page()).not.toMatch(/期间提出/)
  const was = (await office({ url: '/api/suggestion-periods' })).json().periods
  const body = { ...was, sessionFrom: '2026-03-01', sessionTo: '2026-03-04', was }
  await office({ method: 'PUT', url: '/api/suggestion-periods', body })
  expect(await page()).toContain('2026 年大会期间提出')
  t.clock.set('2026-03-09T02:00:00Z')
  expect(await page()).toContain('2026 年闭会期间提出')
})

it('given a session of an earlier year, or one ahead, then nobody says what it was', () => {
  const periods = { ...defaultPeriods, sessionFrom: '2026-03-01', sessionTo: '2026-03-04' }
  const at = (day: string) => handedInAt(periods, Date.parse(`${day}T04:00:00Z`))
  expect([at('2026-02-28'), at('2027-01-04'), handedInAt(defaultPeriods, 0)]).toEqual([
    null,
    null,
    null,
  ])
  expect(at('2026-03-04')).toEqual({ at: 'session', year: 2026 })
  expect(at('2026-12-31')).toEqual({ at: 'between', year: 2026 })
})
