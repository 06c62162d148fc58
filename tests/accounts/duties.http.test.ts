import { tellOfFacts } from '@mashang/server/notices/telling.usecases.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filed, outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { giveDuties } from './duties.steps.ts'
import { secondFactorSteps } from './second-factor.steps.ts'

let t: TestApp
let office: Client
const s = secondFactorSteps(() => t)
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
})
afterAll(() => t.close())

const give = (by: Client, id: string, duties: string[], reason = '分工') =>
  giveDuties(t, duties, { id, reason, by })
const close = (by: Client, id: string) =>
  post(by, `/api/accounts/${id}/closing`, { reason: '调走了' })
const changes = async (id: string) =>
  (await office({ url: `/api/accounts/${id}/changes` })).json().items
const ownId = async (by: Client): Promise<string> =>
  (await by({ url: '/api/sessions/current' })).json().id

describe('a new account of the office', () => {
  /** Made, signed in for the first time. */
  const fresh = async (duties?: string[]): Promise<Client> => {
    const login = crypto.randomUUID()
    const made = await post(office, '/api/accounts', {
      name: '钱进',
      login,
      role: 'office',
      ...(duties && { duties }),
    })
    expect(made.statusCode, made.body).toBe(201)
    return s.withCookie(s.cookieOf(await s.firstSignIn(login, made.json().code)))
  }
  const dutiesOf = async (by: Client) => (await by({ url: '/api/sessions/current' })).json().duties

  it('may do what it was given, and nothing else', async () => {
    const prints = await fresh(['print'])
    expect(await dutiesOf(prints)).toEqual(['print'])
    expect(outcome(await prints({ url: '/api/sheets' }))).toBe('200')
    expect(outcome(await prints({ url: '/api/issues' }))).toBe('403 auth.beyond-duties')
  })

  it('of which nothing was said, has what is everybody’s own and no more', async () => {
    for (const by of [await fresh(), await fresh([])]) {
      expect(await dutiesOf(by)).toEqual([])
      expect(outcome(await by({ url: '/api/notices' }))).toBe('200')
      for (const url of ['/api/issues', '/api/sheets', '/api/accounts', '/api/ledger'])
        expect(outcome(await by({ url })), url).toBe('403 auth.beyond-duties')
    }
  })

  it('of a liaison or a department keeps no duties', async () => {
    const stationId = t.seed.stations[0]?.id
    const made = await post(office, '/api/accounts', {
      name: '孙立',
      login: crypto.randomUUID(),
      role: 'liaison',
      stationId,
      duties: ['admin'],
    })
    const rows = (await office({ url: '/api/accounts?role=liaison&size=200' })).json().items
    expect(rows.find((row: { id: string }) => row.id === made.json().accountId)?.duties).toBeNull()
  })
})

