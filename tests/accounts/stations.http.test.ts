import { deadlinesTables } from '@mashang/server/core/deadlines/deadlines.table.ts'
import { isReachable } from '@mashang/server/issues/reach.store.ts'
import { ownerHasNoAccount } from '@mashang/server/issues/watch.store.ts'
import { and, eq, isNull, type SQL } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed, outcome, post, respond, seeded } from '../issues/steps.ts'
import { type Client, filingTo, startApp, type TestApp } from '../support/app.ts'
import { giveStations } from './duties.steps.ts'

let t: TestApp
let office: Client
let liaison: Client
let account: string
const [FIRST, SECOND] = [0, 1] as const
const stationId = (index: 0 | 1): string => t.seed.stations[index]?.id ?? ''
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  liaison = await t.as('liaison')
  account = (await liaison({ url: '/api/sessions/current' })).json().id
})
afterAll(() => t.close())

const give = (stations: string[], id = account, by = office) =>
  giveStations(t, stations, { id, reason: '兼管', by })
const work = async (query = '') => (await liaison({ url: `/api/station/work${query}` })).json()

/** Running clocks that lie with the second station. */
async function clocksOfSecond(more?: SQL): Promise<number> {
  const { deadlines: d } = t.context.db.tables(deadlinesTables)
  const rows = await t.context.db.read
    .select()
    .from(d)
    .where(and(eq(d.ownerId, stationId(SECOND)), isNull(d.stoppedAt), more))
  return rows.length
}

describe('a liaison of several stations', () => {
  it('given the first station alone, then the second is out of sight', async () => {
    const theirs = await filed(t, {}, 2)
    expect(outcome(await liaison({ url: `/api/issues/${theirs.id}` }))).toBe('404 issue.not-found')
    expect((await work()).items).toEqual([])
    const foreign = await liaison({ url: `/api/station/work?station=${stationId(SECOND)}` })
    expect(foreign.statusCode).toBe(403)
  })

  it('given both by the office with a reason, then it holds from the next request on', async () => {
    expect(outcome(await give([]))).toBe('400 request.invalid')
    expect(outcome(await give([stationId(FIRST), stationId(FIRST)]))).toBe('400 request.invalid')
    expect(outcome(await give([crypto.randomUUID()]))).toBe('422 account.station-needed')
    expect(outcome(await give([stationId(SECOND)], account, liaison))).toBe('403 auth.forbidden')
    expect(outcome(await give([stationId(FIRST), stationId(SECOND)]))).toBe('204')
    const me = (await liaison({ url: '/api/sessions/current' })).json()
    expect(me.stationId).toBe(stationId(FIRST))
    expect(me.stations).toEqual(t.seed.stations)
    const { items } = (await office({ url: `/api/accounts/${account}/changes` })).json()
    expect(items[0]).toMatchObject({ kind: 'stations', reason: '兼管' })
    const found = (await office({ url: `/api/accounts?station=${stationId(SECOND)}` })).json()
    expect(found.items).toMatchObject([{ id: account, moreStations: [stationId(SECOND)] }])
  })

  it('sees the open work of all of them, or of one', async () => {
    await filed(t, {}, 0)
    expect((await work()).total).toBe(2)
    const second = await work(`?station=${stationId(SECOND)}`)
    expect(second.items).toMatchObject([{ handler: { name: seeded(t, 2).name } }])
    const { id } = second.items[0]
    await t.as(2)
    expect(outcome(await liaison({ url: `/api/issues/${id}` }))).toBe('200')
    expect(outcome(await post(liaison, `/api/issues/${id}/reminder`))).toBe('204')
  })

  it('answers what was passed on to the second, in its name', async () => {
    const mine = await filed(t, { title: '转到第二站' }, 2)
    const passed = await respond(await t.as(2), mine.id, {
      decision: 'refer',
      to: { kind: 'station', id: stationId(SECOND) },
      text: '请家站先看看现场，我随后过来。',
    })
    expect(passed.statusCode, passed.body).toBe(200)
    const inbox = (await liaison({ url: '/api/inbox' })).json()
    expect(inbox.items.map(({ id }: { id: string }) => id)).toContain(mine.id)
    expect(await isReachable(t.context, { kind: 'station', id: stationId(SECOND) })).toBe(true)
    expect(await clocksOfSecond()).toBeGreaterThan(0)
    expect(await clocksOfSecond(ownerHasNoAccount(t.context))).toBe(0)
    const told = await respond(liaison, mine.id, {
      decision: 'answer',
      text: '家站已经看过现场，明天上午换新灯，换好以后打电话告诉您。',
    })
    expect(told.statusCode, told.body).toBe(200)
    const { messages } = (await t.voter({ url: `/api/receipts/${mine.receipt}` })).json()
    expect(messages.at(-1).authorName).toBe('五当召镇代表之家')
  })

  it('writes down for a visitor at the station that is chosen, and at no other', async () => {
    const person = seeded(t, 2)
    const {
      code: _,
      contact: __,
      publish: ___,
      ...filing
    } = filingTo(person, {
      consent: false,
    }) as Record<string, unknown>
    const assist = (station: string | undefined) =>
      post(
        liaison,
        '/api/station/filings',
        { ...filing, ...(station === undefined ? {} : { stationId: station }) },
        { 'idempotency-key': crypto.randomUUID() },
      )
    const done = await assist(stationId(SECOND))
    expect(done.statusCode, done.body).toBe(201)
    const { timeline } = (await t.voter({ url: `/api/receipts/${done.json().receipt}` })).json()
    expect(timeline.at(-1).sentence).toContain('五当召镇代表之家')
    expect((await assist(crypto.randomUUID())).statusCode).toBe(403)
  })

  it('keeps the rosters of all, shows the code of the chosen one, and lists leaves of all', async () => {
    for (const index of [FIRST, SECOND])
      expect((await liaison({ url: `/api/stations/${stationId(index)}/duties` })).statusCode).toBe(
        200,
      )
    const own = (await liaison({ url: '/api/me/code' })).json()
    expect(own.code).toBe(t.seed.stationCode)
    const foreign = await liaison({ url: `/api/me/code?station=${crypto.randomUUID()}` })
    expect(outcome(foreign)).toBe('404 code.unknown')
    const groups = (await liaison({ url: '/api/activity-groups' })).json()
    expect(groups.all).toBe(3)
  })

  it('loses the second when it is taken away', async () => {
    expect(outcome(await give([stationId(FIRST)]))).toBe('204')
    expect(
      (await work()).items.every(
        ({ handler }: { handler: { name: string } }) => handler.name !== seeded(t, 2).name,
      ),
    ).toBe(true)
    const foreign = await liaison({ url: `/api/stations/${stationId(SECOND)}/duties` })
    expect(foreign.statusCode).toBe(404)
  })
})
