import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { announced } from '../activities/steps.ts'
import { outcome, post, seeded } from '../issues/steps.ts'
import { given } from '../mediations/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  for (const name of ['=1+1 局', '住建局', '教育局'])
    expect((await post(office, '/api/departments', { name })).statusCode).toBe(201)
  for (const title of ['楼上漏水的赔偿', '院墙的界线', '=1+1 元的借款']) {
    t.clock.advance(60_000)
    const reply = await post(office, '/api/mediations', given([seeded(t).id], { title }))
    expect(reply.statusCode, reply.body).toBe(201)
    await announced(t, office, { title })
  }
})
afterAll(() => t.close())

const linesOf = async (url: string): Promise<string[]> => {
  const reply = await office({ url })
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.body.replace('\uFEFF', '').trimEnd().split('\r\n')
}
type Row = Record<string, string>
const rowsOf = async (url: string): Promise<Row[]> => (await office({ url })).json().items
/** As a cell of a file that no program takes for a sum. */
const cell = (words = ''): string => (words.startsWith('=') ? `'${words}` : words)

interface Case {
  table: string
  column: string
  field: string
  orders: string[]
  narrowed: string
}
const cases: Case[] = [
  {
    table: 'codes',
    column: 'name',
    field: 'name',
    orders: ['name', '-name', 'kind', '-kind', 'state', '-state', 'made', '-made'],
    narrowed: 'kind=station',
  },
  {
    table: 'departments',
    column: 'name',
    field: 'name',
    orders: ['name', '-name', 'account', '-account'],
    narrowed: 'q=jyj',
  },
  {
    table: 'mediations',
    column: 'title',
    field: 'title',
    orders: ['registered', '-registered', 'due', '-due'],
    narrowed: 'q=院墙&open=true',
  },
]

describe.each(cases)('the file of $table', ({ table, column, field, orders, narrowed }) => {
  it('has what the table shows, in its order, and runs nothing', async () => {
    for (const sort of orders) {
      const rows = await rowsOf(`/api/${table}?sort=${sort}`)
      expect(rows.length).toBeGreaterThan(2)
      const [, ...lines] = await linesOf(
        `/api/exports/${table}?file=csv&columns=${column}&sort=${sort}`,
      )
      expect(lines.map((line) => line.split(',')[0])).toEqual(rows.map((row) => cell(row[field])))
    }
    const [few, many] = [
      await linesOf(encodeURI(`/api/exports/${table}?file=csv&${narrowed}`)),
      await linesOf(`/api/exports/${table}?file=csv`),
    ]
    expect(few.length).toBeGreaterThan(1)
    expect(few.length).toBeLessThan(many.length)
    const excel = await office({ url: `/api/exports/${table}` })
    expect(excel.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })

  it('is the office’s', async () => {
    const url = `/api/exports/${table}`
    expect(outcome(await t.voter({ url }))).toBe('401 auth.required')
    expect(outcome(await (await t.as('liaison'))({ url }))).toBe('403 auth.forbidden')
  })
})

it('the file of activities turns round with the table', async () => {
  const titles = async (sort: string) =>
    (await linesOf(`/api/exports/activities?file=csv&columns=title&sort=${sort}`))
      .slice(1)
      .map((line) => line.split(',')[1])
  const rising = await titles('start')
  expect(rising).toHaveLength(3)
  expect(await titles('-start')).toEqual(rising.toReversed())
})

describe('chosen codes', () => {
  it('leave alone, in the order of the table', async () => {
    const rows = await rowsOf('/api/codes?sort=-name')
    const chosen = [rows[2], rows[0]].map((row) => row?.code)
    const body = { ids: chosen, sort: '-name', file: 'csv', columns: 'url' }
    const reply = await post(office, '/api/exports/codes', body)
    expect(reply.body.trimEnd().split('\r\n').slice(1)).toEqual([rows[0]?.url, rows[2]?.url])
  })

  it('given none, then it is said what to do', async () => {
    const reply = await post(office, '/api/exports/codes', { ids: [] })
    expect(outcome(reply)).toBe('400 request.invalid')
    expect(reply.body).toContain('请至少选一行')
  })
})
