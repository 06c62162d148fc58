import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { LONGEST_CELL, xlsxStream } from '@mashang/server/core/xlsx.ts'
import { Behind } from '@mashang/server/exports/behind.ts'
import { longCells, piecesOf } from '@mashang/server/exports/long-cells.ts'
import { readRosterFile } from '@mashang/server/roster/roster.file.ts'
import type { Cell } from '@mashang/shared/core/csv.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { unzipped } from '../support/unzipped.ts'

const folder = mkdtempSync(join(tmpdir(), 'behind-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Row {
  name: string
  facts: readonly string[]
  note: string
}
const columns = [
  { of: 'name', title: '姓名', cell: ({ name }: Row) => name },
  {
    of: 'facts',
    title: '说明',
    cell: ({ facts }: Row) => facts.join('；'),
    explains: 'facts',
    brief: ({ facts }: Row) => `${facts.length} 件`,
  },
  { of: 'note', title: '备注', cell: ({ note }: Row) => note },
]
const details = {
  name: '逐条说明',
  header: ['姓名', '事情'],
  linesOf: ({ name, facts }: Row) => facts.map((fact) => ({ about: 'facts', cells: [name, fact] })),
}
async function* inOne(rows: readonly Cell[][]): AsyncGenerator<readonly Cell[][]> {
  yield rows
}
async function sheetsOf(file: Buffer): Promise<Map<string, unknown[][]>> {
  const sheets = await readRosterFile(file, 'x.xlsx')
  return new Map(sheets.map(({ name, rows }) => [name, rows]))
}

async function written(rows: readonly Row[], withDetails = true, chosen = columns) {
  const fitted = longCells<Row>(withDetails ? { details } : {}, chosen, folder)
  const cells = await fitted.of(rows)
  const file = xlsxStream(
    '名单',
    chosen.map(({ title }) => title),
    inOne(cells),
    fitted.sheets,
  )
  const bytes = await buffer(file)
  await fitted.close()
  return { cells, file: bytes, sheets: await sheetsOf(bytes) }
}
const many = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `第 ${n + 1} 件：${'在社区接待群众'.repeat(20)}`)

describe('a text that is longer than a cell of Excel', () => {
  it('given its lines stand behind, then the cell says where, and every line is there', async () => {
    const facts = many(300)
    const { cells, sheets } = await written([
      { name: '甲', facts: ['一件'], note: '' },
      { name: '乙', facts, note: '' },
    ])
    expect(cells[0]?.[1]).toBe('一件')
    expect(cells[1]?.[1]).toBe('300 件；一条一条见“逐条说明”第 3–302 行')
    const behind = sheets.get('逐条说明') ?? []
    expect(behind[0]).toEqual(['姓名', '事情'])
    expect(behind.slice(2, 302)).toEqual(facts.map((fact) => ['乙', fact]))
  })

  it('given nothing stands behind it, then its whole is there in pieces', async () => {
    const note = `${'长'.repeat(LONGEST_CELL - 1)}𠮷${'尾'.repeat(40_000)}`
    const { cells, file, sheets } = await written([{ name: '甲', facts: [], note }], false)
    expect(String(cells[0]?.[2])).toMatch(
      /^长{200}……（这一格放不下，全文见“放不下的全文”第 2–4 行）$/,
    )
    const behind = (sheets.get('放不下的全文') ?? []).slice(1)
    expect(behind.map((row) => row.slice(0, 3).join(' '))).toEqual([
      '2 备注 1',
      '2 备注 2',
      '2 备注 3',
    ])
    // As the file has it: a roster's reader takes no cell of that length.
    const xml = (await unzipped(file)).get('xl/worksheets/sheet2.xml')?.toString() ?? ''
    const texts = [...xml.matchAll(/<c r="D\d+"[^>]*><is><t[^>]*>([^<]*)/g)].map(([, text]) => text)
    expect(texts.slice(1).join('') === note).toBe(true)
  })

  it('given all is short, then there is no sheet that nobody needs', async () => {
    const { sheets } = await written([{ name: '甲', facts: ['一件'], note: '' }], false)
    expect([...sheets.keys()]).toEqual(['名单'])
    const names = await written(
      [{ name: '甲', facts: ['一件'], note: '' }],
      true,
      columns.slice(0, 1),
    )
    expect([...names.sheets.keys()]).toEqual(['名单'])
  })

  it('is in the file whole, or there is no file', async () => {
    const long = 'x'.repeat(LONGEST_CELL + 1)
    await expect(buffer(xlsxStream('表', ['甲'], inOne([[long]])))).rejects.toThrow('longer than')
    expect(piecesOf('ab𠮷c', 3)).toEqual(['ab', '𠮷c'])
    expect(piecesOf('', 3)).toEqual([])
  })
})

it('given more lines than a sheet has rows, then they go on on the next one', async () => {
  const behind = new Behind('逐条', ['甲'], folder, 3)
  expect([behind.add([['1']]), behind.add([['2'], ['3']])]).toEqual([
    '“逐条”第 2 行',
    '“逐条”第 3–4 行',
  ])
  await behind.keep()
  expect(behind.add([['4']])).toBe('“逐条2”第 2 行')
  expect(behind.add([['5'], ['6'], ['7']])).toBe('“逐条2”第 3 行到“逐条3”第 2 行')
  await behind.keep()
  // Whatever becomes of the process, nothing of it stays on the disk.
  expect(readdirSync(join(folder, 'spool'))).toEqual([])
  const sheets = await sheetsOf(
    await buffer(xlsxStream('表', ['甲'], inOne([]), () => behind.sheets())),
  )
  await behind.close()
  expect([...sheets].map(([name, rows]) => [name, rows.length])).toEqual([
    ['表', 1],
    ['逐条', 4],
    ['逐条2', 4],
    ['逐条3', 2],
  ])
})

async function piled(rows: Iterable<unknown> | AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const some of rows) all.push(some)
  return all
}

it('given that nobody takes the file any more, then nothing of it stays open, nor is opened', async () => {
  const behind = new Behind('逐条', ['甲'], folder, 3)
  behind.add([['1']])
  const keeping = behind.keep()
  await behind.close()
  await keeping
  behind.add([['2'], ['3'], ['4']])
  await behind.keep()
  const [opened, never] = behind.sheets()
  // What is open still can be read.
  await expect(piled(opened?.rows ?? [])).rejects.toThrow()
  expect(await piled(never?.rows ?? [])).toEqual([])
})
