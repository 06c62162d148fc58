import type { SheetRow } from '@mashang/shared/sheets/sheets.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import {
  type Client,
  filingTo,
  type SeededRepresentative,
  startApp,
  type TestApp,
} from '../support/app.ts'
import { hang, type Printed, printed, scan } from './steps.ts'

let t: TestApp
/** Two of 李婺, one of 张建平 (same station), two of 那顺巴雅尔 (another one). */
let sheets: Printed[]
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
  sheets = []
  for (const index of [0, 0, 1, 2, 2] as const) sheets.push(await printed(t, index))
  const [one, two, three, four] = sheets as [Printed, Printed, Printed, Printed]
  await hang(office, one, { place: '锦绣社区 100%公告栏' })
  await hang(office, two, { place: '大磁村_村口' })
  await hang(office, four, { place: '=HYPERLINK("http://example.com")' })
  for (const phone of ['a', 'b', 'c']) await scan(t, two.code, phone)
  await scan(t, four.code, 'a')
  t.clock.advance(1_000)
  await scan(t, three.code, 'a')
  await t.scans.flush()
  for (const [sheet, person] of [
    [four, 2],
    [four, 2],
    [one, 0],
  ] as const)
    await post(
      t.voter,
      '/api/issues',
      filingTo(t.seed.representatives[person] as SeededRepresentative, { code: sheet.code }),
      { 'idempotency-key': crypto.randomUUID() },
    )
  await post(office, `/api/sheets/${sheets[4]?.id}/revocation`, { reason: 'misprint' })
})
afterAll(() => t.close())

interface List {
  items: SheetRow[]
  total: number
  counts: Record<string, number>
}
const list = async (query: string, by: Client = office): Promise<List> => {
  const reply = await by({ url: `/api/sheets?${query}` })
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return reply.json()
}
/** Which of the five, 0 to 4. */
const found = async (query: string, by?: Client): Promise<number[]> =>
  (await list(query, by)).items.map((row) => sheets.findIndex((sheet) => sheet.id === row.id))

