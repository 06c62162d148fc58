import type { FontName } from '../fonts/font-names.ts'
import type { Canvas } from '../paint/canvas.ts'
import { type Fitted, fitText } from '../paint/fit.ts'
import { faceFor, type Studio } from './studio.ts'

/** From the top of a line's square to its baseline, in em, as Chinese fonts have it. */
export const BASELINE = 0.88

/** One text of a stack. Sizes in mm of the em. */
export interface Row {
  text: string | null | undefined
  font: FontName
  size: number
  colour: string
  /** Smallest size before a second line begins; default: 0.75 of the size. */
  least?: number
  /** Lines at most; default 2. */
  lines?: number
  /** Free space above, unless it is the first; default: 0.45 of the size. */
  gap?: number
  /** Between letters, in em; default 0. */
  tracking?: number
  /** Distance of baselines, in em; default 1.25. */
  leading?: number
}

export interface Frame {
  x: number
  y: number
  width: number
  height: number
  align?: 'left' | 'center' | 'right'
  /** Where the rows stand when they need less than the height; default: top. */
  stand?: 'top' | 'middle' | 'bottom'
}

interface Placed {
  row: Row
  fitted: Fitted
  above: number
  height: number
}

/**
 * Texts below each other. Each shrinks, then breaks; if all together are too high, all get smaller
 * by the same part, so nothing is ever cut.
 * @returns the lower end of the last line
 */
export function stack(studio: Studio, canvas: Canvas, rows: readonly Row[], frame: Frame): number {
  const shown = rows.filter(({ text }) => text !== null && text !== undefined && text !== '')
  let scale = 1
  let placed = place(studio, shown, frame.width, scale)
  while (heightOf(placed) > frame.height + 1e-6) {
    scale *= 0.96
    placed = place(studio, shown, frame.width, scale)
  }
  const spare = frame.height - heightOf(placed)
  const stand = { top: 0, middle: 0.5, bottom: 1 }[frame.stand ?? 'top']
  let y = frame.y + spare * stand
  for (const { row, fitted, above, height } of placed) {
    y += above
    fitted.lines.forEach((line, i) => {
      const tracking = (row.tracking ?? 0) * fitted.size
      const width = line.width * fitted.size + tracking * (line.glyphs.length - 1)
      const shift = { left: 0, center: 0.5, right: 1 }[frame.align ?? 'left']
      const baseline = y + (BASELINE + i * (row.leading ?? 1.25)) * fitted.size
      const x = frame.x + (frame.width - width) * shift
      canvas.text(line, x, baseline, fitted.size, row.colour, tracking)
    })
    y += height
  }
  return y
}

function place(studio: Studio, rows: readonly Row[], width: number, scale: number): Placed[] {
  return rows.map((row, i) => {
    const text = row.text as string
    const size = row.size * scale
    const tracked = 1 + (row.tracking ?? 0)
    const fitted = fitText(faceFor(studio, row.font, text), text, {
      width: width / tracked,
      size,
      least: (row.least ?? row.size * 0.75) * scale,
      lines: row.lines ?? 2,
    })
    return {
      row,
      fitted,
      above: i === 0 ? 0 : (row.gap ?? row.size * 0.45) * scale,
      height: (1 + (fitted.lines.length - 1) * (row.leading ?? 1.25)) * fitted.size,
    }
  })
}

const heightOf = (placed: readonly Placed[]): number =>
  placed.reduce((sum, { above, height }) => sum + above + height, 0)

/** One line of text in a box as high as its em; the box's lower end. */
export const textLine = (
  studio: Studio,
  canvas: Canvas,
  row: Row,
  x: number,
  y: number,
  width: number,
  align: Frame['align'] = 'left',
): number => stack(studio, canvas, [row], { x, y, width, height: row.size * 2.4, align })
