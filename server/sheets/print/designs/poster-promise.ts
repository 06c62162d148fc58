import type { Canvas } from '../paint/canvas.ts'
import { runOf } from '../paint/run.ts'
import type { SheetContent } from '../print.types.ts'
import { isStation, joined, numberOf, officeOf, sloganOf, whenToCome } from './facts.ts'
import { mongolianColumn } from './mongolian-line.ts'
import { peopleList } from './people-list.ts'
import { heading, portrait, rulerAcross } from './pieces.ts'
import { promiseWords } from './promise-words.ts'
import { type Row, stack, textLine } from './stack.ts'
import { faceFor, type Layout, type Picture, paintCode, type Studio } from './studio.ts'

const [LEFT, RIGHT] = [18, 192]
const WIDTH = RIGHT - LEFT
const FIELD = 164
const FIGURE = { x: LEFT, width: 126, baseline: 134, size: 124 }
/** Height of a figure in the serif, in em. */
const FIGURE_HEIGHT = 0.75
const WORDS = { x: 149, width: 43 }
const PHOTO = { x: LEFT, y: 179, width: 45, height: 60 }
const CODE = { x: RIGHT - 56, y: 179, side: 56 }
const PEOPLE = { ...PHOTO, width: 104 }
const BETWEEN = { x: 69, y: 179, width: 56, height: 60 }

/** A4 for the promise: a red field with the figure as large as it goes, the person below. */
export function posterPromise(studio: Studio): Layout {
  const { theme, bleed } = studio
  return {
    width: 210,
    height: 297,
    code: CODE,
    fixed(canvas) {
      canvas.rectangle(-bleed, -bleed, 210 + 2 * bleed, 297 + 2 * bleed, theme.paper)
      canvas.rectangle(-bleed, -bleed, 210 + 2 * bleed, FIELD + bleed, theme.main)
      heading(studio, canvas, LEFT, 18.5, 6.2, WIDTH, true)
      drawPromise(studio, canvas)
      rulerAcross(canvas, LEFT, 152.5, WIDTH, 3, theme.tick)
      canvas.line(
        [
          [LEFT, 277.5],
          [RIGHT, 277.5],
        ],
        0.25,
        theme.line,
      )
    },
    sheet(canvas, content, photo) {
      drawPerson(studio, canvas, content, photo)
      mongolianColumn(studio, canvas, content, {
        x: 185,
        y: 33,
        height: 62,
        size: 8,
        colour: theme.paper,
      })
      paintCode(studio, canvas, content.url, CODE)
      drawNameAndWays(studio, canvas, content)
      drawFoot(studio, canvas, content)
    },
  }
}

function drawPromise(studio: Studio, canvas: Canvas): void {
  const { theme, setting } = studio
  const { figure, words } = promiseWords(setting.template.texts.promise)
  if (figure === null) {
    const row: Row = {
      text: words,
      font: 'serif',
      size: 44,
      least: 26,
      lines: 4,
      colour: theme.paper,
      leading: 1.2,
    }
    stack(studio, canvas, [row], { x: LEFT, y: 40, width: WIDTH, height: 100, stand: 'bottom' })
    return
  }
  const run = runOf(faceFor(studio, 'serif', figure), figure)
  const size = Math.min(FIGURE.size, FIGURE.width / run.width)
  const baseline = FIGURE.baseline
  canvas.text(run, FIGURE.x - size * 0.03, baseline, size, theme.paper)
  const x = Math.max(FIGURE.x + run.width * size + 5, WORDS.x - 40)
  const width = RIGHT - x
  const half = Math.ceil([...words].length / 2)
  const parts = [[...words].slice(0, half).join(''), [...words].slice(half).join('')]
  const rowSize = Math.min(width / half, 22)
  const rows = parts.map(
    (text): Row => ({
      text,
      font: 'serif',
      size: rowSize,
      colour: theme.paper,
      lines: 1,
      gap: rowSize * 0.3,
    }),
  )
  const height = size * FIGURE_HEIGHT
  stack(studio, canvas, rows, {
    x,
    y: baseline - height,
    width,
    height: height + rowSize * 0.1,
    stand: 'bottom',
  })
}

function drawPerson(
  studio: Studio,
  canvas: Canvas,
  content: SheetContent,
  photo: Picture | null,
): void {
  const { theme } = studio
  const { receptionLine } = studio.setting.template.texts
  if (isStation(content)) {
    peopleList(studio, canvas, content.people, PEOPLE, { largest: 7, smallest: 3 })
    return
  }
  portrait(studio, canvas, photo, PHOTO)
  const label = (text: string | null): Row => ({
    text,
    font: 'sans',
    size: 4.4,
    colour: theme.soft,
    gap: 8,
  })
  const strong = (text: string | null): Row => ({
    text,
    font: 'bold',
    size: 5.3,
    least: 5.3,
    lines: 3,
    colour: theme.ink,
    gap: 2,
  })
  stack(
    studio,
    canvas,
    [
      ...(content.unit === null ? [] : [label('选区'), strong(content.unit)]),
      ...(receptionLine === undefined && content.station === null ? [] : [label('当面说')]),
      strong(receptionLine ?? null),
      receptionLine === undefined
        ? strong(content.station)
        : { ...label(content.station), gap: 2, lines: 3, least: 4.2 },
    ],
    BETWEEN,
  )
}

function drawNameAndWays(studio: Studio, canvas: Canvas, content: SheetContent): void {
  const { theme, setting } = studio
  const { texts } = setting.template
  stack(
    studio,
    canvas,
    [
      {
        text: content.name,
        font: 'serif',
        size: 14.5,
        least: 8.5,
        lines: 2,
        colour: theme.ink,
        leading: 1.15,
      },
      { text: content.congress, font: 'sans', size: 5, colour: theme.soft, gap: 2.4 },
      {
        text: isStation(content) ? whenToCome(studio, content) : null,
        font: 'sans',
        size: 4.4,
        colour: theme.soft,
        gap: 1.6,
      },
    ],
    { x: LEFT, y: 245, width: 88, height: 29 },
  )
  const label: Row = { text: texts.warning, font: 'sans', size: 4.4, colour: theme.soft, gap: 1.8 }
  stack(
    studio,
    canvas,
    [
      { text: setting.domain, font: 'bold', size: 8.4, colour: theme.ink, lines: 1 },
      label,
      { ...label, text: setting.phone === '' ? null : texts.phoneLine, gap: 2.4 },
      { text: setting.phone, font: 'bold', size: 6, colour: theme.ink, gap: 1 },
    ],
    { x: 116, y: 243, width: RIGHT - 116, height: 31, align: 'right' },
  )
  textLine(
    studio,
    canvas,
    { text: sloganOf(studio, content), font: 'serif', size: 9, colour: theme.onMainSoft, lines: 1 },
    100,
    17,
    RIGHT - 100,
    'right',
  )
}

function drawFoot(studio: Studio, canvas: Canvas, content: SheetContent): void {
  const { theme, setting } = studio
  const small = { font: 'sans', size: 3.9, colour: theme.soft } as const
  stack(
    studio,
    canvas,
    [
      { ...small, text: joined(content.place, officeOf(studio)) },
      { ...small, text: setting.template.texts.extraLine, gap: 1 },
    ],
    { x: LEFT, y: 280, width: 126, height: 10 },
  )
  const number = { text: numberOf(studio, content), font: 'bold', size: 5.4, lines: 1 } as const
  textLine(
    studio,
    canvas,
    { ...number, colour: theme.ink, tracking: 0.03 },
    148,
    279.5,
    RIGHT - 148,
    'right',
  )
}
