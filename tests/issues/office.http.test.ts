import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { answer, filed, post, respond, seeded } from './steps.ts'

const HOURS = 3_600_000
const WORDS = '这件事由那边办更快，已经说好了，明天给您回话。'

let t: TestApp
let office: Client
let representative: Client
beforeAll(async () => {
  t = await startApp()
  ;[office, representative] = await Promise.all([t.as('office'), t.as(0)])
  await Promise.all([t.as(1), t.as('liaison')])
})
afterAll(() => t.close())

const listed = async (query = '', by = office) =>
  (await by({ url: `/api/issues?size=200${query}` })).json()
const idsOf = async (query: string, by = office): Promise<string[]> =>
  (await listed(query, by)).items.map((item: { id: string }) => item.id)
const refer = (id: string, to: object) =>
  respond(representative, id, { decision: 'refer', text: WORDS, to })

describe('clocks that run after a matter was passed on', () => {
  it('count as open, due soon and overdue, in the figures and in the filters alike', async () => {
    const [passed, fresh] = [await filed(t), await filed(t)]
    await refer(passed.id, { kind: 'representative', id: seeded(t, 1).id })
    await answer(representative, fresh.id)
    expect((await listed()).counts).toMatchObject({ open: 1, overdue: 0, dueSoon: 0 })
    t.clock.advance(21 * HOURS)
    expect((await listed()).counts).toMatchObject({ open: 1, overdue: 0, dueSoon: 1 })
    expect(await idsOf('&dueSoon=true')).toEqual([passed.id])
    t.clock.advance(3 * HOURS)
    expect(await idsOf('&overdue=true')).toEqual([])
    t.clock.advance(1)
    expect((await listed()).counts).toMatchObject({ open: 1, overdue: 1, dueSoon: 0 })
    expect(await idsOf('&running=true&overdue=true')).toEqual([passed.id])
    expect(await idsOf('&running=true')).toEqual([passed.id])
    expect(await idsOf('&overdue=false')).toEqual([fresh.id])
    expect((await listed('&sort=due')).items[0]).toMatchObject({ id: passed.id, overdue: true })
    await answer(await t.as(1), passed.id)
    expect((await listed()).counts).toMatchObject({ open: 0, overdue: 0, dueSoon: 0 })
  })

  it('are shown in place of the stopped one, with who has the matter', async () => {
    const [colleague, station, outside] = [await filed(t), await filed(t), await filed(t)]
    t.clock.advance(HOURS)
    const start = t.clock.now()
    await refer(colleague.id, { kind: 'representative', id: seeded(t, 1).id })
    await refer(station.id, { kind: 'station', id: t.seed.stations[0]?.id })
    await refer(outside.id, { kind: 'department', name: '区住建局' })
    const rows = new Map(
      (await listed()).items.map((item: { id: string }) => [item.id, item] as const),
    )
    const followUp = {
      representative: { name: '李婺' },
      running: 'follow-up',
      startedAt: new Date(start).toISOString(),
      dueAt: new Date(start + 24 * HOURS).toISOString(),
      overdue: false,
    }
    expect(rows.get(colleague.id)).toMatchObject({
      ...followUp,
      handler: { kind: 'representative', name: '张建平' },
    })
    expect(rows.get(station.id)).toMatchObject({
      ...followUp,
      handler: { kind: 'station', name: '大发街道代表之家' },
    })
    expect(rows.get(outside.id)).toMatchObject({
      handler: { kind: 'representative', name: '李婺' },
      running: null,
      startedAt: outside.filedAt,
      dueAt: outside.responseDueAt,
    })
  })

  it('given a running clock that is in time, then it is among what is not overdue', async () => {
    const { open, today } = (await listed()).counts
    const [running, taken] = [await filed(t), await filed(t)]
    await post(t.voter, `/api/receipts/${taken.receipt}/withdrawal`)
    expect(await idsOf('&overdue=false')).toEqual(expect.arrayContaining([running.id, taken.id]))
    expect((await listed()).counts).toMatchObject({ open: open + 1, today: today + 2 })
  })

  it('given a matter that came to the station from elsewhere, then its liaison finds it in the list', async () => {
    const { id } = await filed(t, {}, 2)
    const liaison = await t.as('liaison')
    expect(await idsOf('', liaison)).not.toContain(id)
    const { open } = (await listed('', liaison)).counts
    await respond(await t.as(2), id, {
      decision: 'refer',
      text: WORDS,
      to: { kind: 'station', id: t.seed.stations[0]?.id },
    })
    expect(await idsOf('', liaison)).toContain(id)
    expect((await listed('', liaison)).counts).toMatchObject({ open: open + 1 })
  })
})
