import type { CalendarView } from '@mashang/shared/calendars/calendars.model.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type { MediationView } from '@mashang/shared/mediations/mediations.model.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { outcome, seeded } from '../issues/steps.ts'
import { fresh } from '../suggestions/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { act, mediated, registered, stepped } from './steps.ts'

let t: TestApp
let office: Client
let li: Client
beforeEach(async () => {
  t = await startApp({ config: { limits: false } })
  office = fresh(t, 'office')
  li = fresh(t, 0)
})
afterEach(() => t.close())

const dayAfter = (days: number): string => momentDigits(t.clock.now() + days * DAY).slice(0, 10)
/** Days off that the office adds to the calendar. */
async function daysOff(...dates: string[]): Promise<void> {
  const { version, years, hours, warnWeeks } = (
    await office({ url: '/api/calendar' })
  ).json<CalendarView>()
  const days = dates.map((date) => ({ date, kind: 'off' as const, name: '建区纪念日' }))
  const body = {
    basedOn: version,
    years: years.map((one) => (one.year === 2026 ? { ...one, days: [...one.days, ...days] } : one)),
    hours,
    warnWeeks,
    reason: '区里放假',
  }
  const reply = await office({ method: 'PUT', url: '/api/calendar', body })
  if (reply.statusCode !== 200) throw new Error(reply.body)
}
const dueOf = async (id: string): Promise<string | null> =>
  (await office({ url: `/api/mediations/${id}` })).json<MediationView>().dueAt

it('given one that is late, then another calendar and whatever is done beside its clock leave it late', async () => {
  const { id, dueAt } = await registered(office, [seeded(t, 0).id])
  t.clock.advance(5 * DAY)
  await daysOff('2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30')
  expect(await dueOf(id)).toBe(dueAt)
  await stepped(office, id, { act: 'invite', representativeId: seeded(t, 1).id })
  await stepped(li, id, { act: 'join' })
  expect(await dueOf(id)).toBe(dueAt)
  // The next step has a clock of its own, by the calendar of the day.
  const { dueAt: next } = await stepped(office, id, { act: 'accept' })
  expect(next).toBe('2026-12-03T16:00:00.000Z')
})

it('given one in time, then the calendar moves its clock, and no step beside it does', async () => {
  const { id } = await registered(office, [seeded(t, 0).id])
  await daysOff('2026-11-24')
  const moved = await dueOf(id)
  expect(moved).toBe('2026-11-27T16:00:00.000Z')
  await stepped(li, id, { act: 'join' })
  expect(await dueOf(id)).toBe(moved)
})

it('given a day to which both agreed, then not before today, and at most 30 days more at once', async () => {
  const { id } = await registered(office, [seeded(t, 0).id])
  const { dueAt } = await mediated(office, li, id, dayAfter(0))
  expect(dueAt).toBe('2026-12-23T16:00:00.000Z')
  const tries = async (on: string) => {
    const { revision } = (await office({ url: `/api/mediations/${id}` })).json<MediationView>()
    const reply = await act(office, id, { act: 'extend', on, bothAgreed: true, revision })
    return outcome(reply)
  }
  expect(await tries('2026-12-23')).toBe('422 mediation.not-longer')
  expect(await tries('2027-01-23')).toBe('422 mediation.too-long')
  expect(await tries('2027-01-22')).toBe('200')
  // Late by then: the days that have passed are none that anybody agreed to.
  t.clock.set('2027-03-01T02:00:00Z')
  li = fresh(t, 0)
  expect(await tries('2027-02-28')).toBe('422 mediation.not-longer')
  expect(await tries('2027-04-01')).toBe('422 mediation.too-long')
  expect(await tries('2027-03-31')).toBe('200')
})
