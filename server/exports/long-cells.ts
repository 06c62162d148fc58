import type { Cell } from '@mashang/shared/core/csv.ts'
import { LONGEST_CELL } from '../core/xlsx.ts'
import { Behind } from './behind.ts'
import type { FileColumn, TableFile } from './table-export.ts'

/** What is read of a text in its own cell where the whole stands elsewhere. */
const BEGINNING = 200

/** A text in pieces that each fit into a cell; no character is cut in two. */
export function piecesOf(text: string, longest = LONGEST_CELL): string[] {
  const pieces: string[] = []
  for (let from = 0; from < text.length; ) {
    const full = Math.min(from + longest, text.length)
    const splits = full < text.length && /[\uD800-\uDBFF]/.test(text.charAt(full - 1))
    const to = splits ? full - 1 : full
    pieces.push(text.slice(from, to))
    from = to
  }
  return pieces
}

/**
 * The cells of a table for Excel, which holds no more than `LONGEST_CELL` characters in each: what is
 * longer says where it stands on a sheet behind, line by line where its table tells it so, else in
 * pieces. Nothing is cut.
 */
export function longCells<Row>(
  { details }: Pick<TableFile<Row>, 'details'>,
  columns: readonly FileColumn<Row>[],
  dataFolder: string,
) {
  const explained = details && new Behind(details.name, details.header, dataFolder)
  const whole = new Behind('放不下的全文', ['表里第几行', '哪一列', '第几段', '文字'], dataFolder)
  const sheets = explained === undefined ? [whole] : [explained, whole]
  const told = new Set(columns.flatMap(({ explains }) => explains ?? []))
  // The header is the first one.
  let row = 1

  /** Where the lines of a row will stand, by what they are about. */
  function placesOf(of: Row): Map<string, string> {
    const places = new Map<string, string>()
    if (details === undefined || explained === undefined) return places
    const lines = details.linesOf(of).filter(({ about }) => told.has(about))
    for (const [about, some] of Map.groupBy(lines, (line) => line.about))
      places.set(about, explained.add(some.map(({ cells }) => cells)))
    return places
  }

  function cellsOf(of: Row): Cell[] {
    row += 1
    const places = placesOf(of)
    return columns.map(({ title, cell, explains, brief }) => {
      const value = cell(of)
      if (typeof value !== 'string' || value.length <= LONGEST_CELL) return value
      const place = explains === undefined ? undefined : places.get(explains)
      if (place) return `${brief?.(of) ?? ''}；一条一条见${place}`
      const [beginning = ''] = piecesOf(value, BEGINNING)
      const pieces = piecesOf(value).map((text, index) => [row, title, index + 1, text])
      return `${beginning}……（这一格放不下，全文见${whole.add(pieces)}）`
    })
  }

  return {
    async of(rows: readonly Row[]): Promise<Cell[][]> {
      const cells = rows.map(cellsOf)
      for (const one of sheets) await one.keep()
      return cells
    },
    sheets: () => sheets.flatMap((one) => one.sheets()),
    close: async () => {
      for (const one of sheets) await one.close()
    },
  }
}
