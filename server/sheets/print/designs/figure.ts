import { Canvas } from '../paint/canvas.ts'
import { mix } from '../paint/colours.ts'
import type { PdfDocument } from '../pdf/document.ts'
import type { Picture, Theme } from './studio.ts'

/** Of the drawn figure, in mm. */
const WIDTH = 60
const HEIGHT = 80

/** Head and shoulders in quiet tones, for whoever has no photo: nobody's face, no gap in the row. */
export function drawFigure(document: PdfDocument, theme: Theme): Picture {
  const canvas = new Canvas()
  const ground = mix(theme.accent, theme.paper, 0.78)
  const tone = mix(mix(theme.ink, theme.accent, 0.45), theme.paper, 0.5)
  canvas.rectangle(0, 0, WIDTH, HEIGHT, ground)
  canvas.path(
    [
      ['M', 2, 80],
      ['C', 2, 64, 12, 56, 30, 56],
      ['C', 48, 56, 58, 64, 58, 80],
      ['L', 2, 80],
    ],
    tone,
  )
  canvas.path(
    [
      ['M', 30, 17],
      ['C', 38.5, 17, 44, 23.6, 44, 33],
      ['C', 44, 42.6, 38, 51, 30, 51],
      ['C', 22, 51, 16, 42.6, 16, 33],
      ['C', 16, 23.6, 21.5, 17, 30, 17],
    ],
    tone,
  )
  const box = { x: 0, y: 0, width: WIDTH, height: HEIGHT }
  return { id: document.form(canvas, box), width: WIDTH, height: HEIGHT }
}
