import type { Canvas } from '../paint/canvas.ts'
import type { SheetContent } from '../print.types.ts'
import { whenToCome } from './facts.ts'
import { type Row, stack, textLine } from './stack.ts'
import type { Studio } from './studio.ts'

/** Where an A4 sheet is folded into two faces. */
export function foldLine(canvas: Canvas): void {
  canvas.line(
    [
      [0, 148.5],
      [210, 148.5],
    ],
    0.15,
    '#9A938C',
    [2, 2],
  )
}

/** The ways round the code, beside each other under a rule at y. */
export function cardWays(
  studio: Studio,
  canvas: Canvas,
  content: SheetContent,
  left: number,
  right: number,
  y: number,
): void {
  const { theme, setting } = studio
  const { texts } = setting.template
  canvas.line(
    [
      [left, y],
      [right, y],
    ],
    0.25,
    theme.line,
  )
  const label = (text: string | null): Row => ({
    text,
    font: 'sans',
    size: 3.9,
    colour: theme.soft,
  })
  const strong = (text: string | null): Row => ({
    text,
    font: 'bold',
    size: 5.2,
    least: 3.6,
    colour: theme.ink,
    gap: 1.4,
  })
  const blocks: Row[][] = [
    setting.phone === '' ? [] : [label(texts.phoneLine), strong(setting.phone)],
    [label(whenToCome(studio, content)), strong(content.station)],
    texts.extraLine === undefined ? [] : [{ ...label(texts.extraLine), lines: 3 }],
  ].filter((rows) => rows.some(({ text }) => text !== null))
  const width = (right - left) / Math.max(blocks.length, 2)
  blocks.forEach((rows, i) => {
    stack(studio, canvas, rows, { x: left + i * width, y: y + 3, width: width - 6, height: 13.5 })
  })
}

/** Small print and number on the card's last line. */
export function cardFoot(
  studio: Studio,
  canvas: Canvas,
  text: string,
  number: string,
  left: number,
  right: number,
): void {
  const { theme } = studio
  canvas.line(
    [
      [left, 132],
      [right, 132],
    ],
    0.25,
    theme.line,
  )
  const small = { text, font: 'sans', size: 3.5, least: 2.9, lines: 2, colour: theme.soft } as const
  stack(studio, canvas, [small], {
    x: left,
    y: 134,
    width: right - left - 44,
    height: 7.5,
    stand: 'middle',
  })
  const bold = {
    text: number,
    font: 'bold',
    size: 5,
    colour: theme.ink,
    lines: 1,
    tracking: 0.03,
  } as const
  textLine(studio, canvas, bold, right - 40, 135.2, 40, 'right')
}
