import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { hashPassword } from '@mashang/server/accounts/passwords.ts'
import type { AccountRow } from '@mashang/shared/accounts/accounts.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

const TOKEN = 'one-time-setup-token'
const PASSWORD = '草原上的星星今晚很亮'
const command = {
  token: TOKEN,
  districtName: '石拐区',
  name: '赵敏',
  login: 'zhao',
  password: PASSWORD,
}

describe('an empty system', () => {
  let t: TestApp
  beforeAll(async () => {
    t = await startApp({ seeded: false, setupToken: TOKEN })
  })
  afterAll(() => t.close())
  const setUp = (changes: object = {}) => post(t.voter, '/api/setup', { ...command, ...changes })

  it('gets its first administrator with the printed token, once', async () => {
    expect(outcome(await setUp({ token: 'guess' }))).toBe('403 setup.wrong-token')
    expect(outcome(await setUp({ password: 'short' }))).toBe('422 account.weak-password')
    const made = await setUp({ token: ` ${TOKEN} ` })
    expect(made.statusCode, made.body).toBe(201)
    expect(made.json()).toMatchObject({ role: 'office', districtName: '石拐区' })
    expect(made.headers['set-cookie']).toContain('mashang=')
    expect(outcome(await setUp({ login: 'second' }))).toBe('404 setup.closed')
    const signedIn = await post(t.voter, '/api/sessions', { login: 'zhao', password: PASSWORD })
    expect(signedIn.statusCode).toBe(201)
  })
})

