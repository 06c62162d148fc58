import { allAccounts } from '@mashang/server/accounts/accounts.store.ts'
import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { activeCodes } from '@mashang/server/codes/codes.store.ts'
import { verifyLedger } from '@mashang/server/core/ledger/ledger.store.ts'
import { allRepresentatives } from '@mashang/server/representatives/representatives.store.ts'
import type { TermForecast } from '@mashang/shared/terms/terms.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirmRoster, uploadRoster } from '../roster/uploads.ts'
import { type Client, filingTo, startApp, type TestApp } from '../support/app.ts'

const HEAD = '姓名,手机,选区,所属家站,届次,备注'
const OLD = `${HEAD}
马兰花,13900000001,大发街道第一选区,大发街道代表之家,第十七届,
白玉山,13900000002,大发街道第一选区,大发街道代表之家,第十七届,
云海,13900000003,大发街道第二选区,大发街道代表之家,第十七届,
旧人,13900000004,五当召镇第一选区,五当召镇代表之家,第十七届,2025年3月辞去代表职务
`
/** 马兰花 stays, 旧人 is elected again, 新苗 is new; 白玉山 and 云海 are not named. */
const NEW = `${HEAD}
马兰花,13900000001,大发街道第一选区,大发街道代表之家,,
旧人,13900000004,五当召镇第一选区,五当召镇代表之家,,
新苗,13900000005,大发街道第二选区,大发街道代表之家,,
`

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp({})
  office = await t.as('office')
  const draft = await uploadRoster(office, '第十七届.csv', OLD)
  const reply = await confirmRoster(office, draft.id)
  if (reply.statusCode !== 200) throw new Error(reply.body)
})
afterAll(() => t.close())

const named = async (name: string) => {
  const found = (await allRepresentatives(t.context)).find((person) => person.name === name)
  if (found === undefined) throw new Error(`${name} is missing`)
  return found
}
const accountOf = async (name: string) => {
  const { id } = await named(name)
  return (await allAccounts(t.context)).filter(
    (one) => one.representativeId === id && one.closedAt === null,
  )
}
const order = async (csv: string, change: object = {}) => ({
  roster: (await uploadRoster(office, '第十八届.csv', csv)).id,
  term: '第十八届',
  startsOn: '2026-11-20',
  ...change,
})
const forecast = (body: object) => office({ method: 'POST', url: '/api/terms/forecast', body })
const change = (body: object) => office({ method: 'POST', url: '/api/terms', body })

