import type { TableColumn } from '../core/office-table/columns.ts'

export const representativeColumns: readonly TableColumn[] = [
  { key: 'name', words: '姓名', sort: 'name', fixed: true },
  { key: 'unit', words: '选区（选举单位）', sort: 'unit' },
  { key: 'station', words: '家站', sort: 'station' },
  { key: 'area', words: '片区', narrow: true, off: true },
  { key: 'post', words: '单位及职务' },
  { key: 'phone', words: '手机', narrow: true },
  { key: 'account', words: '账号', sort: 'account', narrow: true },
  { key: 'code', words: '码', narrow: true },
  { key: 'issues', words: '反映', narrow: true },
  { key: 'note', words: '备注', off: true },
]
