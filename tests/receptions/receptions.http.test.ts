import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post, seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let office: Client
let liaison: Client
let own: string
let foreign: string
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  liaison = await t.as('liaison')
  own = (await liaison({ url: '/api/sessions/current' })).json().stationId
  foreign = t.seed.stations.find(({ id }) => id !== own)?.id ?? ''
})
afterAll(() => t.close())

interface Duty {
  id: string
  revision: number
  representative: { id: string; name: string }
  startsAt: string
}
const urlOf = (station: string): string => `/api/stations/${station}/duties`
const duty = (changes: object = {}) => ({
  representativeId: seeded(t).id,
  days: ['2026-12-01', '2026-12-08'],
  from: '09:00',
  to: '11:30',
  ...changes,
})
const items = async (station = own): Promise<Duty[]> =>
  (await office({ url: urlOf(station) })).json().items

describe('the roster of duties of a station', () => {
  it('is filled by its liaison; the same twice stands there once', async () => {
    const added = await post(liaison, urlOf(own), duty())
    expect(outcome(added), added.body).toBe('200')
    expect(added.json().items).toMatchObject([
      { representative: { name: seeded(t).name }, startsAt: '2026-12-01T01:00:00.000Z' },
      { startsAt: '2026-12-08T01:00:00.000Z' },
    ])
    expect(outcome(await post(liaison, urlOf(own), duty()))).toBe('200')
    expect(await items()).toHaveLength(2)
  })

  it('given two taps at once, then it stands there once', async () => {
    const body = duty({ days: ['2026-12-15'] })
    const replies = await Promise.all([
      post(liaison, urlOf(own), body),
      post(liaison, urlOf(own), body),
    ])
    expect(replies.map(outcome)).toEqual(['200', '200'])
    expect(await items()).toHaveLength(3)
  })

  it.each([
    ['another station', () => urlOf(foreign), {}, '404 duty.station-not-found'],
    ['times that run backwards', () => urlOf(own), { to: '08:00' }, '422 duty.backwards'],
    ['a day that is over', () => urlOf(own), { days: ['2020-01-01'] }, '422 duty.past'],
    ['no day', () => urlOf(own), { days: [] }, '400 request.invalid'],
    ['a day that is none', () => urlOf(own), { days: ['2026-02-30'] }, '400 request.invalid'],
    [
      'somebody who is not there',
      () => urlOf(own),
      { representativeId: '0190f2a4-0000-7000-8000-000000000001' },
      '422 duty.representative-unknown',
    ],
    [
      'times that meet another duty of theirs',
      () => urlOf(own),
      { from: '11:00', to: '12:00' },
      '409 duty.elsewhere',
    ],
  ])(
    'given %s, then it is refused and nothing is written',
    async (_what, url, change, expected) => {
      expect(outcome(await post(liaison, url(), duty(change)))).toBe(expected)
      expect(await items()).toHaveLength(3)
      expect(await items(foreign)).toEqual([])
    },
  )

  it('is told on the station’s page and as a calendar file, to anybody', async () => {
    const { code } = (await liaison({ url: '/api/me/code' })).json()
    const page = await t.voter({ url: `/q/${code}/station` })
    expect(page.body).toContain('接下来谁在')
    expect(page.body).toContain(`${seeded(t).name}代表`)
    const file = await t.voter({ url: `/q/${code}/station.ics` })
    expect(file.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(file.body.match(/BEGIN:VEVENT/g)).toHaveLength(3)
    expect(file.body).toContain('DTSTART:20261201T010000Z')
    const inWechat = await t.voter({
      url: `/q/${code}/station`,
      headers: { 'user-agent': 'MicroMessenger/8.0.50' },
    })
    expect(inWechat.body, 'WeChat keeps no files').not.toContain('station.ics')
  })

  it('given a swap, then another comes; whoever looked before is told', async () => {
    const [first] = await items()
    const url = `/api/duties/${first?.id}`
    const swap = (index: 1 | 2, revision: number) =>
      liaison({ method: 'PUT', url, body: { representativeId: seeded(t, index).id, revision } })
    const swapped = await swap(1, 0)
    expect(outcome(swapped), swapped.body).toBe('200')
    expect(outcome(await swap(1, 0)), 'a second tap').toBe('200')
    expect(outcome(await swap(2, 0))).toBe('409 duty.changed')
    expect((await items())[0]?.representative.name).toBe(seeded(t, 1).name)
  })

  it('given a removal, then it is gone, and a second one says so', async () => {
    const [first] = await items()
    const remove = () => liaison({ method: 'DELETE', url: `/api/duties/${first?.id}` })
    expect((await remove()).json().items).toHaveLength(2)
    expect(outcome(await remove())).toBe('404 duty.not-found')
  })

  it('given a representative or a voter, then it is not theirs to work on', async () => {
    expect(outcome(await (await t.as(0))({ url: urlOf(own) }))).toBe('403 auth.forbidden')
    expect(outcome(await t.voter({ url: urlOf(own) }))).toBe('401 auth.required')
  })

  it('given time, then what is over is listed no more', async () => {
    t.clock.advance(20 * 86_400_000)
    expect(await items()).toHaveLength(1)
  })

  it('is in the ledger, in words', async () => {
    const { items: lines } = (await office({ url: '/api/ledger?group=people' })).json()
    const words = lines.map((line: { words: string }) => line.words)
    for (const one of ['排值班', '值班换人', '删值班']) expect(words).toContain(one)
  })
})