describe('given a congress of which one has left, and a roster of the next one', () => {
  let issue: { id: string; receipt: string; responseDueAt: string }
  beforeAll(async () => {
    const person = await named('白玉山')
    const code = (await activeCodes(t.context)).get(person.id) ?? ''
    const filed = await t.voter({
      method: 'POST',
      url: '/api/issues',
      headers: { 'idempotency-key': 'term-0001' },
      body: filingTo({ id: person.id, name: person.name, code }),
    })
    issue = filed.json()
  })

  it('the dry run says who goes on, comes, comes back and leaves, and changes nothing', async () => {
    const reply = await forecast(await order(NEW))
    expect(reply.statusCode, reply.body).toBe(200)
    const seen: TermForecast = reply.json()
    expect(seen.congress).toBe('石拐区第十八届人大代表')
    expect(seen.continuing.map(({ name }) => name)).toEqual(['马兰花'])
    expect(seen.joining.map(({ name }) => name)).toEqual(['新苗'])
    expect(seen.returning.map(({ name }) => name)).toEqual(['旧人'])
    const leaving = Object.fromEntries(seen.leaving.map((one) => [one.name, one]))
    expect(Object.keys(leaving).sort()).toEqual(
      ['云海', '张建平', '李婺', '白玉山', '那顺巴雅尔'].sort(),
    )
    expect(leaving.白玉山).toMatchObject({
      openIssues: 1,
      station: '大发街道代表之家',
      successors: ['马兰花', '新苗'],
    })
    expect(leaving.云海?.successors).toEqual(['新苗', '马兰花'])
    expect((await named('白玉山')).state).toBe('serving')
    expect((await named('旧人')).state).toBe('left')
    expect((await allRepresentatives(t.context)).some(({ name }) => name === '新苗')).toBe(false)
  })

  it('only the office may do it', async () => {
    const liaison = await t.as('liaison')
    const body = await order(NEW)
    expect((await liaison({ method: 'POST', url: '/api/terms/forecast', body })).statusCode).toBe(
      403,
    )
    expect((await t.voter({ method: 'POST', url: '/api/terms', body })).statusCode).toBe(401)
  })

  it('a term that has not begun can be looked at, not made', async () => {
    const body = await order(NEW, { startsOn: '2027-01-10' })
    const seen = await forecast(body)
    expect(seen.statusCode).toBe(200)
    const made = await change({ ...body, fingerprint: seen.json().fingerprint })
    expect([made.statusCode, made.json().code]).toEqual([422, 'term.future'])
    expect((await named('白玉山')).state).toBe('serving')
  })

  it('a strange name of a term is refused at its field', async () => {
    const reply = await forecast(await order(NEW, { term: '2027' }))
    expect(reply.statusCode).toBe(400)
    expect(reply.json().fields[0]).toMatchObject({ path: 'term' })
  })

  it('whoever shares a name with a row that was not taken in does not leave', async () => {
    const half = NEW.replace(
      '新苗,13900000005',
      '云海,13900000003,大发街道第二选区,没有这个家站,,\n新苗,13900000005',
    )
    const seen: TermForecast = (await forecast(await order(half))).json()
    expect(seen.leaving.map(({ name }) => name)).not.toContain('云海')
    expect(seen.kept).toEqual(['云海'])
    expect(seen.skipped).toBe(1)
  })

  it('whoever shares a name with somebody new does not leave: it may be the same person', async () => {
    const moved = NEW.replace(
      '新苗,13900000005',
      '云海,13900000099,新划选区,大发街道代表之家,,\n新苗,13900000005',
    )
    const seen: TermForecast = (await forecast(await order(moved))).json()
    expect(seen.joining.map(({ name }) => name)).toContain('云海')
    expect(seen.leaving.map(({ name }) => name)).not.toContain('云海')
    expect(seen.kept).toEqual(['云海'])
  })

  it('while a row has no name, nobody is taken to have left', async () => {
    const torn = NEW.replace(
      '新苗,13900000005',
      ',13900000098,大发街道第二选区,大发街道代表之家,,\n新苗,13900000005',
    )
    const seen: TermForecast = (await forecast(await order(torn))).json()
    expect(seen.leaving).toEqual([])
    expect(seen.kept).toHaveLength(5)
  })

  it('a look that is no longer true is not carried out', async () => {
    const body = await order(NEW)
    const seen: TermForecast = (await forecast(body)).json()
    const { id } = await named('云海')
    const left = await office({
      method: 'POST',
      url: `/api/representatives/${id}/departure`,
      body: { on: '2026-11-21' },
    })
    expect(left.statusCode, left.body).toBe(200)
    const made = await change({ ...body, fingerprint: seen.fingerprint })
    expect([made.statusCode, made.json().code]).toEqual([409, 'term.changed-meanwhile'])
    expect((await named('白玉山')).state).toBe('serving')
  })

  it('confirmed, all of it happens at once: people, names, accounts, open matters, codes', async () => {
    const oldCode = (await activeCodes(t.context)).get((await named('白玉山')).id) ?? ''
    const body = await order(NEW)
    const seen: TermForecast = (await forecast(body)).json()
    const made = await change({ ...body, fingerprint: seen.fingerprint })
    expect(made.statusCode, made.body).toBe(201)
    expect(made.json()).toMatchObject({
      term: '第十八届',
      continuing: 1,
      joining: 1,
      returning: 1,
      leaving: 4,
      openIssues: 1,
    })
    expect(await named('白玉山')).toMatchObject({ state: 'left', leftOn: '2026-11-20' })
    expect(await named('旧人')).toMatchObject({ state: 'serving', leftOn: null, term: '第十八届' })
    expect(await accountOf('白玉山')).toEqual([])
    expect(await accountOf('旧人')).toHaveLength(1)
    expect(await accountOf('新苗')).toHaveLength(1)

    const receipt = (await t.voter({ method: 'GET', url: `/api/receipts/${issue.receipt}` })).json()
    expect(receipt.clock.dueAt).toBe(issue.responseDueAt)
    const matters = (await office({ method: 'GET', url: '/api/issues?running=true' })).json()
    expect(matters.items).toMatchObject([
      { id: issue.id, handler: { kind: 'station', name: '大发街道代表之家' } },
    ])

    const code = (await t.voter({ method: 'GET', url: `/api/codes/${oldCode}` })).json()
    expect(code.state).toBe('active')
    expect(code.representative.state).toBe('left')
    expect(code.representatives.map((one: { name: string }) => one.name)).toEqual([
      '马兰花',
      '新苗',
    ])
    expect(code.representatives[0].congress).toBe('石拐区第十八届人大代表')
    const landing = await t.voter({ method: 'GET', url: `/q/${oldCode}` })
    expect(landing.statusCode).toBe(200)
    expect(landing.body).toContain('已不再担任代表')
    expect(landing.body).toContain('马兰花')

    const list = (await office({ method: 'GET', url: '/api/terms' })).json()
    expect(list.items).toHaveLength(1)
    expect((await office({ method: 'GET', url: '/api/district' })).json().congress).toBe(
      '石拐区第十八届人大代表',
    )
    expect((await verifyLedger(t.context.db, 'home')).whole).toBe(true)
  })

  it('the same draft is not used twice', async () => {
    const body = await order(NEW)
    const seen: TermForecast = (await forecast(body)).json()
    expect(seen.leaving).toEqual([])
    const command = { ...body, fingerprint: seen.fingerprint }
    const both = await Promise.all([change(command), change(command)])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409])
  })
})

