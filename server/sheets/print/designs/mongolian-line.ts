import type { Canvas } from '../paint/canvas.ts'
import type { Studio } from './studio.ts'

/** From a line's middle to its baseline, in em: the stem runs through the letters' middle. */
const MIDDLE = 0.3

/** The office's Mongolian line from top to bottom, its letters turned; x is the line's middle. */
export function mongolianColumn(
  studio: Studio,
  canvas: Canvas,
  at: { x: number; y: number; height: number; size: number; colour?: string },
): void {
  const text = studio.setting.template.mongolian
  if (text === null || studio.shape === null) return
  const line = studio.shape(studio.document.faces.get('mongolian'), text)
  const size = Math.min(at.size, at.height / line.width)
  canvas.replaced(text, () =>
    canvas.turned(line, at.x - MIDDLE * size, at.y, size, at.colour ?? studio.theme.ink),
  )
}
