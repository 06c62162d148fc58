import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, outcome, post, respond, seeded } from '../issues/steps.ts'
import { printed } from '../sheets/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { giveDuties, giveStations } from './duties.steps.ts'
import { secondFactorSteps } from './second-factor.steps.ts'

let t: TestApp
let office: Client
let street: Client
let account: string
const s = secondFactorSteps(() => t)
const [OWN, PEER, ELSEWHERE] = [0, 1, 2] as const
const stationId = (index: 0 | 1): string => t.seed.stations[index]?.id ?? ''

const give = (id: string, duties: string[], by = office) => giveDuties(t, duties, { id, by })
const limit = (id: string, stations: string[], by = office) =>
  giveStations(t, stations, { id, reason: '街道的', by })
const titles = (reply: { json(): { items: { title: string }[] } }) =>
  reply
    .json()
    .items.map(({ title }) => title)
    .sort()

beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  const who = await s.person()
  account = who.accountId
  street = s.withCookie(who.cookie)
  await give(account, ['matters', 'print'])
  await limit(account, [stationId(0)])
})
afterAll(() => t.close())

describe('giving an account of the office some stations', () => {
  it('holds from the next request on, is told to its owner, and stays in its history', async () => {
    const who = await s.person()
    const me = s.withCookie(who.cookie)
    await give(who.accountId, ['matters'])
    expect(outcome(await me({ url: '/api/watch' }))).toBe('200')
    expect(outcome(await limit(who.accountId, [stationId(1), stationId(0)]))).toBe('204')
    expect(outcome(await me({ url: '/api/watch' }))).toBe('403 auth.beyond-stations')
    const { stations } = (await me({ url: '/api/sessions/current' })).json()
    expect(stations).toEqual([t.seed.stations[1], t.seed.stations[0]])
    expect(outcome(await limit(who.accountId, []))).toBe('204')
    expect(outcome(await me({ url: '/api/watch' }))).toBe('200')
    const { items } = (await office({ url: `/api/accounts/${who.accountId}/changes` })).json()
    expect(items).toMatchObject([
      { kind: 'stations', detail: '全区', by: 'office', reason: '街道的' },
      { kind: 'stations', detail: '五当召镇代表之家、大发街道代表之家' },
      { kind: 'duties' },
    ])
  })

  it('saved twice it is one change; a station that is not there is none', async () => {
    const who = await s.person()
    await give(who.accountId, ['print'])
    await limit(who.accountId, [stationId(0)])
    await limit(who.accountId, [stationId(0)])
    expect(outcome(await limit(who.accountId, [crypto.randomUUID()]))).toBe(
      '422 account.station-needed',
    )
    const { items } = (await office({ url: `/api/accounts/${who.accountId}/changes` })).json()
    expect(items).toHaveLength(2)
    const found = (
      await office({ url: `/api/accounts?station=${stationId(0)}&role=office` })
    ).json()
    expect(found.items.map(({ id }: { id: string }) => id)).toContain(who.accountId)
  })

  it('an administrator sees the whole district, so neither goes with the other', async () => {
    const who = await s.person()
    expect(outcome(await limit(who.accountId, [stationId(0)]))).toBe('409 account.admin-of-all')
    await give(who.accountId, ['matters'])
    await limit(who.accountId, [stationId(0)])
    expect(outcome(await give(who.accountId, ['admin']))).toBe('409 account.admin-of-all')
    const own = (await office({ url: '/api/sessions/current' })).json().id
    expect(outcome(await limit(own, [stationId(0)]))).toBe('409 account.admin-of-all')
  })

  it('of two who change duty and stations at once only one does', async () => {
    const who = await s.person()
    await give(who.accountId, ['matters'])
    const both = await Promise.all([
      give(who.accountId, ['admin']),
      limit(who.accountId, [stationId(0)]),
    ])
    expect(both.filter((reply) => reply.statusCode === 204)).toHaveLength(1)
  })

  it('who saw other duties does not widen what it sees', async () => {
    const who = await s.person()
    await give(who.accountId, ['print'])
    await limit(who.accountId, [stationId(0)])
    // Somebody else gives it the matters, while the form of an administrator still says “print”.
    await give(who.accountId, ['matters'])
    const url = `/api/accounts/${who.accountId}/stations`
    const change = { stations: [], was: [stationId(0)], reason: '管全区的海报' }
    const old = await office({ method: 'PUT', url, body: { ...change, wasDuties: ['print'] } })
    expect(outcome(old)).toBe('409 conflict')
    const me = s.withCookie(who.cookie)
    const { stations } = (await me({ url: '/api/sessions/current' })).json()
    expect(stations).toEqual([t.seed.stations[0]])
    const now = await office({ method: 'PUT', url, body: { ...change, wasDuties: ['matters'] } })
    expect(outcome(now)).toBe('204')
  })

  it('nobody gives it to themselves, and a representative has none to be given', async () => {
    expect(outcome(await limit(account, [], street))).toBe('403 auth.beyond-duties')
    const person = (await (await t.as(0))({ url: '/api/sessions/current' })).json().id
    expect(outcome(await limit(person, [stationId(0)]))).toBe('409 account.stations-for-liaison')
  })
})

