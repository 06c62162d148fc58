import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
})
afterAll(() => t.close())

const keep = (name: string, query: object, table = 'issues', by = office) =>
  by({ method: 'PUT', url: '/api/views', body: { table, name, query } })
const names = async (table = 'issues', by = office): Promise<string[]> =>
  (await by({ url: `/api/views?table=${table}` }))
    .json()
    .items.map((view: { name: string }) => view.name)

describe('views that somebody keeps', () => {
  it('given a filter under a name, then it is there on the next visit, and only at its table', async () => {
    const kept = await keep('超期的', { overdue: 'true', sort: '-due', columns: 'what,state' })
    expect(kept.statusCode, kept.body).toBe(200)
    expect((await office({ url: '/api/views?table=issues' })).json().items).toEqual([
      {
        id: kept.json().id,
        name: '超期的',
        query: { overdue: 'true', sort: '-due', columns: 'what,state' },
      },
    ])
    expect(await names('sheets')).toEqual([])
  })

  it('given the same name again, then it is replaced, not doubled', async () => {
    const first = (await keep('今天的', { today: 'true' })).json()
    const second = (await keep('今天的', { today: 'true', state: 'awaiting' })).json()
    expect(second).toEqual({ ...first, query: { today: 'true', state: 'awaiting' } })
    expect(await names()).toEqual(['超期的', '今天的'])
  })

  it('given one that is removed, then it is gone, and a second removal is told so', async () => {
    const { id } = (await keep('不要了', {})).json()
    expect((await office({ method: 'DELETE', url: `/api/views/${id}` })).statusCode).toBe(204)
    expect(await names()).not.toContain('不要了')
    expect(outcome(await office({ method: 'DELETE', url: `/api/views/${id}` }))).toBe(
      '404 view.not-found',
    )
  })

  it.each([
    ['an empty name', { table: 'issues', name: ' ', query: {} }],
    ['a table that is none', { table: 'passwords', name: '甲', query: {} }],
    ['a word that no address has', { table: 'issues', name: '甲', query: { 'a b': '1' } }],
  ])('given %s, then it is refused', async (_what, body) => {
    expect(outcome(await office({ method: 'PUT', url: '/api/views', body }))).toBe(
      '400 request.invalid',
    )
  })

  it('given thirty of a table, then the next one is refused with what to do', async () => {
    for (let n = 0; n < 30; n++) await keep(`第 ${n} 个`, {}, 'accounts')
    const refused = await keep('再来一个', {}, 'accounts')
    expect(outcome(refused)).toBe('409 view.too-many')
    expect(refused.json().title).toContain('请先删去')
    expect((await keep('第 3 个', { q: '斯' }, 'accounts')).statusCode).toBe(200)
  })

  it('given somebody without an office account, then there is no such thing', async () => {
    const liaison = await t.as('liaison')
    expect(outcome(await liaison({ url: '/api/views?table=issues' }))).toBe('403 auth.forbidden')
    expect(outcome(await t.voter({ url: '/api/views?table=issues' }))).toBe('401 auth.required')
  })
})