describe('given somebody who leaves in mid-term', () => {
  const at = (path: string) => async (name: string) =>
    `/api/representatives/${(await named(name)).id}/${path}`
  const departure = at('departure')
  const back = at('return')

  it('what will follow is told first, then done, and can be taken back', async () => {
    const told = await office({ method: 'GET', url: await departure('新苗') })
    expect(told.json()).toMatchObject({ name: '新苗', openIssues: 0, successors: ['马兰花'] })
    const left = await office({
      method: 'POST',
      url: await departure('新苗'),
      body: { on: '2026-11-22' },
    })
    expect(left.json()).toMatchObject({ name: '新苗', state: 'left' })
    expect(await accountOf('新苗')).toEqual([])
    const again = await office({
      method: 'POST',
      url: await departure('新苗'),
      body: { on: '2026-11-22' },
    })
    expect([again.statusCode, again.json().code]).toEqual([409, 'representative.already-left'])

    const returned = await office({ method: 'POST', url: await back('新苗') })
    expect(returned.json()).toMatchObject({ name: '新苗', state: 'serving', account: 'opened' })
    expect(await accountOf('新苗')).toHaveLength(1)
    const twice = await office({ method: 'POST', url: await back('新苗') })
    expect([twice.statusCode, twice.json().code]).toEqual([409, 'representative.serves'])
  })

  it('whose telephone became another one’s login meanwhile: serves again, and it is said', async () => {
    const person = await named('新苗')
    const phone = t.context.secrets.unseal(person.phone ?? '', person.id)
    await office({ method: 'POST', url: await departure('新苗'), body: { on: '2026-11-22' } })
    const other = newAccount(t.context, {
      name: '另一位',
      login: phone,
      role: 'representative',
      representativeId: (await named('马兰花')).id,
    })
    await t.context.db.commit('home', [other.write])
    const returned = await office({ method: 'POST', url: await back('新苗') })
    expect(returned.json()).toMatchObject({ state: 'serving', account: 'phone-taken' })
    expect(await accountOf('新苗')).toEqual([])
  })

  it('not before the day has come', async () => {
    const reply = await office({
      method: 'POST',
      url: await departure('马兰花'),
      body: { on: '2026-12-24' },
    })
    expect(reply.statusCode).toBe(422)
    expect(reply.json().detail).toContain('还没有到')
  })
})
