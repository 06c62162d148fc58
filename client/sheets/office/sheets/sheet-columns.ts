import type { TableColumn } from '../../../core/office-table/columns.ts'

export const sheetColumns: readonly TableColumn[] = [
  { key: 'number', words: '编号', sort: 'number', narrow: true, fixed: true },
  { key: 'subject', words: '谁的' },
  { key: 'place', words: '张贴处' },
  { key: 'state', words: '状态', narrow: true },
  { key: 'printed', words: '印制', narrow: true, off: true },
  { key: 'hung', words: '张贴', narrow: true, off: true },
  { key: 'scan', words: '最近扫码', sort: 'scan', narrow: true },
  { key: 'weeks', words: '近 8 周', narrow: true },
  { key: 'scans', words: '扫码', sort: 'scans', narrow: true, count: true },
  { key: 'filings', words: '反映', sort: 'filings', narrow: true, count: true },
]
