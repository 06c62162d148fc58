import { described } from '../matters/matters.words.ts'

const formats: Readonly<Record<string, string>> = {
  xlsx: 'Excel',
  csv: 'CSV',
  pdf: 'PDF',
  docx: 'Word',
}

const tables: Readonly<Record<string, string>> = {
  issues: '群众反映',
  representatives: '代表名册',
  stations: '代表家站',
  departments: '承办单位',
  sheets: '海报',
  codes: '码',
  accounts: '账号',
  ledger: '账本',
  points: '履职积分',
  'points-trial': '积分试算',
  records: '履职档案',
  'suggestion-reminders': '代表建议该催的',
  ...Object.fromEntries(described.map(([folder, { name }]) => [folder, name])),
}

/** The name of a table that left as a file, by the word for it in the ledger. */
export const exportedTable = (id: string): string | undefined => tables[id]

/** Of a fact whose words somebody changed nothing can be said; the ledger is read all the same. */
function read(data: string): Record<string, unknown> | null {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}

/**
 * How much of a table left, as which file: 120 行，8 列，Excel.
 * @param data of its fact, as JSON
 * @param nameOf whose record it is, where it was one alone
 */
export function exportedWords(
  table: string,
  data: string,
  nameOf: (id: string) => string | undefined,
): string | null {
  const said = read(data)
  if (said === null) return null
  const file = formats[String(said.format)] ?? String(said.format)
  // One document and its papers for each, no lines of a table.
  return table === 'records'
    ? `${nameOf(String(said.of)) ?? `${said.rows} 位代表`}，${file}`
    : `${said.rows} 行，${said.columns} 列，${file}`
}
