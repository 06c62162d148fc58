import type { Canvas } from '../paint/canvas.ts'
import type { SheetContent } from '../print.types.ts'
import { isStation, joined, numberOf } from './facts.ts'
import { mongolianColumn, mongolianOf } from './mongolian-line.ts'
import { heading, portrait, rulerAcross, rulerDown } from './pieces.ts'
import { type Row, stack, textLine } from './stack.ts'
import { type Layout, type Picture, paintCode, type Studio } from './studio.ts'

const [WIDTH, HEIGHT] = [90, 54]

function ground({ bleed, theme }: Studio, canvas: Canvas): void {
  canvas.rectangle(-bleed, -bleed, WIDTH + 2 * bleed, HEIGHT + 2 * bleed, theme.paper)
}

/** Name, congress, unit, station: what a card says of its bearer. */
function whoRows({ theme }: Studio, content: SheetContent, last = ''): Row[] {
  const small = (text: string | null, gap: number): Row => ({
    text,
    font: 'sans',
    size: 2.5,
    least: 2.2,
    lines: 3,
    colour: theme.soft,
    gap,
  })
  return [
    { text: content.name, font: 'serif', size: 8, least: 5.2, colour: theme.ink, leading: 1.15 },
    small(content.congress, 1.8),
    small(content.unit, 1),
    small(content.station, 1),
    small(
      isStation(content) && content.people.length > 0 ? `代表 ${content.people.length} 位` : null,
      1,
    ),
    small(last, 1),
  ]
}

function wayRows(studio: Studio, content: SheetContent): Row[] {
  const { setting, theme } = studio
  const { texts } = setting.template
  const small: Row = { text: texts.warning, font: 'sans', size: 2.2, colour: theme.soft, gap: 0.7 }
  return [
    { text: setting.domain, font: 'bold', size: 4, colour: theme.ink, lines: 1 },
    small,
    { ...small, text: setting.phone === '' ? null : `${texts.phoneLine} ${setting.phone}` },
    { ...small, text: joined(texts.extraLine, content.place), gap: 0.5 },
  ]
}

/** The photo, where the card is a person's. @returns where words begin */
function person(
  studio: Studio,
  canvas: Canvas,
  content: SheetContent,
  photo: Picture | null,
  box: { x: number; y: number; width: number; height: number },
): number {
  if (isStation(content)) return box.x
  portrait(studio, canvas, photo, box)
  return box.x + box.width + 3
}

/** The Mongolian column between the words and the code, where there is one. @returns where words end */
function beforeMongolian(
  studio: Studio,
  canvas: Canvas,
  content: SheetContent,
  end: number,
  y: number,
): number {
  if (mongolianOf(studio, content) === null) return end
  mongolianColumn(studio, canvas, content, { x: end - 1.8, y, height: 22, size: 3 })
  return end - 4.6
}

/** 90 × 54 mm: red edge, photo, name, code to the right. */
export function badgeName(studio: Studio): Layout {
  const { theme, setting, bleed } = studio
  const code = { x: 61, y: 5.5, side: 24 }
  return {
    width: WIDTH,
    height: HEIGHT,
    code,
    fixed(canvas) {
      ground(studio, canvas)
      canvas.rectangle(-bleed, -bleed, 5 + bleed, HEIGHT + 2 * bleed, theme.main)
      rulerDown(canvas, 5, 5, HEIGHT - 10, 0.9, theme.tick)
      heading(studio, canvas, 9, 4.4, 2.9, 46, false)
      canvas.line(
        [
          [9, 38.4],
          [85, 38.4],
        ],
        0.15,
        theme.line,
      )
    },
    sheet(canvas, content, photo) {
      const x = person(studio, canvas, content, photo, { x: 9, y: 9.8, width: 19.5, height: 26 })
      const end = beforeMongolian(studio, canvas, content, 57.5, 9.8)
      stack(studio, canvas, whoRows(studio, content), { x, y: 9.4, width: end - x, height: 27 })
      paintCode(studio, canvas, content.url, code)
      const number: Row = {
        text: numberOf(studio, content),
        font: 'bold',
        size: 2.8,
        colour: theme.ink,
        lines: 1,
      }
      textLine(studio, canvas, number, 57.5, 33.6, 27.5, 'right')
      const promise: Row = {
        text: setting.template.texts.promise,
        font: 'serif',
        size: 5,
        colour: theme.main,
      }
      stack(studio, canvas, [promise], { x: 9, y: 39.5, width: 34, height: 11.5, stand: 'middle' })
      stack(studio, canvas, wayRows(studio, content), {
        x: 45,
        y: 39.8,
        width: 40,
        height: 11.4,
        align: 'right',
        stand: 'middle',
      })
    },
  }
}

/** Address and telephone beside each other, for a card whose lower edge is low. */
function flatWays(studio: Studio, canvas: Canvas): void {
  const { setting, theme } = studio
  const { texts } = setting.template
  const small = { font: 'sans', size: 2.1, colour: theme.soft, lines: 1 } as const
  const strong = { font: 'bold', colour: theme.ink, lines: 1 } as const
  const frame = { y: 42.6, height: 7.4, stand: 'bottom' } as const
  stack(
    studio,
    canvas,
    [
      { ...strong, text: setting.domain, size: 3.8 },
      { ...small, text: texts.warning, gap: 0.9 },
    ],
    { ...frame, x: 5, width: 31 },
  )
  if (setting.phone === '') return
  stack(
    studio,
    canvas,
    [
      { ...strong, text: setting.phone, size: 3.1 },
      { ...small, text: texts.phoneLine, gap: 1 },
    ],
    { ...frame, x: 38.5, width: 20 },
  )
}

/** 90 × 54 mm: the promise on a red field, the person below. */
export function badgePromise(studio: Studio): Layout {
  const { theme, setting, bleed } = studio
  const { texts } = setting.template
  const code = { x: 62, y: 19.6, side: 23 }
  return {
    width: WIDTH,
    height: HEIGHT,
    code,
    fixed(canvas) {
      ground(studio, canvas)
      canvas.rectangle(-bleed, -bleed, WIDTH + 2 * bleed, 15 + bleed, theme.main)
      heading(studio, canvas, 5, 4.8, 3, 34, true)
      rulerAcross(canvas, 5, 12, WIDTH - 10, 0.9, theme.tick)
      const promise: Row = {
        text: texts.promise,
        font: 'serif',
        size: 6,
        colour: theme.paper,
        lines: 1,
      }
      textLine(studio, canvas, promise, 40, 3.6, 45, 'right')
      flatWays(studio, canvas)
    },
    sheet(canvas, content, photo) {
      const x = person(studio, canvas, content, photo, { x: 5, y: 18, width: 16.5, height: 22 })
      const rows = whoRows(studio, content, joined(texts.extraLine, content.place))
      const end = beforeMongolian(studio, canvas, content, 58, 18)
      stack(studio, canvas, rows, { x, y: 17.6, width: end - x, height: 22.4 })
      paintCode(studio, canvas, content.url, code)
      const number: Row = {
        text: numberOf(studio, content),
        font: 'bold',
        size: 2.8,
        colour: theme.ink,
        lines: 1,
      }
      textLine(studio, canvas, number, 60, 47.2, 25, 'right')
    },
  }
}
