import type { Canvas } from '../paint/canvas.ts'
import type { SheetContent } from '../print.types.ts'
import type { Studio } from './studio.ts'

/** From a line's middle to its baseline, in em: the stem runs through the letters' middle. */
const MIDDLE = 0.3

/** Between a name and the office's line in one column, which both begin at its top. */
const BETWEEN = '   '

/** What stands in Mongolian on a sheet: the name, then the office's line; null: nothing. */
export const mongolianOf = ({ setting }: Studio, { mongolian }: SheetContent): string | null =>
  [mongolian, setting.template.mongolian].filter((each) => each !== null).join(BETWEEN) || null

/** A sheet's Mongolian from top to bottom, its letters turned; x is the line's middle. */
export function mongolianColumn(
  studio: Studio,
  canvas: Canvas,
  content: SheetContent,
  at: { x: number; y: number; height: number; size: number; colour?: string },
): void {
  const text = mongolianOf(studio, content)
  if (text === null || studio.shape === null) return
  const line = studio.shape(studio.document.faces.get('mongolian'), text)
  const size = Math.min(at.size, at.height / line.width)
  canvas.replaced(text, () =>
    canvas.turned(line, at.x - MIDDLE * size, at.y, size, at.colour ?? studio.theme.ink),
  )
}
