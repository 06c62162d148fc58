import type { RosterCell } from '@mashang/shared/roster/roster.model.ts'
import { type KnownForImport, readList } from '@mashang/shared/suggestions/import.rules.ts'
import {
  type ImportField,
  importFields,
  importSample,
} from '@mashang/shared/suggestions/import.words.ts'
import { REASON, refusedRows } from '@mashang/shared/suggestions/refused-rows.rules.ts'
import { describe, expect, it } from 'vitest'

const NOW = Date.parse('2026-03-02T02:00:00Z')
const known: KnownForImport = {
  district: '石拐区',
  people: [{ id: 'li', name: '李婺' }],
  departments: [{ id: 'housing', name: '住建局' }],
  aliases: [],
  numbers: new Map(),
}
const HEAD = ['建议编号', '案由', '领衔人', '办理单位', '交办时间', '类别', '备注']
const DAY = new Date('2025-01-20T00:00:00Z')
const rows: RosterCell[][] = [
  ['石拐区 2025 年'],
  HEAD,
  ['2025-1', '好的', '李婺', '住建局', DAY, 'X', ''],
  ['2025-2', '两行的\n题目', '王不存在', '住建局', DAY, 'X', '老王说的'],
  ['2025-3', '好的', '李婺', '住建局', DAY, '', ''],
  [4, '没有日期', '李婺', '住建局', null, '', ''],
]
const made = (fields = new Map<number, ImportField | null>(), longest = 1_000) => {
  const sheets = [{ name: '建议', rows }]
  const list = readList(sheets, known, 2025, NOW, { fields })
  return refusedRows(sheets, list, fields, longest)
}

describe('the rows that were not taken', () => {
  it('given a list, then only those, each with why and with all that it says', () => {
    expect(made()).toEqual({
      header: [REASON, '编号', '题目', '领衔代表', '承办单位', '交办日期', '解决程度', '备注'],
      rows: [
        [
          '原表第 3 行：看不懂解决程度，请写 A、B 或 C。',
          '2025-1',
          '好的',
          '李婺',
          '住建局',
          '2025-01-20',
          'X',
          '',
        ],
        [
          expect.stringMatching(/^原表第 4 行：.*看不懂解决程度.*没有叫“王不存在”的代表/u),
          '2025-2',
          '两行的\n题目',
          '王不存在',
          '住建局',
          '2025-01-20',
          'X',
          '老王说的',
        ],
        [
          '原表第 6 行：没有交办日期，也没有提交日期，请至少补上一个。',
          4,
          '没有日期',
          '李婺',
          '住建局',
          '',
          '',
          '',
        ],
      ],
    })
  })

  it('mended, they are read again without a word on their columns, whatever was said of them', () => {
    // The column of classes is nothing, and the next one is the class.
    const table = made(
      new Map<number, ImportField | null>([
        [6, null],
        [7, 'class'],
      ]),
    )
    expect(table.header.slice(-2)).toEqual(['原表 F 列', '解决程度'])
    expect(table.rows).toHaveLength(2)
    const mended = table.rows.map((row) =>
      row.map((cell) => (cell === '王不存在' ? '李婺' : cell === '老王说的' ? 'A' : cell)),
    )
    const again = readList(
      [{ name: '没有导入的行', rows: [table.header, ...mended] }],
      known,
      2025,
      NOW,
    )
    expect(again.columns.flatMap(({ field }) => field ?? [])).toEqual([
      'number',
      'title',
      'lead',
      'departments',
      'assigned',
      'class',
    ])
    expect(again.problems.map(({ field }) => field)).toEqual(['answered', 'assigned'])
  })

  it('given a cell that is longer than a cell may be, then its beginning, and it is said', () => {
    const [, row = []] = made(new Map(), 4).rows
    expect(row.slice(1, 4)).toEqual(['2025', '两行的\n', '王不存在'])
    expect(String(made(new Map(), 40).rows[1]?.[0])).toHaveLength(40)
  })

  it('every field is known by the name that heads it', () => {
    const head = importSample.map(([field]) => importFields[field])
    const list = readList(
      [
        {
          name: '建议',
          rows: [
            [REASON, ...head],
            ['', ...importSample.map(([, cell]) => cell)],
          ],
        },
      ],
      known,
      2025,
      NOW,
    )
    expect(list.columns.slice(1).map(({ field }) => field)).toEqual(
      importSample.map(([field]) => field),
    )
    expect(list.columns[0]?.field).toBe(null)
    const due = readList(
      [{ name: '建议', rows: [[...head, importFields.due], ['1']] }],
      known,
      2025,
      NOW,
    )
    expect(due.columns.at(-1)?.field).toBe('due')
  })
})
