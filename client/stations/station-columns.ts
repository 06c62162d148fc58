import type { TableColumn } from '../core/office-table/columns.ts'

export const stationColumns: readonly TableColumn[] = [
  { key: 'name', words: '名称', sort: 'name', fixed: true },
  { key: 'kind', words: '类型', sort: 'kind', narrow: true },
  { key: 'area', words: '片区', sort: 'area', narrow: true },
  { key: 'address', words: '地址' },
  { key: 'phone', words: '电话', narrow: true },
  { key: 'reception', words: '接待日' },
  { key: 'position', words: '位置', narrow: true, off: true },
  { key: 'representatives', words: '代表', sort: 'representatives', narrow: true },
]
