import {
  changedKeys,
  keysIn,
  shownColumns,
  type TableColumn,
} from '@mashang/client/core/office-table/columns.ts'
import { nameIn } from '@mashang/client/core/office-table/export-file.ts'
import { rowActOf } from '@mashang/client/core/office-table/row-keys.ts'
import { withoutPhones } from '@mashang/shared/core/phones.ts'
import { describe, expect, it } from 'vitest'

const all: TableColumn[] = [
  { key: 'due', words: '时限' },
  { key: 'what', words: '事项', fixed: true },
  { key: 'kind', words: '类别', off: true },
]
const keys = (columns: TableColumn[]): string[] => columns.map(({ key }) => key)

describe('columns', () => {
  it('given no choice, then the usual ones', () => {
    expect(keysIn(undefined)).toBeNull()
    expect(keys(shownColumns(all, null))).toEqual(['due', 'what'])
  })

  it('given a choice, then it in their own order, with what says which row it is', () => {
    expect(keys(shownColumns(all, keysIn('kind,gone,due')))).toEqual(['due', 'what', 'kind'])
    expect(keys(shownColumns(all, keysIn('kind')))).toEqual(['what', 'kind'])
  })

  it('given one put there or away, then the rest stays', () => {
    const usual = shownColumns(all, null)
    expect(changedKeys(all, usual, 'kind', true)).toEqual(['due', 'what', 'kind'])
    expect(changedKeys(all, usual, 'due', false)).toEqual(['what'])
    expect(changedKeys(all, usual, 'what', false)).toEqual(['due', 'what'])
  })
})

describe('keys in a table', () => {
  const press = (key: string, at: number, shiftKey = false) => rowActOf({ key, shiftKey }, at, 3)

  it('arrows walk and stop at the ends', () => {
    expect(press('ArrowDown', -1)).toEqual({ to: 0 })
    expect(press('ArrowDown', 2)).toEqual({ to: 2 })
    expect(press('ArrowUp', 0)).toEqual({ to: 0 })
    expect(press('End', 0)).toEqual({ to: 2 })
  })

  it('Space chooses, Enter opens, where a row has the focus', () => {
    expect([press(' ', 1), press(' ', 1, true), press('Enter', 1)]).toEqual([
      'toggle',
      'reach',
      'open',
    ])
    expect([press(' ', -1), press('Enter', -1), press('x', 1)]).toEqual([null, null, null])
    expect(rowActOf({ key: 'ArrowDown', shiftKey: false }, -1, 0)).toBeNull()
  })
})

it('the name of a file is read from what the server says', () => {
  expect(nameIn('attachment; filename="x"; filename*=UTF-8\'\'%E7%BE%A4.csv', 'y')).toBe('群.csv')
  expect(nameIn(null, 'y')).toBe('y')
})

it.each([
  ['打13900000137', '打［手机号］'],
  ['打 139-0000-0137。', '打 ［手机号］。'],
  ['+86 139 0000 0137', '［手机号］'],
  ['150203199001011234', '［证件号］'],
  ['编号 202611230137001', '编号 202611230137001'],
  ['13 号楼 900 户', '13 号楼 900 户'],
])('%s is exported as %s', (written, shown) => {
  expect(withoutPhones(written)).toBe(shown)
})
