import type { Canvas } from '../paint/canvas.ts'
import { mix } from '../paint/colours.ts'
import type { SheetContent } from '../print.types.ts'
import { isStation, numberOf } from './facts.ts'
import { mongolianColumn } from './mongolian-line.ts'
import { type Row, stack } from './stack.ts'
import { type Layout, paintCode, type Studio } from './studio.ts'

const MIDDLE = 40
const EDGE = 40
const HOURS = 24

/** A dial: the day's ticks around the code. */
function dial(canvas: Canvas, outer: number, tick: number, colour: string): void {
  for (let hour = 0; hour < HOURS; hour++) {
    const angle = (hour / HOURS) * 2 * Math.PI
    const inner = outer - tick * (hour % 6 === 0 ? 2 : 1)
    const point = (radius: number): [number, number] => [
      MIDDLE + radius * Math.sin(angle),
      MIDDLE - radius * Math.cos(angle),
    ]
    canvas.line([point(outer), point(inner)], 0.24, colour)
  }
}

/** Where the knife goes: a line so thin that it does not show beside the cut. */
function cutLine({ theme, bleed }: Studio, canvas: Canvas): void {
  if (bleed > 0) canvas.ring(MIDDLE, MIDDLE, EDGE, 0.1, mix(theme.main, theme.paper, 0.35))
}

const aboveCode = (content: SheetContent, strong: string, soft: string): Row[] => [
  {
    text: content.name,
    font: 'serif',
    size: 6,
    least: 3.6,
    lines: 2,
    colour: strong,
    leading: 1.1,
  },
  { text: content.congress, font: 'sans', size: 2.2, lines: 1, colour: soft, gap: 0.9 },
  {
    text: isStation(content) ? null : (content.station ?? content.unit),
    font: 'sans',
    size: 2.2,
    lines: 1,
    colour: soft,
    gap: 0.6,
  },
]

const belowCode = (
  studio: Studio,
  content: SheetContent,
  colours: { promise: string; strong: string; soft: string },
): Row[] => {
  const { texts } = studio.setting.template
  const { phone, domain } = studio.setting
  const small: Row = {
    text: texts.warning,
    font: 'sans',
    size: 2.1,
    lines: 1,
    colour: colours.soft,
    gap: 0.6,
  }
  return [
    { text: texts.promise, font: 'serif', size: 4.4, lines: 1, colour: colours.promise },
    { text: domain, font: 'bold', size: 3.5, lines: 1, colour: colours.strong, gap: 0.8 },
    small,
    { ...small, text: [phone, numberOf(studio, content)].filter((each) => each !== '').join('  ') },
  ]
}

/** 80 mm round: a red dial around paper, name above the code. */
export function stickerName(studio: Studio): Layout {
  const { theme, bleed } = studio
  const code = { x: MIDDLE - 15, y: 26, side: 30 }
  return {
    width: 80,
    height: 80,
    code,
    fixed(canvas) {
      canvas.circle(MIDDLE, MIDDLE, EDGE + bleed, theme.main)
      canvas.circle(MIDDLE, MIDDLE, 35.4, theme.paper)
      dial(canvas, 39, 1.2, theme.tick)
      cutLine(studio, canvas)
    },
    sheet(canvas, content) {
      const rows = aboveCode(content, theme.ink, theme.soft)
      stack(studio, canvas, rows, {
        x: 20,
        y: 9.4,
        width: 40,
        height: 13.6,
        align: 'center',
        stand: 'bottom',
      })
      paintCode(studio, canvas, content.url, code)
      mongolianColumn(studio, canvas, content, { x: 17.5, y: 27, height: 28, size: 3.6 })
      const colours = { promise: theme.main, strong: theme.ink, soft: theme.soft }
      stack(studio, canvas, belowCode(studio, content, colours), {
        x: 21,
        y: 58.8,
        width: 38,
        height: 13.4,
        align: 'center',
      })
    },
  }
}

/** 80 mm round: a red disc, the code on a field of paper. */
export function stickerPromise(studio: Studio): Layout {
  const { theme, bleed } = studio
  const code = { x: MIDDLE - 14.5, y: 25.5, side: 29 }
  return {
    width: 80,
    height: 80,
    code,
    fixed(canvas) {
      canvas.circle(MIDDLE, MIDDLE, EDGE + bleed, theme.main)
      dial(canvas, 38.4, 1.2, theme.tick)
      canvas.rounded(MIDDLE - 19, 21, 38, 38, 2.4, theme.paper)
      cutLine(studio, canvas)
    },
    sheet(canvas, content) {
      const rows = aboveCode(content, theme.paper, theme.onMainSoft)
      stack(studio, canvas, rows, {
        x: 22,
        y: 6.6,
        width: 36,
        height: 12.6,
        align: 'center',
        stand: 'bottom',
      })
      paintCode(studio, canvas, content.url, code)
      const line = { x: 14, y: 26, height: 28, size: 3.6, colour: theme.paper }
      mongolianColumn(studio, canvas, content, line)
      const colours = { promise: theme.paper, strong: theme.paper, soft: theme.onMainSoft }
      stack(studio, canvas, belowCode(studio, content, colours), {
        x: 22,
        y: 60.6,
        width: 36,
        height: 12.6,
        align: 'center',
      })
    },
  }
}
