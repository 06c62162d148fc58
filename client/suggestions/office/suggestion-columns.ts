import type { TableColumn } from '../../core/office-table/columns.ts'

export const suggestionColumns: readonly TableColumn[] = [
  { key: 'what', words: '建议', sort: 'number', fixed: true },
  { key: 'lead', words: '领衔代表', sort: 'lead', narrow: true },
  { key: 'handlers', words: '承办单位' },
  { key: 'due', words: '答复期限', sort: 'due', narrow: true },
  { key: 'class', words: '程度', narrow: true },
  { key: 'state', words: '状态', sort: 'state', narrow: true },
]

/** A department reads what it has to do next, and by when. */
export const departmentColumns: readonly TableColumn[] = suggestionColumns.map((column) =>
  column.key === 'due' ? { ...column, words: '下一步' } : column,
)
