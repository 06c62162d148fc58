import type { Canvas } from '../paint/canvas.ts'
import type { SheetContent } from '../print.types.ts'
import { isStation, joined, numberOf, officeOf, sloganOf, wayRows } from './facts.ts'
import { mongolianColumn } from './mongolian-line.ts'
import { peopleList } from './people-list.ts'
import { heading, lineColumn, nameColumn, portrait, rulerDown } from './pieces.ts'
import { stack, textLine } from './stack.ts'
import { type Layout, paintCode, type Studio } from './studio.ts'

const [LEFT, RIGHT] = [32, 192]
const BAND = 16
const PHOTO = { x: LEFT, y: 40, width: 84, height: 112 }
const NAME = { x: 154, y: 40, width: 38, height: 112 }
const CODE = { x: LEFT, y: 201.5, side: 58 }
/** Beside the code, its quiet zone left free. */
const BESIDE = { x: 106, y: 201.5, width: RIGHT - 106, height: 58 }
const HEADLINE = { y: 167.5, size: 12.6 }

/** A4 for one's own name: red edge with the day's ruler, photo, a vertical name. */
export function posterName(studio: Studio): Layout {
  const { theme, setting, bleed } = studio
  return {
    width: 210,
    height: 297,
    code: CODE,
    fixed(canvas) {
      canvas.rectangle(-bleed, -bleed, 210 + 2 * bleed, 297 + 2 * bleed, theme.paper)
      canvas.rectangle(-bleed, -bleed, BAND + bleed, 297 + 2 * bleed, theme.main)
      rulerDown(canvas, BAND, 22, 253, 3, theme.tick)
      heading(studio, canvas, LEFT, 20.5, 6.2, RIGHT - LEFT, false)
      const rule = NAME.x - 6.3
      canvas.line(
        [
          [rule, NAME.y],
          [rule, NAME.y + NAME.height],
        ],
        0.3,
        theme.accent,
      )
      canvas.line(
        [
          [LEFT, 191],
          [RIGHT, 191],
        ],
        0.25,
        theme.line,
      )
      const promise = { text: setting.template.texts.promise, size: HEADLINE.size, lines: 1 }
      textLine(
        studio,
        canvas,
        { ...promise, font: 'serif', colour: theme.main },
        106,
        HEADLINE.y,
        RIGHT - 106,
        'right',
      )
    },
    sheet(canvas, content, photo) {
      if (isStation(content))
        peopleList(studio, canvas, content.people, PHOTO, { largest: 9, smallest: 3.4 })
      else portrait(studio, canvas, photo, PHOTO)
      const beside = { y: NAME.y, height: NAME.height }
      lineColumn(studio, canvas, content.congress, { ...beside, x: 139.6, size: 6.1 })
      mongolianColumn(studio, canvas, content, { ...beside, x: 125.5, size: 7 })
      nameColumn(studio, canvas, content.name, NAME, isStation(content) ? 13 : 16)
      const slogan = { text: sloganOf(studio, content), size: HEADLINE.size, lines: 1 }
      textLine(
        studio,
        canvas,
        { ...slogan, font: 'serif', colour: theme.ink },
        LEFT,
        HEADLINE.y,
        70,
      )
      paintCode(studio, canvas, content.url, CODE)
      stack(
        studio,
        canvas,
        wayRows(studio, content, { domain: 10, label: 4.7, strong: 6.8, gap: 7 }),
        BESIDE,
      )
      foot(studio, canvas, content)
    },
  }
}

function foot(studio: Studio, canvas: Canvas, content: SheetContent): void {
  const { theme } = studio
  const small = { font: 'sans', size: 3.9, colour: theme.soft } as const
  const rows = [
    { ...small, text: joined(content.unit, content.place) },
    { ...small, text: officeOf(studio), gap: 1.8 },
  ]
  stack(studio, canvas, rows, { x: LEFT, y: 268, width: 118, height: 16, stand: 'bottom' })
  const number = { text: numberOf(studio, content), font: 'bold', size: 5.4, lines: 1 } as const
  textLine(
    studio,
    canvas,
    { ...number, colour: theme.ink, tracking: 0.03 },
    152,
    278.7,
    RIGHT - 152,
    'right',
  )
}
