import { factsOf } from '@mashang/server/core/ledger/ledger.store.ts'
import { readRosterFile } from '@mashang/server/roster/roster.file.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, outcome } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  await filed(t, { title: '=HYPERLINK("http://example.com")' })
  await filed(t, { title: '路灯不亮，打 139 0000 0137 找我' }, 2)
  const { id } = await filed(t, { title: '暖气不热', field: 'housing' })
  await answer(await t.as(0), id)
})
afterAll(() => t.close())

const tableOf = async (url: string): Promise<unknown[][]> => {
  const reply = await office({ url })
  expect(reply.statusCode, reply.body).toBe(200)
  const [sheet] = await readRosterFile(reply.rawPayload, 'x.xlsx')
  return sheet?.rows ?? []
}
const linesOf = async (url: string): Promise<string[]> =>
  (await office({ url })).body.replace('\uFEFF', '').trimEnd().split('\r\n')

describe('the export of issues', () => {
  it('given Excel, then every issue of the filter is a row, newest first, and texts stay texts', async () => {
    const rows = await tableOf('/api/exports/issues')
    expect(rows).toHaveLength(4)
    expect(rows[0]?.slice(0, 4)).toEqual(['编号', '事项', '类别', '领域'])
    expect(rows[1]?.slice(1, 4)).toEqual(['暖气不热', '求助', '住房'])
    expect(rows[3]?.[1]).toBe('=HYPERLINK("http://example.com")')
    expect(await tableOf('/api/exports/issues?field=housing')).toHaveLength(2)
  })

  it('given CSV, then it opens with Chinese intact and runs nothing', async () => {
    const reply = await office({ url: '/api/exports/issues?file=csv' })
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(reply.headers['content-disposition']).toMatch(/filename\*=UTF-8''.*2026-11-23\.csv/)
    expect(reply.rawPayload.subarray(0, 3).toString('hex')).toBe('efbbbf')
    expect(reply.body).toContain(`"'=HYPERLINK(""http://example.com"")"`)
  })

  it('given some columns, then only those, in the order of the table', async () => {
    const [header] = await linesOf('/api/exports/issues?file=csv&columns=state,what')
    expect(header).toBe('编号,事项,状态,等代表工委定')
  })

  it('never holds a contact, not even one that a voter wrote into the title', async () => {
    const reply = await office({ url: '/api/exports/issues?file=csv' })
    expect(reply.body).not.toMatch(/139\s?0000\s?0137|王秀兰/)
    expect(reply.body).toContain('路灯不亮，打 ［手机号］ 找我')
  })

  it('given a ticket, then its owner can ask how far it has come', async () => {
    const ticket = crypto.randomUUID()
    await office({ url: `/api/exports/issues?file=csv&ticket=${ticket}` })
    expect((await office({ url: `/api/exports/${ticket}` })).json()).toEqual({ done: 3, total: 3 })
    expect(outcome(await office({ url: `/api/exports/${crypto.randomUUID()}` }))).toBe(
      '404 export.unknown',
    )
  })

  it('is on the ledger: who took how many rows of what', async () => {
    const facts = (await factsOf(t.context, 'issues')).filter(
      (row) => row.type === 'table.exported',
    )
    expect(facts.length).toBeGreaterThan(0)
    expect(JSON.parse(facts[0]?.data ?? '')).toMatchObject({ rows: 3, format: 'xlsx' })
  })
})

describe('the other tables', () => {
  it.each([
    ['representatives', '姓名', 4],
    ['stations', '名称', 3],
    ['accounts', '姓名', 3],
    ['sheets', '编号', 1],
  ])('%s are exported with their header', async (table, first, rows) => {
    const lines = await linesOf(`/api/exports/${table}?file=csv`)
    expect(lines[0]?.split(',')[0]).toBe(first)
    expect(lines).toHaveLength(rows)
    expect((await tableOf(`/api/exports/${table}`))[0]?.[0]).toBe(first)
  })

  it('follow the filter of the page', async () => {
    const [station] = t.seed.stations
    expect(
      await linesOf(`/api/exports/representatives?file=csv&station=${station?.id}`),
    ).toHaveLength(3)
    expect(await linesOf('/api/exports/accounts?file=csv&role=office')).toHaveLength(2)
  })

  it.each(['issues', 'representatives', 'stations', 'accounts', 'sheets'])(
    '%s leave the house with an office account only',
    async (table) => {
      const liaison = await t.as('liaison')
      expect(outcome(await liaison({ url: `/api/exports/${table}` }))).toBe('403 auth.forbidden')
      expect(outcome(await t.voter({ url: `/api/exports/${table}` }))).toBe('401 auth.required')
    },
  )
})

describe('the export of what was chosen', () => {
  const chosen = (table: string, body: object, by = office) =>
    by({ method: 'POST', url: `/api/exports/${table}`, body })
  const rowsOf = async (list: string): Promise<{ id: string }[]> =>
    (await office({ url: list })).json().items

  it.each([
    ['issues', '/api/issues?sort=number', 'number'],
    ['representatives', '/api/representatives?sort=name', 'name'],
    ['stations', '/api/station-rows?sort=name', 'name'],
  ])('%s: those only, in the order of the table', async (table, list, sort) => {
    const ids = (await rowsOf(list)).map(({ id }) => id)
    const few = ids.slice(0, 2)
    const lines = async (of: string[], order = sort) =>
      (await chosen(table, { ids: of, sort: order, file: 'csv' })).body.trimEnd().split('\r\n')
    const [header, first, second] = await lines(few.toReversed())
    expect(await lines(few)).toEqual([header, first, second])
    expect(await lines(few, `-${sort}`)).toEqual([header, second, first])
    expect(await lines([crypto.randomUUID()])).toEqual([header])
  })

  it('is at most a thousand, and says so', async () => {
    for (const table of ['issues', 'representatives', 'stations', 'sheets']) {
      const ids = Array.from({ length: 1_001 }, () => crypto.randomUUID())
      const reply = await chosen(table, { ids })
      expect(outcome(reply)).toBe('400 request.invalid')
      expect(reply.json().fields[0].message).toContain('一次最多导出选中的 1000 行')
      expect(outcome(await chosen(table, { ids: [] }))).toBe('400 request.invalid')
      expect(outcome(await chosen(table, { ids }, await t.as('liaison')))).toBe(
        '403 auth.forbidden',
      )
    }
  })
})

describe('order', () => {
  const names = async (url: string): Promise<string[]> =>
    (await office({ url })).json().items.map((one: { name: string }) => one.name)

  it('of representatives and accounts is asked for, either way round', async () => {
    const rising = await names('/api/representatives?sort=name')
    expect(rising).toEqual([...rising].sort(new Intl.Collator('zh-CN').compare))
    expect(await names('/api/representatives?sort=-name')).toEqual([...rising].reverse())
    const byRole = await office({ url: '/api/accounts?sort=role' })
    const roles = byRole.json().items.map((one: { role: string }) => one.role)
    expect(roles[0]).toBe('office')
    expect(outcome(await office({ url: '/api/representatives?sort=shoe-size' }))).toBe(
      '400 request.invalid',
    )
  })
})
