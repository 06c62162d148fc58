import { LONGEST_CELL } from '@mashang/server/core/xlsx.ts'
import { readRosterFile } from '@mashang/server/roster/roster.file.ts'
import { SECOND } from '@mashang/shared/core/clock.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { happened } from './steps.ts'

/** So many that their explanation is longer than a cell of Excel. */
const FACTS = 1_300

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  office = await t.as('office')
  const { id } = seeded(t)
  const at = t.clock.now()
  const late = (n: number) =>
    happened(t, 'issue.answered', { by: id, first: true, late: true }, undefined, at + n * SECOND)
  await Promise.all(Array.from({ length: FACTS }, (_, n) => late(n)))
  await happened(t, 'activity.attended', { representativeId: seeded(t, 1).id, kind: 'visit' })
})
afterAll(() => t.close())

type Cells = readonly unknown[]
async function exported(query = ''): Promise<Map<string, readonly Cells[]>> {
  const { rawPayload } = await office({ url: `/api/points/export?file=xlsx${query}` })
  const sheets = await readRosterFile(rawPayload, 'x.xlsx')
  return new Map(sheets.map(({ name, rows }) => [name, rows]))
}

it('given an explanation that no cell holds, then it is told whole, line by line', async () => {
  const sheets = await exported()
  const [table = [], lines = []] = sheets.values()
  expect([...sheets.keys()]).toEqual(['履职积分 2026 年', '逐条说明'])
  const { name } = seeded(t)
  const column = (table[0] ?? []).indexOf('答复晚了：说明')
  const own = table.find(([who]) => who === name)
  const said = String(own?.[column])
  expect(said).toMatch(/^1300 件，每件 −1.*；一条一条见“逐条说明”第 2–1301 行$/)
  const [, from = 0, to = 0] = (/第 (\d+)–(\d+) 行/.exec(said) ?? []).map(Number)
  // Numbers are those that Excel shows: the header is the first row.
  const told = lines.slice(from - 1, to)
  expect(told).toHaveLength(FACTS)
  for (const [who, , item, day, words, , points, state, version] of told)
    expect([who, item, day, words, Number(points), state, version]).toEqual([
      name,
      '答复晚了',
      '2026年3月2日',
      expect.any(String),
      -1,
      '已计分',
      '自带规则',
    ])
  // Who has few is told in the cell, and in lines all the same.
  const other = table.find(([who]) => who === seeded(t, 1).name)
  expect(other?.join('')).toContain('走访')
  expect(lines.filter(([who]) => who === seeded(t, 1).name)).toHaveLength(1)
})

it('a CSV file, which has no such limit, holds it in the cell', async () => {
  const { body } = await office({ url: '/api/points/export?file=csv' })
  const [, own = ''] = body.split('\r\n')
  expect(own.length).toBeGreaterThan(LONGEST_CELL)
  expect(own.match(/（已计分，自带规则）/g)).toHaveLength(FACTS)
})

it('given only other columns are wanted, then there are no lines for what is not there', async () => {
  expect([...(await exported('&columns=name,total')).keys()]).toEqual(['履职积分 2026 年'])
})
