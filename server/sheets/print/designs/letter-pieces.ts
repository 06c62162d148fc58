import type { Face } from '../fonts/face.ts'
import type { Canvas } from '../paint/canvas.ts'
import { runOf } from '../paint/run.ts'
import { INK, LETTER, ROW, widthOf } from './letter-lines.ts'

/** A piece of the page that stays in one: so many rows high, drawn from an upper edge (mm). */
export interface Piece {
  rows: number
  /** Never the first on a page: what stands before it comes along. */
  follows?: true
  draw(canvas: Canvas, top: number): void
}

export interface Look {
  face: Face
  size: number
  tracking: number
  at: 'left' | 'middle' | 'right'
  indent: number
}

/** One line of words in the field that begins at `left` (mm from the page's edge). */
export function line(
  text: string,
  { face, size, tracking, at, indent }: Look,
  left: number = LETTER.left,
  width: number = LETTER.width,
): Piece['draw'] {
  return (canvas, top) => {
    const free = width - widthOf(face, text, size, tracking)
    const x = { left: indent, middle: free / 2, right: free - indent }[at]
    canvas.text(runOf(face, text), left + x, top + 0.5 * ROW + size * 0.36, size, INK, tracking)
  }
}
