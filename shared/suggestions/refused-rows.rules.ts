import type { Cell } from '../core/csv.ts'
import { columnLetter } from '../roster/mapping.rules.ts'
import type { RosterCell, RosterSheet } from '../roster/roster.model.ts'
import { cellText } from '../roster/values.rules.ts'
import type { ReadList } from './import.rules.ts'
import { importFields } from './import.words.ts'

/** Heads the first column; no field is called so, and it is left alone when the file comes back. */
export const REASON = '没有导入的原因'

const written = (cell: RosterCell): Cell =>
  // Line breaks stay: they belong to a text.
  typeof cell === 'string' || typeof cell === 'number' ? cell : cellText(cell)

/** Half of a character is none. */
const begun = (text: string, longest: number): string =>
  text.slice(0, longest).replace(/[\uD800-\uDBFF]$/u, '')

/**
 * The rows of a list that are not taken, as a list of their own: why, and then what they say, under
 * headings that are recognised when it comes back.
 * @param said columns of which somebody has said that they are nothing
 * @param longest characters that a cell holds
 */
export function refusedRows(
  sheets: readonly RosterSheet[],
  list: ReadList,
  said: ReadonlyMap<number, unknown>,
  longest: number,
): { header: string[]; rows: Cell[][] } {
  const sheet = sheets.find(({ name }) => name === list.sheet)
  const reasons = new Map<number, string[]>()
  for (const { row, message } of list.problems)
    reasons.set(row, [...(reasons.get(row) ?? []), message])
  const lines = [...reasons].sort(([a], [b]) => a - b)
  const cellOf = (row: number, column: number): RosterCell =>
    sheet?.rows[row - 1]?.[column - 1] ?? null
  const columns = list.columns.filter(
    ({ column, header, field }) =>
      field !== null ||
      header !== '' ||
      lines.some(([row]) => cellText(cellOf(row, column)) !== ''),
  )
  const head = ({ column, header, field }: (typeof columns)[number]): string => {
    if (field !== null) return importFields[field]
    // Under its own heading it would be taken for what somebody has said it is not.
    return header === '' || said.get(column) === null ? `原表 ${columnLetter(column)} 列` : header
  }
  return {
    header: [REASON, ...columns.map(head)],
    rows: lines.map(([row, messages]) => {
      const cut: string[] = []
      const cells = columns.map((one) => {
        const cell = written(cellOf(row, one.column))
        if (typeof cell !== 'string' || cell.length <= longest) return cell
        cut.push(`“${head(one)}”太长，这里只放得下开头，请照原表补上。`)
        return begun(cell, longest)
      })
      return [begun([`原表第 ${row} 行：`, ...messages, ...cut].join(''), longest), ...cells]
    }),
  }
}