describe('matters', () => {
  it('its list, its counts and its file have those of its stations only', async () => {
    await filed(t, { title: '一站的事' }, OWN)
    await filed(t, { title: '一站另一位的事' }, PEER)
    await filed(t, { title: '二站的事' }, ELSEWHERE)
    const all = await street({ url: '/api/issues' })
    expect(titles(all)).toEqual(['一站另一位的事', '一站的事'])
    expect(all.json()).toMatchObject({ total: 2, counts: { open: 2, today: 2 } })
    expect(titles(await street({ url: `/api/issues?station=${stationId(1)}` }))).toEqual([])
    expect(titles(await street({ url: '/api/issues?q=的事' }))).toHaveLength(2)
    const file = await street({ url: '/api/exports/issues?file=csv' })
    expect(file.body).toContain('一站的事')
    expect(file.body).not.toContain('二站的事')
  })

  it('what a clerk of it does is the office’s for the voter, not the station’s', async () => {
    const mine = await filed(t, { contact: { name: '王芳', phone: '13900000137' } }, OWN)
    const url = `/api/issues/${mine.id}/contact-opening`
    expect(outcome(await post(street, url, { reason: '打电话核实地点' }))).toBe('200')
    const { timeline } = (await t.voter({ url: `/api/receipts/${mine.receipt}` })).json()
    const told = timeline.map(({ sentence }: { sentence: string }) => sentence).join()
    expect(told).toContain('代表工委查看了您的联系方式')
  })

  it('nothing is decided about what is put together with another station’s', async () => {
    const mine = await filed(t, { title: '同一件事' }, OWN)
    const theirs = await filed(t, { title: '同一件事' }, ELSEWHERE)
    const passed = { kind: 'representative', id: seeded(t, OWN).id }
    const there = await t.as(ELSEWHERE)
    const sent = await respond(there, theirs.id, { decision: 'refer', text: '请你办', to: passed })
    expect(outcome(sent)).toBe('200')
    const join = `/api/issues/${mine.id}/group-members`
    expect(outcome(await post(office, join, { issueId: theirs.id }))).toBe('200')
    const third = await filed(t, { title: '同一件事' }, OWN)
    const again = await post(street, `/api/issues/${third.id}/group-members`, { issueId: mine.id })
    expect(outcome(again)).toBe('409 issue.group-beyond')
  })

  it('foreign and absent look the same, also for what it may do', async () => {
    const theirs = await filed(t, { title: '别处的' }, ELSEWHERE)
    const absent = crypto.randomUUID()
    const to = seeded(t, PEER).id
    for (const act of [
      (id: string) => street({ url: `/api/issues/${id}` }),
      (id: string) => street({ url: `/api/issues/${id}/ledger` }),
      (id: string) => street({ url: `/api/issues/${id}/why` }),
      (id: string) => post(street, `/api/issues/${id}/contact-opening`, { reason: '核实' }),
      (id: string) =>
        post(street, `/api/issues/${id}/reassignment`, { representativeId: to, reason: '近' }),
      (id: string) => post(street, '/api/issue-bulk-previews', { act: 'remind', issues: [id] }),
    ]) {
      const [foreign, none] = [await act(theirs.id), await act(absent)]
      expect(outcome(foreign)).toBe('404 issue.not-found')
      expect(foreign.body).toBe(none.body)
    }
    const own = await filed(t, {}, OWN)
    const both = await post(street, '/api/issue-bulk-acts', {
      act: 'remind',
      issues: [own.id, theirs.id],
    })
    expect(both.json().items.map(({ id }: { id: string }) => id)).toEqual([own.id])
  })

  it('it gives a matter to its own representatives, and to nobody of another station', async () => {
    const own = await filed(t, { title: '改派的' }, OWN)
    await t.as(PEER)
    const give = (index: 1 | 2) =>
      post(street, `/api/issues/${own.id}/reassignment`, {
        representativeId: seeded(t, index).id,
        reason: '就在他那一片',
      })
    await t.as(ELSEWHERE)
    const foreign = await give(ELSEWHERE)
    const absent = await post(street, `/api/issues/${own.id}/reassignment`, {
      representativeId: crypto.randomUUID(),
      reason: '就在他那一片',
    })
    expect(foreign.statusCode).toBe(absent.statusCode)
    expect(foreign.body).toBe(absent.body)
    expect(outcome(await give(PEER))).toBe('200')
  })

  it('it sees what was passed on to its station, and no longer what was taken away', async () => {
    const theirs = await filed(t, { title: '转来的' }, ELSEWHERE)
    const by = await t.as(ELSEWHERE)
    await t.as('liaison')
    const to = { kind: 'station', id: stationId(0) }
    const passed = await respond(by, theirs.id, { decision: 'refer', to, text: '请一站先看看。' })
    expect(passed.statusCode, passed.body).toBe(200)
    expect(outcome(await street({ url: `/api/issues/${theirs.id}` }))).toBe('200')
    const back = { representativeId: seeded(t, ELSEWHERE).id, reason: '还是他办' }
    expect(outcome(await post(office, `/api/issues/${theirs.id}/reassignment`, back))).toBe('200')
    expect(outcome(await street({ url: `/api/issues/${theirs.id}` }))).toBe('404 issue.not-found')
  })

  it('it is told what the office has to decide at its stations, and nothing of the others', async () => {
    const told = async () => {
      await tellOfFacts(t.context)
      return (await street({ url: '/api/notices' })).json().items
    }
    const before = (await told()).length
    for (const index of [OWN, ELSEWHERE] as const) {
      const one = await filed(t, { title: `只说收到了 ${index}` }, index)
      await answer(await t.as(index), one.id)
      const rated = await post(t.voter, `/api/receipts/${one.receipt}/verdict`, {
        answer: 'acceptable',
        solved: 'satisfied',
        onlyAcknowledged: true,
      })
      expect(rated.statusCode, rated.body).toBe(200)
    }
    const after = await told()
    expect(after).toHaveLength(before + 1)
    expect(after[0]).toMatchObject({ kind: 'issue.for-office', about: '只说收到了 0' })
  })
})