describe('duties', () => {
  it('hold from the next request on, and are told to their owner', async () => {
    const who = await s.person()
    const me = s.withCookie(who.cookie)
    expect((await me({ url: '/api/issues' })).statusCode).toBe(200)
    expect((await give(office, who.accountId, ['print'])).statusCode).toBe(204)
    expect(outcome(await me({ url: '/api/issues' }))).toBe('403 auth.beyond-duties')
    expect((await me({ url: '/api/sheets' })).statusCode).toBe(200)
    expect((await me({ url: '/api/notices' })).statusCode).toBe(200)
    expect((await me({ url: '/api/me/second-factor' })).statusCode).toBe(200)
    expect((await me({ url: '/api/sessions/current' })).json().duties).toEqual(['print'])
  })

  it('whoever inspects reads, and opens no contact', async () => {
    const who = await s.person()
    await give(office, who.accountId, ['inspect'])
    const me = s.withCookie(who.cookie)
    const { id } = await filed(t)
    expect((await me({ url: `/api/issues/${id}` })).statusCode).toBe(200)
    const opening = await post(me, `/api/issues/${id}/contact-opening`, { reason: '看看' })
    expect(outcome(opening)).toBe('403 auth.beyond-duties')
  })

  it('only whoever handles matters says that the clock is right', async () => {
    const who = await s.person()
    const me = s.withCookie(who.cookie)
    const say = () => post(me, '/api/clock/release', { reason: '时间没错' })
    for (const duty of ['print', 'inspect']) {
      await give(office, who.accountId, [duty])
      expect(outcome(await say()), duty).toBe('403 auth.beyond-duties')
    }
    expect(outcome(await me({ url: '/api/watch' }))).toBe('200')
    await give(office, who.accountId, ['print'])
    expect(outcome(await me({ url: '/api/watch' }))).toBe('403 auth.beyond-duties')
  })

  it('whoever prints is told of no matter, and reads none in what they were told before', async () => {
    const who = await s.person()
    const me = s.withCookie(who.cookie)
    const told = async () => {
      await tellOfFacts(t.context)
      return (await me({ url: '/api/notices' })).json().items
    }
    await filed(t, { title: '东头起火了', text: '三号楼楼道里着火了，烟很大，老人下不来。' })
    const before = await told()
    expect(before).toContainEqual(
      expect.objectContaining({ kind: 'issue.for-office', about: '东头起火了' }),
    )
    await give(office, who.accountId, ['print'])
    await filed(t, { title: '西头起火了', text: '三号楼楼道里着火了，烟很大，老人下不来。' })
    const after = await told()
    expect(after).toHaveLength(before.length)
    expect(JSON.stringify(after)).not.toContain('起火')
    for (const row of after) expect(row).toMatchObject({ number: null, issueId: null })
  })

  it('whoever inspects looks at what letters could be printed', async () => {
    const who = await s.person()
    await give(office, who.accountId, ['inspect'])
    const plan = await post(s.withCookie(who.cookie), '/api/suggestion-letters/plan', {
      ids: [crypto.randomUUID()],
      kind: 'assignment',
    })
    expect(plan.statusCode, plan.body).toBe(200)
  })

  it('whoever handles matters gives no duties, also not to themselves', async () => {
    const who = await s.person()
    await give(office, who.accountId, ['matters'])
    expect(outcome(await give(s.withCookie(who.cookie), who.accountId, ['admin']))).toBe(
      '403 auth.beyond-duties',
    )
  })

  it('nobody takes their own administrator’s duty', async () => {
    const me = await ownId(office)
    expect(outcome(await give(office, me, ['matters']))).toBe('409 account.own-admin')
    expect(outcome(await close(office, me))).toBe('409 account.close-own')
  })

  it('of two who take it from each other at once one remains', async () => {
    const [one, other] = [await s.person(), await s.person()]
    const both = await Promise.all([
      give(s.withCookie(one.cookie), other.accountId, ['print']),
      give(s.withCookie(other.cookie), one.accountId, ['print']),
    ])
    expect(both.map((reply) => reply.statusCode).sort()).toEqual([204, 403])
  })

  it('every change stays, with who and why; the same once more is none', async () => {
    const who = await s.person()
    await give(office, who.accountId, ['inspect', 'print', 'print'], '借调来印海报')
    await give(office, who.accountId, ['print', 'inspect'])
    expect(await changes(who.accountId)).toMatchObject([
      { kind: 'duties', detail: '印制、督查', by: 'office', reason: '借调来印海报' },
    ])
  })

  it('of two administrators who change them at once one wins, and the other is told', async () => {
    const who = await s.person()
    const url = `/api/accounts/${who.accountId}/duties`
    const put = (duties: string[]) =>
      office({ method: 'PUT', url, body: { duties, was: ['admin'], reason: '分工' } })
    const both = await Promise.all([put(['print']), put(['inspect'])])
    expect(both.map((reply) => reply.statusCode).sort()).toEqual([204, 409])
    const won = both[0]?.statusCode === 204 ? '印制' : '督查'
    // Whoever still looks at the account as it was before is told, too.
    expect(outcome(await put(['matters']))).toBe('409 conflict')
    expect(await changes(who.accountId)).toMatchObject([{ kind: 'duties', detail: won }])
  })

  it('are the office’s only, and at least one', async () => {
    const liaison = await ownId(await t.as('liaison'))
    expect(outcome(await give(office, liaison, ['print']))).toBe('409 account.duties-for-office')
    const who = await s.person()
    expect(outcome(await give(office, who.accountId, []))).toBe('400 request.invalid')
    expect(outcome(await give(office, crypto.randomUUID(), ['print']))).toBe(
      '404 account.not-found',
    )
  })
})

describe('closing an account', () => {
  it('signs out everywhere, frees the login, and keeps why', async () => {
    const who = await s.person()
    expect((await close(office, who.accountId)).statusCode).toBe(204)
    expect((await s.me(who.cookie)).statusCode).toBe(401)
    expect(outcome(await s.signIn(who.login))).toBe('401 account.wrong-login')
    expect(outcome(await close(office, who.accountId))).toBe('404 account.not-found')
    expect(await changes(who.accountId)).toMatchObject([{ kind: 'closed', reason: '调走了' }])
  })

  it('a representative’s goes with the roster', async () => {
    expect(outcome(await close(office, await ownId(await t.as(0))))).toBe(
      '409 account.close-by-roster',
    )
  })
})
