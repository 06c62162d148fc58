import { type ErrorLevel, matrixOf, runsOf } from '../../../codes/qr.ts'
import { MM, number } from '../pdf/syntax.ts'
import type { Canvas } from './canvas.ts'

/** Part of a code's side that a logo may cover, so that level H still mends it. */
const LOGO_PART = 0.22

/** Where a logo goes in a code, in mm. */
export interface LogoSpot {
  x: number
  y: number
  side: number
}

/**
 * A code as one path, dark modules from x, y over `side` mm. The quiet zone lies outside and must
 * be free: `side / size * 4` on every side.
 * @returns the spot left free for a logo, when one was asked for
 */
export function drawCode(
  canvas: Canvas,
  text: string,
  level: ErrorLevel,
  x: number,
  y: number,
  side: number,
  colour: string,
  withLogo = false,
): LogoSpot | null {
  const matrix = matrixOf(text, level)
  const { size } = matrix
  const hole = withLogo ? holeOf(size) : 0
  const from = (size - hole) / 2
  const inHole = (index: number): boolean => index >= from && index < from + hole
  let path = ''
  for (const { row, column, length } of runsOf({
    size,
    dark: (r, c) => matrix.dark(r, c) && !(inHole(r) && inHole(c)),
  }))
    path += `${column} ${-row - 1} ${length} 1 re\n`
  canvas.group(() => {
    canvas.fill(colour)
    const unit = number((side * MM) / size)
    canvas.raw(`${unit} 0 0 ${unit} ${number(x * MM)} ${number(-y * MM)} cm\n${path}f\n`)
  })
  if (!withLogo) return null
  const module = side / size
  return {
    x: x + (from + 0.5) * module,
    y: y + (from + 0.5) * module,
    side: (hole - 1) * module,
  }
}

/** An odd number of modules, so that the hole sits in the middle. */
function holeOf(size: number): number {
  const hole = Math.floor(size * LOGO_PART)
  return hole % 2 === 1 ? hole : hole - 1
}
