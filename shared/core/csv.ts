/** What a spreadsheet would run as a formula; an apostrophe in front makes it a text again. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

/** Whether a spreadsheet would take a text for a formula. */
export const looksLikeFormula = (value: string): boolean => FORMULA.test(value)

export type Cell = string | number | null

/** So that Excel reads it as UTF-8. */
export const BOM = '\uFEFF'

/** One line of a CSV file (RFC 4180) that is safe to open in a spreadsheet. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\r\n`

function cell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = looksLikeFormula(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A whole table as CSV that Excel opens with Chinese intact. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  BOM + rows.map(csvLine).join('')
