import type {
  ProblemCode,
  RosterCell,
  RosterProblem,
  RosterSheet,
  SheetMapping,
} from './roster.model.ts'
import { cellText, comparable, normaliseName } from './values.rules.ts'

/** A row below the heading, its cells reachable by field. `row` counts from 1, as the spreadsheet shows it. */
export type DataRow = {
  sheet: string
  row: number
  cell: (field: string) => RosterCell
  letter: (field: string) => string | null
}

const CONTINUED = /^[（(【[]?(续表?|续上表|接上[页表]|上接.*|下转.*|转下页)[）)】\]]?$/u
/** The first words of a line that sums up those above it. */
export const TOTAL = /^(合计|总计|小计|共计|总人数|累计|人数合计)/u
const FOOTER =
  /^(制表|填表|审核|复核|填报|单位负责人|注|备注|说明|填写说明|联系人)[人时间日期单位说明者]*[：:]|^注[：:]?$/u
const TITLE = /花名册|名册|名单|一览表|统计表|登记表|代表大会|代表团[（(]|片区$|[（(]\d+人[）)]/u

/**
 * Rows that belong to the sheet's dress and are nobody's: blank, （续表）, titles and groups, repeated headings, totals,
 * footers, and lines that hold nothing but their number.
 */
function isDress(cells: string[], mapping: SheetMapping): boolean {
  const heads = mapping.columns.map((c) => new Set(c.header.split(' / ').map(comparable)))
  const filled = cells.flatMap((text, column) => (text === '' ? [] : [{ text, column }]))
  const told = filled.filter(({ column }) => mapping.columns[column]?.reason !== 'index')
  const [first] = filled
  if (told.length === 0 && filled.every(({ text }) => /^\d*$/.test(text))) return true
  if (!first) return true
  if (CONTINUED.test(first.text) || FOOTER.test(first.text)) return true
  if (TOTAL.test(first.text) || (told[0] && TOTAL.test(told[0].text))) return true
  if (filled.every(({ text, column }) => heads[column]?.has(comparable(text)))) return true
  const repeated = filled.filter(({ text, column }) => heads[column]?.has(comparable(text))).length
  if (repeated >= 3 && repeated >= filled.length / 2) return true
  if (filled.length > 1) return false
  const nameColumn = mapping.columns.findIndex((c) => c.field === 'name')
  return first.column !== nameColumn || TITLE.test(first.text)
}

/** The rows below the heading that say something, and how many were passed over. */
export function dataRows(
  sheet: RosterSheet,
  mapping: SheetMapping,
): { rows: DataRow[]; skipped: number } {
  if (mapping.headerRow === null) return { rows: [], skipped: 0 }
  const columns = new Map(mapping.columns.flatMap((c) => (c.field ? [[c.field as string, c]] : [])))
  const start = mapping.headerRow - 1 + mapping.headerLines
  const body = sheet.rows.slice(start).map((cells, index): DataRow & { cells: RosterCell[] } => ({
    sheet: sheet.name,
    row: start + index + 1,
    cells,
    cell: (field) => cells[(columns.get(field)?.column ?? 0) - 1] ?? null,
    letter: (field) => columns.get(field)?.letter ?? null,
  }))
  const rows = body.filter(({ cells }) => !isDress(cells.map(cellText), mapping))
  return { rows, skipped: body.length - rows.length }
}

/** Builds a problem of one row; `field` tells which column it is about. */
export function problemOf(
  row: DataRow,
  severity: RosterProblem['severity'],
  code: ProblemCode,
  message: string,
  field: string,
): RosterProblem {
  const value = cellText(row.cell(field)).slice(0, 200)
  return {
    sheet: row.sheet,
    row: row.row,
    name: normaliseName(row.cell('name')),
    column: row.letter(field),
    severity,
    code,
    message,
    value: value === '' ? null : value,
  }
}
