import { noteFlood } from '@mashang/server/notices/flood.usecases.ts'
import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beginAnew, factsLike, sweeper, toldSoFar } from '../notices/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { last, letThrough, MOST, receiptOf, setLimits, several } from './flood.steps.ts'
import { outcome, post } from './steps.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp({ floods: true })
})
afterAll(() => t.close())
beforeEach(async () => {
  await beginAnew(t)
  await execute(t, "update issues set state = 'withdrawn' where state = 'held'")
  t.clock.advance(HOUR)
  office = await t.as('office')
  await setLimits(office, { floodRepresentative: MOST, floodDistrict: 0, floodWords: 0 })
})

/** So many are held, and nothing else runs. */
async function held(count: number) {
  const all = (await several(t, MOST + count)).slice(MOST)
  await execute(
    t,
    `update deadlines set stopped_at = started_at where stopped_at is null and subject_id not in
       (select id from issues where state = 'held')`,
  )
  await tellOfFacts(t.context)
  await execute(t, 'delete from notices')
  return all
}
/** The hours go by; whoever works signs in again. */
async function after(hours: number): Promise<void> {
  t.clock.advance(hours * HOUR)
  office = await t.as('office')
}
const decline = (id: string | undefined) =>
  post(office, '/api/floods/decision', {
    decision: 'decline',
    of: { issues: [id] },
    reason: '这些话说的不是一件具体的事，没有地点也没有经过，请写清楚再来。',
  })
const chase = (receipt: string) =>
  t.voter({ method: 'POST', url: `/api/receipts/${receipt}/chase`, body: {} })
const officeAccounts = async (): Promise<string[]> =>
  (await office({ url: '/api/accounts?role=office&size=100' }))
    .json()
    .items.map(({ id }: { id: string }) => id)

