/** What a spreadsheet would run as a formula; an apostrophe in front makes it a text again. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

/** So that Excel reads it as UTF-8. */
export const BOM = '\uFEFF'

/** One line of a CSV file (RFC 4180) that is safe to open in a spreadsheet. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(cell).join(',')}\r\n`

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A whole table as CSV that Excel opens with Chinese intact. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  BOM + rows.map(csvLine).join('')
