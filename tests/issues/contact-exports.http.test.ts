import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { readRosterFile } from '@mashang/server/roster/roster.file.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { filed, outcome, post } from './steps.ts'

const HOUR = 3_600_000

let t: TestApp
let asker: Client
let second: Client
beforeAll(async () => {
  t = await startApp()
  asker = await t.as('office')
  second = await t.as('office-2')
})
afterAll(() => t.close())

const ask = (filter: object = {}, reason = '核实受影响的住户') =>
  post(asker, '/api/contact-exports', { filter, reason })
const asked = async (filter: object = {}): Promise<string> => {
  const reply = await ask(filter)
  expect(reply.statusCode, reply.body).toBe(201)
  return reply.json().id
}
const approve = (id: string, by = second) =>
  post(by, `/api/contact-exports/${id}/decision`, { approve: true })
const download = (id: string, by = asker) => post(by, `/api/contact-exports/${id}/download`)
const stateOf = async (id: string): Promise<string> => {
  const { items } = (await asker({ url: '/api/contact-exports' })).json()
  return items.find((one: { id: string }) => one.id === id)?.state
}

describe('contacts of many matters', () => {
  it('leave after one asked, another one agreed, and once; every voter sees it', async () => {
    const mine = await filed(t)
    const nameless = await filed(t, { contact: undefined })
    const id = await asked({ today: 'true' })
    expect(await stateOf(id)).toBe('asked')
    expect(outcome(await download(id))).toBe('409 contact-export.not-now')
    await filed(t, { title: '后来才反映的' })

    expect((await approve(id)).json()).toMatchObject({ state: 'approved', issues: 1 })
    const file = await download(id)
    expect(file.statusCode, file.body).toBe(200)
    const [sheet] = await readRosterFile(file.rawPayload, 'x.xlsx')
    expect(sheet?.rows).toEqual([
      ['编号', '事项', '姓名', '电话', '电话核实'].slice(0, sheet?.rows[0]?.length),
      [mine.number, '3 号楼南边路灯不亮', '王秀兰', '13900000137', null].slice(
        0,
        sheet?.rows[1]?.length,
      ),
    ])
    expect(outcome(await download(id))).toBe('409 contact-export.not-now')

    const { timeline } = (await t.voter({ url: `/api/receipts/${mine.receipt}` })).json()
    expect(timeline[0].sentence).toBe('代表工委查看了您的联系方式，理由：核实受影响的住户。')
    const other = (await t.voter({ url: `/api/receipts/${nameless.receipt}` })).json()
    expect(JSON.stringify(other.timeline)).not.toContain('联系方式')
  })

  it('given a voter who deleted theirs meanwhile, then it does not leave and was not opened', async () => {
    const [kept, gone] = [await filed(t), await filed(t)]
    const id = await asked({ today: 'true' })
    await approve(id)
    const erased = await t.voter({
      method: 'POST',
      url: `/r/${gone.receipt}/rights/contact-erasure`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    })
    expect(erased.statusCode, erased.body).toBe(303)
    const [sheet] = await readRosterFile((await download(id)).rawPayload, 'x.xlsx')
    const numbers = sheet?.rows.map((cells) => cells[0])
    expect(numbers).toContain(kept.number)
    expect(numbers).not.toContain(gone.number)
    const { timeline } = (await t.voter({ url: `/api/receipts/${gone.receipt}` })).json()
    expect(JSON.stringify(timeline)).not.toContain('查看了您的联系方式')
  })

  it('are not agreed to by whoever asked', async () => {
    const id = await asked()
    expect(outcome(await approve(id, asker))).toBe('403 contact-export.own')
    expect(await stateOf(id)).toBe('asked')
  })

  it('are not for whoever agreed', async () => {
    const id = await asked()
    await approve(id)
    expect(outcome(await download(id, second))).toBe('409 contact-export.not-now')
  })

  it('expire after 24 hours without a yes, and 24 hours after a yes that nobody used', async () => {
    const [waiting, agreed] = [await asked(), await asked()]
    t.clock.advance(24 * HOUR)
    expect(await stateOf(waiting)).toBe('asked')
    await approve(agreed)
    t.clock.advance(1)
    expect(await stateOf(waiting)).toBe('expired')
    expect(outcome(await approve(waiting))).toBe('409 contact-export.not-now')
    expect(await stateOf(agreed)).toBe('approved')
    t.clock.advance(24 * HOUR)
    expect(outcome(await download(agreed))).toBe('409 contact-export.not-now')
  })

  it('are declined with a reason, or taken back', async () => {
    const [declined, withdrawn] = [await asked(), await asked()]
    const no = { approve: false, reason: '范围太大' }
    expect(
      outcome(await post(second, `/api/contact-exports/${declined}/decision`, { approve: false })),
    ).toBe('400 request.invalid')
    expect(
      (await post(second, `/api/contact-exports/${declined}/decision`, no)).json(),
    ).toMatchObject({
      state: 'declined',
      decision: '范围太大',
    })
    await post(asker, `/api/contact-exports/${withdrawn}/withdrawal`)
    expect(await stateOf(withdrawn)).toBe('withdrawn')
    expect(outcome(await approve(withdrawn))).toBe('409 contact-export.not-now')
  })

  it('are asked for with a reason, for some, not for a whole district', async () => {
    expect(outcome(await ask({}, ' '))).toBe('400 request.invalid')
    expect(outcome(await ask({ q: '没有这样的事' }))).toBe('422 contact-export.none')
    expect(outcome(await ask({ everything: 'true' }))).toBe('400 request.invalid')
    const liaison = await t.as('liaison')
    expect(
      outcome(await post(liaison, '/api/contact-exports', { filter: {}, reason: '要用' })),
    ).toBe('403 auth.forbidden')
  })

  it('are listed page by page, by state, by who asked, and in either order', async () => {
    const list = async (query: string, by = asker) => {
      const reply = await by({ url: `/api/contact-exports?${query}` })
      expect(reply.statusCode, reply.body).toBe(200)
      return reply.json() as { items: { id: string; state: string }[]; total: number }
    }
    const ids = async (query: string, by = asker) =>
      (await list(query, by)).items.map(({ id }) => id)
    const { items, total } = await list('size=200')
    expect(items.length).toBe(total)
    const newest = items.map(({ id }) => id)
    expect(await ids('sort=asked')).toEqual(newest.toReversed())
    expect(await ids('size=2&page=2')).toEqual(newest.slice(2, 4))
    for (const state of ['asked', 'approved', 'declined', 'withdrawn', 'downloaded', 'expired'])
      expect(await ids(`state=${state}`), state).toEqual(
        items.filter((one) => one.state === state).map(({ id }) => id),
      )
    expect(new Set(items.map(({ state }) => state)).size).toBeGreaterThan(3)
    expect(await ids('by=me')).toEqual(newest)
    expect(await ids('by=others')).toEqual([])
    expect(await ids('by=others', second)).toEqual(newest)
    expect((await ids('sort=decided')).toSorted()).toEqual(newest.toSorted())
  })

  it('are told to the office at once', async () => {
    await asked()
    await tellOfFacts(t.context)
    const { items } = (await second({ url: '/api/notices' })).json()
    expect(items[0].headline).toContain('请求导出选民的联系方式')
  })
})
