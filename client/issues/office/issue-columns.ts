import type { TableColumn } from '../../core/office-table/columns.ts'

/** @param promised whether anything in sight is being carried out, which has a clock of its own */
export const issueColumns = (promised: boolean): TableColumn[] => [
  { key: 'due', words: '答复时限', sort: 'due' },
  { key: 'what', words: '事项', sort: 'number', fixed: true },
  { key: 'voter', words: '选民', narrow: true },
  { key: 'representative', words: '代表', sort: 'representative', narrow: true },
  { key: 'station', words: '家站', sort: 'station' },
  { key: 'resolution', words: '办结时限', sort: 'resolution', narrow: true, off: !promised },
  { key: 'kind', words: '类别', sort: 'kind', narrow: true, off: true },
  { key: 'field', words: '领域', sort: 'field', narrow: true, off: true },
  { key: 'filed', words: '反映时间', sort: 'filed', narrow: true, off: true },
  { key: 'responded', words: '答复时间', narrow: true, off: true },
  { key: 'handler', words: '现在由谁办', narrow: true, off: true },
  { key: 'state', words: '状态', sort: 'state', narrow: true },
]
