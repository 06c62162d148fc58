import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, outcome, seeded } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

describe('a representative as anyone may see one', () => {
  it('has own facts, a mark per answer, oldest first, and no rank', async () => {
    const representative = await t.as(0)
    const late = await filed(t)
    t.clock.set(Date.parse(late.responseDueAt) + 1)
    await answer(representative, late.id)
    await answer(representative, (await filed(t)).id)
    const shown = await t.voter({ url: `/api/representatives/${seeded(t).id}` })
    expect(shown.json()).toMatchObject({
      representative: { name: '李婺', congress: '石拐区第十七届人大代表' },
      facts: { answered: 2, inTime: 1, late: 1, unanswered: 0, marks: '01' },
    })
    expect(shown.body).not.toMatch(/phone|birth|rank/)
  })

  it('has no photo until one is there; an unknown one is not found', async () => {
    expect(outcome(await t.voter({ url: `/api/representatives/${seeded(t).id}/photo` }))).toBe(
      '404 representative.not-found',
    )
    expect(outcome(await t.voter({ url: `/api/representatives/${crypto.randomUUID()}` }))).toBe(
      '404 representative.not-found',
    )
    expect(outcome(await t.voter({ url: '/api/representatives/1' }))).toBe('400 request.invalid')
  })
})

describe('the roster as a table', () => {
  it('is for people who work with it, page by page, with codes and accounts', async () => {
    expect(outcome(await t.voter({ url: '/api/representatives' }))).toBe('401 auth.required')
    const office = await t.as('office')
    await t.as(0)
    const page = (await office({ url: '/api/representatives?size=2' })).json()
    expect([page.items.length, page.total]).toEqual([2, 3])
    expect(page.items[0]).toMatchObject({ name: '李婺', code: seeded(t).code, account: 'invited' })
    const second = (await office({ url: '/api/representatives?size=2&page=2' })).json()
    expect(second.items.map((item: { name: string }) => item.name)).toEqual(['那顺巴雅尔'])
  })

  it('masks phones for the office and hides them from others', async () => {
    const sealed = t.context.secrets.seal('13900000137', seeded(t).id)
    await execute(
      t,
      `update representatives set phone = '${sealed}', note = '住院' where id = '${seeded(t).id}'`,
    )
    const forOffice = await (await t.as('office'))({ url: '/api/representatives' })
    expect(forOffice.json().items[0]).toMatchObject({ phoneMask: '139****0137', note: '住院' })
    for (const by of [await t.as('liaison'), await t.as(1)]) {
      const seen = await by({ url: '/api/representatives' })
      expect(seen.json().items[0]).toMatchObject({ phoneMask: null, note: null })
      expect(seen.body).not.toMatch(/\*0137|00000137|住院/)
    }
  })

  it('searches by name, pinyin, initials and place; by station and state', async () => {
    const office = await t.as('office')
    const names = async (query: string): Promise<string[]> =>
      (await office({ url: `/api/representatives?${query}` }))
        .json()
        .items.map((item: { name: string }) => item.name)
    expect(await names('q=zjp')).toEqual(['张建平'])
    expect(await names(`q=${encodeURIComponent('大发')}`)).toHaveLength(2)
    expect(await names(`station=${t.seed.stations[1]?.id}`)).toEqual(['那顺巴雅尔'])
    await execute(t, `update representatives set state = 'left' where id = '${seeded(t, 2).id}'`)
    expect(await names('state=left')).toEqual(['那顺巴雅尔'])
    const known = async (account: string): Promise<number> =>
      (await names(`account=${account}`)).length
    expect((await known('none')) + (await known('invited')) + (await known('active'))).toBe(3)
    await t.as(1)
    expect(await names('account=invited&q=zjp')).toEqual(['张建平'])
    expect(await names('account=none&q=zjp')).toEqual([])
    expect(
      outcome(await office({ url: `/api/representatives?station=${crypto.randomUUID()}` })),
    ).toBe('404 not-found')
  })
})

describe('stations', () => {
  it('are open to anyone, with how many serve there and no private number', async () => {
    await execute(t, `update stations set head_phone = 'v1.sealed', phone = '0472-8720001'`)
    const reply = await t.voter({ url: '/api/stations' })
    expect(reply.json().items).toMatchObject([
      {
        name: '大发街道代表之家',
        kind: 'home',
        area: '老区',
        phone: '0472-8720001',
        representatives: 2,
      },
      { name: '五当召镇代表之家', representatives: 0 },
    ])
    expect(reply.body).not.toContain('sealed')
  })
})
