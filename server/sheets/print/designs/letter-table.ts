import type { Face } from '../fonts/face.ts'
import { FOOT, INK, known, LETTER, type LetterTable, linesOf, ROW } from './letter-lines.ts'
import { line, type Piece } from './letter-pieces.ts'

/** Lines of a table. */
const THIN = 0.2
/** A row of a table whose rows are all of one line, of a row of the page; what stands free above it at least. */
const CLOSE = 0.78
const ABOVE = 0.3
/** Between a line of a table and the words beside it. */
const INSIDE = 2

function tableRow(
  { cells, lines }: LetterTable['rows'][number],
  columns: readonly number[],
  body: Face,
  part = 1,
): Piece {
  const high = part * ROW
  let column = 0
  let left: number = LETTER.left
  const placed = cells.map(({ text, across = 1, label }) => {
    const width = columns.slice(column, column + across).reduce((sum, mm) => sum + mm, 0)
    const words = linesOf(body, known(body, text), FOOT, width - 2 * INSIDE)
    const cell = { left, width, words, at: label ? ('middle' as const) : ('left' as const) }
    column += across
    left += width
    return cell
  })
  const rows = Math.max(lines, ...placed.map(({ words }) => words.length))
  return {
    rows: rows * part,
    draw(canvas, top) {
      for (const cell of placed) {
        canvas.line(
          [
            [cell.left, top],
            [cell.left + cell.width, top],
            [cell.left + cell.width, top + rows * high],
            [cell.left, top + rows * high],
            [cell.left, top - THIN / 2],
          ],
          THIN,
          INK,
        )
        // Words are drawn in the middle of a row of the page.
        const first = top + ((rows - cell.words.length) / 2) * high + (high - ROW) / 2
        const look = { face: body, size: FOOT, tracking: 0, at: cell.at, indent: INSIDE }
        for (const [i, words] of cell.words.entries())
          line(words, look, cell.left, cell.width)(canvas, first + i * high)
      }
    },
  }
}

/**
 * The rows of a table. One to read, and not to fill in, stays in one, takes whole rows of the page, so
 * that what follows is in line, and has some room above it.
 */
export function tablePieces({ rows, columns }: LetterTable, body: Face): Piece[] {
  if (rows.some(({ lines }) => lines > 1)) return rows.map((row) => tableRow(row, columns, body))
  const close = rows.map((row) => tableRow(row, columns, body, CLOSE))
  const high = close.reduce((sum, piece) => sum + piece.rows, 0)
  const whole = Math.ceil(high + ABOVE)
  return [
    {
      rows: whole,
      draw(canvas, top) {
        let from = top + (whole - high) * ROW
        for (const piece of close) {
          piece.draw(canvas, from)
          from += piece.rows * ROW
        }
      },
    },
  ]
}