describe('the clock of what is held', () => {
  it('runs from the filing, with the office as its owner, and everybody reads so', async () => {
    const one = last(await held(1))
    const why = (await t.voter({ url: `/api/receipts/${one.receipt}/why` })).json()
    expect(why.clocks).toHaveLength(1)
    expect(why.clocks[0]).toMatchObject({ clock: 'response', dueAt: one.responseDueAt })
    expect(JSON.stringify(why.clocks[0])).toContain('代表工委')
  })

  it('given the due moment is over, then its voter chases, and the office hears of it', async () => {
    const one = last(await held(1))
    expect(outcome(await chase(one.receipt))).toBe('409 issue.not-overdue')
    await after(25)
    expect((await receiptOf(t, one)).can.chase).toBe(true)
    const view = (await chase(one.receipt)).json()
    expect(view.timeline[0].sentence).toBe('您催了一下，代表工委已经知道了。')
    await tellOfFacts(t.context)
    const told = (await toldSoFar(t)).filter(({ kind }) => kind === 'issue.chased')
    expect(told.map(({ recipient }) => recipient).sort()).toEqual((await officeAccounts()).sort())
    expect(outcome(await chase(one.receipt))).toBe('409 issue.chased-already')
    const page = await t.voter({ url: `/r/${one.receipt}`, headers: { accept: 'text/html' } })
    expect(page.body).toContain('代表工委已经知道了')
    expect(page.body).not.toContain('家站已经知道了')
  })

  it('climbs the ladder: each matter’s level once, said to the office in one word for all', async () => {
    const all = await held(5)
    const sweep = sweeper(t)
    await after(12)
    t.clock.advance(MINUTE)
    expect(await sweep.turn()).toBe(5)
    expect(await sweep.turn()).toBe(0)
    const facts = await factsLike(t, 'clock.')
    expect(facts.map(({ subject }) => subject).sort()).toEqual(all.map(({ id }) => id).sort())
    const told = await toldSoFar(t)
    expect(told).toMatchObject(
      (await officeAccounts()).map(() => ({ kind: 'clock.reminded', data: { held: true } })),
    )
    await after(13)
    expect(await sweep.turn()).toBe(5)
    const late = (await toldSoFar(t)).filter(({ kind }) => kind === 'clock.overdue')
    expect(new Set(late.map(({ recipient }) => recipient))).toEqual(new Set(await officeAccounts()))
    expect(late).toHaveLength((await officeAccounts()).length)
  })

  it('given a flood that lasted, then a level is said once an hour for all that come to it', async () => {
    await setLimits(office, { floodRepresentative: 1, floodDistrict: 0, floodWords: 0 })
    for (let n = 0; n < 11; n++) {
      await several(t, 1)
      t.clock.advance(8 * MINUTE)
    }
    await execute(
      t,
      "update deadlines set stopped_at = started_at where stopped_at is null and owner_kind <> 'office'",
    )
    await after(10)
    const sweep = sweeper(t)
    for (let n = 0; n < 20; n++) {
      t.clock.advance(8 * MINUTE)
      await sweep.turn()
    }
    const accounts = (await officeAccounts()).length
    const waiting = (await factsLike(t, 'clock.reminded')).length
    expect(waiting).toBe(10)
    const said = (await toldSoFar(t)).filter(({ kind }) => kind === 'clock.reminded')
    expect(said).toHaveLength(2 * accounts)
  })

  it('says nothing of a station’s answers in time', async () => {
    const sums = async () =>
      JSON.stringify((await office({ url: '/api/timeliness?days=30' })).json().stations)
    const [one, two] = await held(2)
    await after(31)
    const before = await sums()
    await decline(one?.id)
    expect(await sums()).toBe(before)
    await t.voter({ method: 'POST', url: `/api/receipts/${two?.receipt}/withdrawal` })
    expect(await sums()).toBe(before)
  })

  it('counts on the page of now and as overdue, and nowhere at a station or representative', async () => {
    const [one] = await held(2)
    await after(21)
    const now = async () => (await office({ url: '/api/watch' })).json()
    expect((await now()).within).toMatchObject({ h1: 0, h4: 2, h12: 2 })
    await after(4)
    expect((await now()).overdue).toBe(2)
    const late = (await office({ url: '/api/issues?overdue=true&running=true' })).json()
    expect(late.items.map(({ id }: { id: string }) => id)).toContain(one?.id)
    const work = (await (await t.as('liaison'))({ url: '/api/station/work' })).json()
    expect(work).toMatchObject({ items: [] })
    expect((await (await t.as(0))({ url: '/api/inbox' })).json().items).toEqual([])
  })

  it('goes over to the representative as it is when it is let through', async () => {
    const one = last(await held(1))
    const sweep = sweeper(t)
    await after(13)
    await sweep.turn()
    await letThrough(office, [one.id])
    await tellOfFacts(t.context)
    await execute(t, 'delete from notices')
    expect(await sweep.turn(), 'what was said to the office is not said again').toBe(0)
    const li = await t.as(0)
    const [row] = (await li({ url: '/api/inbox' })).json().items
    expect(row).toMatchObject({ id: one.id, dueAt: one.responseDueAt })
    await after(8)
    expect(await sweep.turn()).toBe(1)
    const [told] = await toldSoFar(t)
    expect(told).toMatchObject({ kind: 'clock.reminded', data: { hours: 20 } })
    expect(await officeAccounts()).not.toContain(told?.recipient)
    const why = (await t.voter({ url: `/api/receipts/${one.receipt}/why` })).json()
    expect(why.clocks).toHaveLength(1)
  })

  it('stops when it is declined, and when its voter takes it back', async () => {
    const [one, two] = await held(2)
    await decline(one?.id)
    await t.voter({ method: 'POST', url: `/api/receipts/${two?.receipt}/withdrawal` })
    await after(30)
    expect(await sweeper(t).turn()).toBe(0)
    for (const each of [one, two])
      if (each) expect((await receiptOf(t, each)).can.chase).toBe(false)
  })

  it('makes no room and no flood: what is held is counted once', async () => {
    await setLimits(office, { floodRepresentative: MOST, floodDistrict: MOST + 2, floodWords: 0 })
    await several(t, MOST + 10)
    expect((await several(t, 2, {}, 2)).map((came) => came.held)).toEqual([false, false])
    expect(await noteFlood(t.context)).toBe(true)
  })
})