describe('people, codes and sheets', () => {
  it('has its own representatives and stations, in the table, in the file, one by one', async () => {
    const names = (await street({ url: '/api/representatives' }))
      .json()
      .items.map(({ name }: { name: string }) => name)
    expect(names.sort()).toEqual([seeded(t, OWN).name, seeded(t, PEER).name].sort())
    for (const table of ['representatives', 'stations']) {
      const file = await street({ url: `/api/exports/${table}?file=csv` })
      expect(file.body).not.toContain('五当召')
      expect(file.body).toContain('大发街道')
    }
    for (const [own, theirs] of [
      [`representatives/${seeded(t, OWN).id}`, `representatives/${seeded(t, ELSEWHERE).id}`],
      [`stations/${stationId(0)}`, `stations/${stationId(1)}`],
    ] as const) {
      expect(outcome(await street({ url: `/api/roster/${own}` }))).toBe('200')
      const [foreign, none] = [
        await street({ url: `/api/roster/${theirs}` }),
        await street({ url: `/api/roster/${theirs.split('/')[0]}/${crypto.randomUUID()}` }),
      ]
      expect(foreign.statusCode).toBe(404)
      expect(foreign.body).toBe(none.body)
    }
    const narrowed = await street({ url: `/api/representatives?station=${stationId(1)}` })
    expect(outcome(narrowed)).toBe('404 not-found')
  })

  it('has its own codes and sheets, and their sums', async () => {
    const codes = (await street({ url: '/api/codes' })).json()
    expect(codes.items.map(({ name }: { name: string }) => name)).not.toContain(
      seeded(t, ELSEWHERE).name,
    )
    expect(codes.total).toBe(3)
    await printed(t, OWN)
    const { id: theirs } = await printed(t, ELSEWHERE)
    const all = (await office({ url: '/api/sheets' })).json()
    const mine = (await street({ url: '/api/sheets' })).json()
    expect([mine.total, all.total]).toEqual([1, 2])
    expect(mine.counts.printed).toBe(mine.total)
    const sums = (await street({ url: '/api/sheet-sums?by=station' })).json()
    expect(sums.items.map(({ name }: { name: string }) => name)).toEqual(['大发街道代表之家'])
    expect(outcome(await street({ url: `/api/sheets/${theirs}` }))).toBe('404 sheet.not-found')
  })

  it('changes nothing of the district', async () => {
    for (const [method, url] of [
      ['GET', '/api/accounts'],
      ['GET', '/api/ledger'],
      ['GET', '/api/timeliness'],
      ['GET', '/api/floods'],
      ['GET', '/api/holds'],
      ['GET', '/api/suggestions'],
      ['GET', '/api/wall-figures'],
      ['POST', '/api/poster-batches'],
      ['POST', '/api/sheet-revocations'],
      ['POST', '/api/rosters'],
    ] as const) {
      const reply = await street({ method, url, ...(method === 'POST' ? { body: {} } : {}) })
      expect(`${url} ${outcome(reply)}`).toMatch(/^\S+ 403 auth\.beyond-(stations|duties)$/)
    }
  })
})
