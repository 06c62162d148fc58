import type { Canvas } from '../paint/canvas.ts'
import { COLUMN_STEP, fitColumns } from '../paint/fit.ts'
import { columnOf } from '../paint/run.ts'
import { textLine } from './stack.ts'
import { faceFor, type Picture, type Studio } from './studio.ts'

/** The 24 hours of the promise, as a ruler: a long tick every six. */
const HOURS = 24
const LONG = 6

/** Along x from `x` over `length`; ticks go downwards from y. */
export function rulerAcross(
  canvas: Canvas,
  x: number,
  y: number,
  length: number,
  tick: number,
  colour: string,
): void {
  for (let hour = 0; hour <= HOURS; hour++) {
    const at = x + (length * hour) / HOURS
    const end = y + tick * (hour % LONG === 0 ? 2 : 1)
    canvas.line(
      [
        [at, y],
        [at, end],
      ],
      tick * 0.13,
      colour,
    )
  }
}

/** Along y from `y` over `length`; long ticks end at x, all begin at the same distance from it. */
export function rulerDown(
  canvas: Canvas,
  x: number,
  y: number,
  length: number,
  tick: number,
  colour: string,
): void {
  for (let hour = 0; hour <= HOURS; hour++) {
    const at = y + (length * hour) / HOURS
    const end = x - (hour % LONG === 0 ? 0 : tick)
    canvas.line(
      [
        [x - 2 * tick, at],
        [end, at],
      ],
      tick * 0.13,
      colour,
    )
  }
}

/** The mark and its title, or the office's logo and the title. @returns the right end */
export function heading(
  studio: Studio,
  canvas: Canvas,
  x: number,
  y: number,
  side: number,
  width: number,
  onMain: boolean,
): void {
  const { theme, logo, setting } = studio
  const { template } = setting
  const [ground, hand, text] = onMain
    ? [theme.paper, theme.main, theme.paper]
    : [theme.main, theme.paper, theme.ink]
  let left = x + side * 1.45
  if (logo !== null && template.logo?.placement === 'corner') {
    const height = side * 1.5
    const logoWidth = Math.min((logo.width / logo.height) * height, width * 0.5)
    const logoHeight = (logo.height / logo.width) * logoWidth
    canvas.image(logo.id, x, y + side / 2 - logoHeight / 2, logoWidth, logoHeight)
    left = x + logoWidth + side * 0.45
  } else {
    canvas.rounded(x, y, side, side, side * 0.24, ground)
    const stroke = side * 0.11
    canvas.rectangle(x + side * 0.445, y + side * 0.22, stroke, side * 0.38, hand)
    canvas.rectangle(x + side * 0.445, y + side * 0.49, side * 0.34, stroke, hand)
  }
  const size = side * 0.84
  textLine(
    studio,
    canvas,
    { text: template.texts.title, font: 'bold', size, colour: text, tracking: 0.04, lines: 1 },
    left,
    y + side / 2 - size * 0.5,
    x + width - left,
  )
}

/** A photo that fills the box, cut at its edges; the drawn figure where there is none. */
export function portrait(
  studio: Studio,
  canvas: Canvas,
  photo: Picture | null,
  box: { x: number; y: number; width: number; height: number },
): void {
  const picture = photo ?? studio.placeholder
  const scale = Math.max(box.width / picture.width, box.height / picture.height)
  const [width, height] = [picture.width * scale, picture.height * scale]
  // A face is in the upper half: what does not fit is cut below.
  const x = box.x - (width - box.width) / 2
  const y = box.y - (height - box.height) * 0.3
  canvas.group(() => {
    canvas.clip(box.x, box.y, box.width, box.height)
    if (photo === null) canvas.moved({ x, y, scale }, () => canvas.form(picture.id))
    else canvas.image(picture.id, x, y, width, height)
  })
}

/** A name in columns around the middle `x`, as large as the box allows. */
export function nameColumn(
  studio: Studio,
  canvas: Canvas,
  name: string,
  box: { x: number; y: number; width: number; height: number },
  least: number,
): void {
  const run = columnOf(faceFor(studio, 'serif', name), name)
  const room = { height: box.height, width: box.width, size: box.width, least }
  const { lines, size } = fitColumns(run, room)
  const across = (lines.length - 1) * COLUMN_STEP * size
  lines.forEach((line, i) => {
    // The first column is the right one. Short names get air between their characters.
    const gaps = line.glyphs.length - 1
    const spare = box.height - line.width * size
    const tracking = gaps > 0 && lines.length === 1 ? Math.min(size * 0.1, spare / gaps) : 0
    const x = box.x + box.width / 2 + across / 2 - i * COLUMN_STEP * size
    canvas.column(line, x, box.y, size, studio.theme.ink, tracking)
  })
}

/** One line in a column, smaller where it must be; x is its middle. */
export function lineColumn(
  studio: Studio,
  canvas: Canvas,
  text: string,
  at: { x: number; y: number; height: number; size: number },
): void {
  const run = columnOf(studio.document.faces.get('sans'), text)
  const tracking = 0.16
  const size = Math.min(at.size, at.height / (run.width + tracking * run.glyphs.length))
  canvas.column(run, at.x, at.y, size, studio.theme.ink, tracking * size)
}
