import { cardFoot, cardWays, foldLine } from './card-parts.ts'
import { isStation, joined, numberOf, officeOf, sloganOf } from './facts.ts'
import { mongolianColumn } from './mongolian-line.ts'
import { peopleList } from './people-list.ts'
import { heading, lineColumn, nameColumn, portrait, rulerDown } from './pieces.ts'
import { type Row, stack, textLine } from './stack.ts'
import { type Layout, paintCode, type Studio } from './studio.ts'

const [WIDTH, HEIGHT] = [210, 148.5]
const [LEFT, RIGHT] = [26, 196]
const BAND = 13
const TOP = 25
const PHOTO = { x: LEFT, y: TOP, width: 51, height: 68 }
const NAME = { x: 101, y: TOP, width: 24, height: 68 }
const CODE = { x: 141, y: TOP + 1, side: 54 }

/** One face of a table card: red edge, photo, vertical name, the code to the right. */
export function cardName(studio: Studio): Layout {
  const { theme, setting, bleed } = studio
  return {
    width: WIDTH,
    height: HEIGHT,
    code: CODE,
    page: foldLine,
    fixed(canvas) {
      canvas.rectangle(-bleed, 0, WIDTH + 2 * bleed, HEIGHT + bleed, theme.paper)
      canvas.rectangle(-bleed, 0, BAND + bleed, HEIGHT + bleed, theme.main)
      rulerDown(canvas, BAND, 12, HEIGHT - 24, 2.4, theme.tick)
      heading(studio, canvas, LEFT, 11, 5.4, 100, false)
      const rule = NAME.x - 4.2
      canvas.line(
        [
          [rule, NAME.y],
          [rule, NAME.y + NAME.height],
        ],
        0.3,
        theme.accent,
      )
    },
    sheet(canvas, content, photo) {
      if (isStation(content))
        peopleList(studio, canvas, content.people, PHOTO, { largest: 6, smallest: 2.6 })
      else portrait(studio, canvas, photo, PHOTO)
      const beside = { y: NAME.y, height: NAME.height }
      lineColumn(studio, canvas, content.congress, { ...beside, x: 91.6, size: 4.4 })
      mongolianColumn(studio, canvas, content, { ...beside, x: 82.5, size: 5.4 })
      nameColumn(studio, canvas, content.name, NAME, isStation(content) ? 8.4 : 10.5)
      paintCode(studio, canvas, content.url, CODE)
      const head: Row = {
        text: sloganOf(studio, content),
        font: 'serif',
        size: 9,
        colour: theme.ink,
        lines: 1,
      }
      textLine(studio, canvas, head, LEFT, 99.5, 46)
      textLine(
        studio,
        canvas,
        { ...head, text: setting.template.texts.promise, colour: theme.main },
        LEFT + 49,
        99.5,
        60,
      )
      stack(
        studio,
        canvas,
        [
          { text: setting.domain, font: 'bold', size: 8.2, colour: theme.ink, lines: 1 },
          {
            text: setting.template.texts.warning,
            font: 'sans',
            size: 4,
            colour: theme.soft,
            gap: 1.4,
          },
        ],
        { x: 139, y: 92, width: RIGHT - 139, height: 16, align: 'right' },
      )
      cardWays(studio, canvas, content, LEFT, RIGHT, 113)
      cardFoot(
        studio,
        canvas,
        joined(content.unit, content.place, officeOf(studio)),
        numberOf(studio, content),
        LEFT,
        RIGHT,
      )
    },
  }
}