describe('the list of sheets', () => {
  it('chosen ones leave as a file, in the order of the table', async () => {
    const { items } = await list('sort=scans')
    const some = items.slice(1, 4)
    const file = await office({
      method: 'POST',
      url: '/api/exports/sheets',
      body: {
        ids: some.map(({ id }) => id).toReversed(),
        sort: 'scans',
        file: 'csv',
        columns: 'url',
      },
    })
    expect(file.body.trimEnd().split('\r\n').slice(1)).toEqual(some.map(({ url }) => url))
  })

  it.each(['number', 'scan', 'scans', 'filings'].flatMap((by) => [by, `-${by}`]))(
    'by %s: the export has what the table shows, in its order',
    async (sort) => {
      const file = await office({ url: `/api/exports/sheets?file=csv&columns=url&sort=${sort}` })
      const urls = file.body.trimEnd().split('\r\n').slice(1)
      const { items } = await list(`sort=${sort}`)
      expect(urls).toEqual(items.map(({ url }) => url))
    },
  )

  it.each([
    ['', [4, 3, 2, 1, 0]],
    ['sort=number', [0, 1, 2, 3, 4]],
    ['sort=-scans', [1, 3, 2, 4, 0]],
    ['sort=scans', [0, 4, 2, 3, 1]],
    ['sort=-scan', [2, 3, 1, 4, 0]],
    ['sort=scan', [0, 4, 1, 3, 2]],
    ['sort=-filings', [3, 0, 4, 2, 1]],
    ['sort=filings', [1, 2, 4, 0, 3]],
    ['sort=-filings&size=2&page=2', [4, 2]],
    ['sort=filings&size=2&page=2', [4, 0]],
    ['sort=-filings&size=3&page=1', [3, 0, 4]],
    ['sort=-filings&size=2&page=9', []],
    ['sort=number&size=2&page=3', [4]],
    ['state=printed', [2]],
    ['state=hung&sort=number', [0, 1, 3]],
    ['state=revoked', [4]],
    ['state=replaced', []],
    ['format=a4&size=1', [4]],
    ['format=badge', []],
    ['area=新区', [4, 3]],
    ['area=新区&state=hung', [3]],
  ])('?%s', async (query, expected) => {
    expect(await found(query)).toEqual(expected)
  })

  it.each([
    ['0002', [1]],
    ['2', [1]],
    ['海报 2', [1]],
    ['李婺', [1, 0]],
    ['lw', [1, 0]],
    ['zjp', [2]],
    ['大磁', [1]],
    ['锦绣', [0]],
    ['100%', [0]],
    ['%', [0]],
    ['_', [1]],
    ['五当召镇代表之家', [4, 3]],
    ['没有这样的', []],
  ])('finds %s', async (q, expected) => {
    expect(await found(`q=${encodeURIComponent(q)}`)).toEqual(expected)
    expect((await list(`q=${encodeURIComponent(q)}`)).total).toBe(expected.length)
  })

  it('finds a sheet by its address', async () => {
    const address = `http://127.0.0.1:8080/q/${sheets[3]?.code}`
    expect(await found(`q=${encodeURIComponent(address)}`)).toEqual([3])
  })

  it('says of each row what there is', async () => {
    const [row] = (await list('q=0004')).items
    expect(row).toMatchObject({
      number: '0004',
      subject: { kind: 'representative', name: '那顺巴雅尔' },
      station: { name: '五当召镇代表之家' },
      state: 'hung',
      scans: 1,
      filings: 2,
      weeks: [0, 0, 0, 0, 0, 0, 0, 1],
      openReports: 0,
    })
  })

  it('counts what asks for attention, within what one sees', async () => {
    expect((await list('state=printed')).counts).toEqual({
      printed: 1,
      hung: 3,
      silent: 0,
      reported: 0,
      alarms: 0,
    })
    expect((await list('', await t.as('liaison'))).counts).toMatchObject({ printed: 1, hung: 2 })
  })

  it('shows a liaison the station’s, a representative their own, a voter none', async () => {
    expect(await found('', await t.as('liaison'))).toEqual([2, 1, 0])
    expect(await found('', await t.as(0))).toEqual([1, 0])
    expect(await found(`representative=${t.seed.representatives[2]?.id}`, await t.as(0))).toEqual(
      [],
    )
    expect(outcome(await t.voter({ url: '/api/sheets' }))).toBe('401 auth.required')
    expect(outcome(await (await t.as(0))({ url: `/api/sheets/${sheets[3]?.id}` }))).toBe(
      '404 sheet.not-found',
    )
  })
})

describe('the export', () => {
  it('holds the same filter, opens in Excel, and runs nothing there', async () => {
    const reply = await office({ url: '/api/exports/sheets?file=csv&state=hung' })
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(reply.headers['content-disposition']).toMatch(/^attachment; .*filename\*=UTF-8''/)
    expect(reply.rawPayload.subarray(0, 3).toString('hex')).toBe('efbbbf')
    const lines = reply.body.split('\r\n')
    expect(lines).toHaveLength(5)
    expect(lines[0]).toContain('编号,形式,')
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://example.com"")"`)
    expect(lines[3]).toMatch(
      /^0001,A4 海报,室内,李婺,大发街道代表之家,老区,贴着,,锦绣社区 100%公告栏,/,
    )
    expect(outcome(await (await t.as('liaison'))({ url: '/api/exports/sheets' }))).toBe(
      '403 auth.forbidden',
    )
  })
})

describe('sums', () => {
  const sums = async (by: string) =>
    (await office({ url: `/api/sheet-sums?by=${by}` })).json().items

  it('by area: those in use, hung, silent; scans and filings of all', async () => {
    expect(await sums('area')).toEqual([
      { name: '老区', sheets: 3, hung: 2, silent: 0, scans: 4, filings: 1 },
      { name: '新区', sheets: 1, hung: 1, silent: 0, scans: 1, filings: 2 },
    ])
  })

  it('by station and by place', async () => {
    expect((await sums('station')).map((sum: { name: string }) => sum.name)).toEqual([
      '大发街道代表之家',
      '五当召镇代表之家',
    ])
    const places = await sums('place')
    expect(places.map((sum: { name: string }) => sum.name)).toContain('还没登记张贴处')
    expect(places[0]).toMatchObject({ name: '大磁村_村口', scans: 3 })
  })
})
