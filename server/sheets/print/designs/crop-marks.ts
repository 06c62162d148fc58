import { BLEED, CUT_MARGIN, type PageGeometry } from '@mashang/shared/sheets/formats.rules.ts'
import type { Canvas } from '../paint/canvas.ts'

const COLOUR = '#000000'
const WIDTH = 0.1
/** Marks keep clear of the bleed. */
const GAP = BLEED + 0.5
const LENGTH = CUT_MARGIN - GAP - 1

/** Where to cut: at the corners of the page, or around the field of sheets that lie on it. */
export function cropMarks(canvas: Canvas, geometry: PageGeometry): void {
  const { sheet, scale, places, cutPage } = geometry
  const spots = cutPage ? [{ x: 0, y: 0 }] : places.flat()
  const [width, height] = cutPage
    ? [geometry.width, geometry.height]
    : [sheet.width * scale, sheet.height * scale]
  const xs = [...new Set(spots.flatMap(({ x }) => [x, x + width]))]
  const ys = [...new Set(spots.flatMap(({ y }) => [y, y + height]))]
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
  for (const x of xs) {
    canvas.line(
      [
        [x, top - GAP],
        [x, top - GAP - LENGTH],
      ],
      WIDTH,
      COLOUR,
    )
    canvas.line(
      [
        [x, bottom + GAP],
        [x, bottom + GAP + LENGTH],
      ],
      WIDTH,
      COLOUR,
    )
  }
  for (const y of ys) {
    canvas.line(
      [
        [left - GAP, y],
        [left - GAP - LENGTH, y],
      ],
      WIDTH,
      COLOUR,
    )
    canvas.line(
      [
        [right + GAP, y],
        [right + GAP + LENGTH, y],
      ],
      WIDTH,
      COLOUR,
    )
  }
}