describe('accounts of the office', () => {
  let t: TestApp
  let office: Client
  beforeAll(async () => {
    t = await startApp()
    office = await t.as('office')
  })
  afterAll(() => t.close())

  it('no set-up is open where somebody is in charge', async () => {
    expect(outcome(await post(t.voter, '/api/setup', command))).toBe('404 setup.closed')
  })

  it('a login is taken once, whatever its case and blanks', async () => {
    const body = { name: '赵敏', login: '139 0000 0001', role: 'office' }
    expect((await post(office, '/api/accounts', body)).statusCode).toBe(201)
    const again = await post(office, '/api/accounts', { ...body, login: '１３９-0000-0001' })
    expect(outcome(again)).toBe('409 account.login-taken')
    expect(again.json().fields[0].path).toBe('login')
  })

  it('a phone number is shown without its middle, and never leaves whole', async () => {
    const list = await office({ url: '/api/accounts?size=200' })
    expect(list.json().items).toContainEqual(
      expect.objectContaining({ loginShown: '139****0001', state: 'invited', lastSignInAt: null }),
    )
    expect(list.body).not.toContain('13900000001')
  })

  it('whoever has never signed in reads so, also where somebody handed them a password', async () => {
    const password = '从来没有用过的密码'
    const { write } = newAccount(t.context, {
      name: '孟和',
      login: 'menghe',
      role: 'office',
      passwordHash: await hashPassword(password),
    })
    await t.context.db.commit(t.context.district, [write])
    const state = async () => {
      const { items } = (await office({ url: '/api/accounts?size=200' })).json()
      return items.find(({ name }: AccountRow) => name === '孟和')?.state
    }
    expect(await state()).toBe('invited')
    await post(t.voter, '/api/sessions', { login: 'menghe', password })
    expect(await state()).toBe('active')
  })

  it('a liaison belongs to a station that exists', async () => {
    const liaison = (stationId?: string) =>
      post(office, '/api/accounts', {
        name: '孙立',
        login: `sun-${stationId}`,
        role: 'liaison',
        stationId,
      })
    const refused = [await liaison(), await liaison(crypto.randomUUID())]
    expect(refused.map(outcome)).toEqual(Array(2).fill('422 account.station-needed'))
    expect(refused[0]?.json().fields[0].path).toBe('stationId')
    expect((await liaison(t.seed.stations[0]?.id)).statusCode).toBe(201)
  })

  it('finds by role, state and name, page by page', async () => {
    const found = async (query: string) => (await office({ url: `/api/accounts?${query}` })).json()
    expect(
      (await found('role=liaison')).items.every(
        (item: { role: string }) => item.role === 'liaison',
      ),
    ).toBe(true)
    for (const q of ['孙', 'sun'])
      expect((await found(`q=${encodeURIComponent(q)}`)).total, q).toBe(1)
    const page = await found('size=1&page=2')
    expect([page.items.length, page.page, page.size]).toEqual([1, 2, 1])
  })

  it('is ordered by place and by second factor, too', async () => {
    for (const sort of ['station', '-station', 'second', '-second']) {
      const { items } = (await office({ url: `/api/accounts?size=200&sort=${sort}` })).json()
      const keys = items.map((row: { stationId: string | null; secondFactor: boolean }) =>
        sort.endsWith('station') ? String(row.stationId) : String(row.secondFactor),
      )
      const groups = keys.filter((key: string, at: number) => key !== keys[at - 1])
      expect(groups.length, sort).toBe(new Set(keys).size)
    }
  })

  it('codes for many leave out who was closed, and who has a password where that is wanted', async () => {
    const make = async (name: string) => {
      const login = crypto.randomUUID()
      const { accountId, code } = (
        await post(office, '/api/accounts', { name, login, role: 'office', duties: ['print'] })
      ).json()
      return { id: accountId as string, login, code: code as string }
    }
    const [fresh, inside, closed] = [
      await make('新来的'),
      await make('在用的'),
      await make('走了的'),
    ]
    await post(t.voter, '/api/first-sign-ins', {
      login: inside.login,
      code: inside.code,
      password: '草原上的星星今晚很亮',
    })
    await post(office, `/api/accounts/${closed.id}/closing`, { reason: '调走了' })
    const accounts = [fresh.id, inside.id, closed.id]
    const ask = (what: string, more: object = {}) =>
      post(office, `/api/accounts/one-time-${what}`, { accounts, ...more })
    const goes = async (more?: object) =>
      (await ask('code-previews', more)).json().items.map((row: { goes: boolean }) => row.goes)
    expect(await goes()).toEqual([true, true, false])
    expect(await goes({ onlyNew: true })).toEqual([true, false, false])
    const report = (await ask('codes', { onlyNew: true })).json()
    expect(report.items).toMatchObject([{ accountId: fresh.id, login: fresh.login }])
    expect(report.left).toMatchObject([
      { id: inside.id, name: '在用的', goes: false, words: '已经设过密码，不用再发' },
      { id: closed.id, name: '走了的', goes: false, words: '账号停用了，不发' },
    ])
    accounts.shift()
    expect((await ask('codes', { onlyNew: true })).json().items).toEqual([])
  })

  it('codes for accounts that are not there are refused', async () => {
    const body = { accounts: [crypto.randomUUID()] }
    expect(outcome(await post(office, '/api/accounts/one-time-codes', body))).toBe(
      '404 account.not-found',
    )
    expect(outcome(await post(office, '/api/accounts/one-time-codes', { accounts: [] }))).toBe(
      '400 request.invalid',
    )
  })

  it('is closed to everybody else', async () => {
    for (const by of [await t.as(0), await t.as('liaison')])
      expect(outcome(await by({ url: '/api/accounts' }))).toBe('403 auth.forbidden')
    expect(outcome(await t.voter({ url: '/api/accounts' }))).toBe('401 auth.required')
  })
})

describe('on HTTPS', () => {
  it('the cookie is bound to the host and travels encrypted only', async () => {
    const t = await startApp({
      seeded: false,
      setupToken: TOKEN,
      config: { publicUrl: 'https://rd.example' },
    })
    const made = await post(t.voter, '/api/setup', command)
    expect(made.headers['set-cookie']).toMatch(/^__Host-mashang=.*Path=\/.*Secure/)
    expect(made.headers['strict-transport-security']).toContain('max-age=')
    await t.close()
  }, 60_000)
})
