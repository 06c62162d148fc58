import { cardFoot, cardWays, foldLine } from './card-parts.ts'
import { isStation, joined, numberOf, officeOf, sloganOf } from './facts.ts'
import { mongolianColumn, mongolianOf } from './mongolian-line.ts'
import { peopleList } from './people-list.ts'
import { heading, portrait, rulerAcross } from './pieces.ts'
import { type Row, stack } from './stack.ts'
import { type Layout, paintCode, type Studio } from './studio.ts'

const [WIDTH, HEIGHT] = [210, 148.5]
const [LEFT, RIGHT] = [14, 196]
const FIELD = 44
const CODE = { x: LEFT, y: 53, side: 54 }
const PHOTO = { x: 157, y: 52, width: 39, height: 52 }
const PEOPLE = { x: 140, y: 51, width: 56, height: 56 }

/** One face of a table card: the name on a red field, the code below, then who and where. */
export function cardPromise(studio: Studio): Layout {
  const { theme, setting, bleed } = studio
  return {
    width: WIDTH,
    height: HEIGHT,
    code: CODE,
    page: foldLine,
    fixed(canvas) {
      canvas.rectangle(-bleed, 0, WIDTH + 2 * bleed, HEIGHT + bleed, theme.paper)
      canvas.rectangle(-bleed, 0, WIDTH + 2 * bleed, FIELD, theme.main)
      heading(studio, canvas, LEFT, 8, 5, 100, true)
      rulerAcross(canvas, LEFT, 38, RIGHT - LEFT, 2.2, theme.tick)
    },
    sheet(canvas, content, photo) {
      const { texts } = setting.template
      stack(
        studio,
        canvas,
        [{ text: content.name, font: 'serif', size: 16, least: 10, colour: theme.paper }],
        { x: LEFT, y: 16.5, width: 122, height: 19, stand: 'middle' },
      )
      stack(
        studio,
        canvas,
        [
          { text: content.congress, font: 'sans', size: 4.4, colour: theme.onMainSoft },
          { text: content.unit, font: 'sans', size: 4.4, colour: theme.onMainSoft, gap: 1.6 },
        ],
        { x: 138, y: 17, width: RIGHT - 138, height: 18, align: 'right', stand: 'bottom' },
      )
      paintCode(studio, canvas, content.url, CODE)
      const people = isStation(content) && content.people.length > 0
      if (people) peopleList(studio, canvas, content.people, PEOPLE, { largest: 6, smallest: 2.6 })
      else if (!isStation(content)) portrait(studio, canvas, photo, PHOTO)
      const end = isStation(content) ? (people ? PEOPLE.x : RIGHT + 8) : PHOTO.x
      mongolianColumn(studio, canvas, content, { x: end - 7, y: 52, height: 54, size: 5.4 })
      const mongolian = mongolianOf(studio, content) !== null
      const text: Row = {
        text: sloganOf(studio, content),
        font: 'serif',
        size: 9.4,
        colour: theme.ink,
      }
      stack(
        studio,
        canvas,
        [
          text,
          { ...text, text: texts.promise, colour: theme.main, gap: 2.4 },
          { text: setting.domain, font: 'bold', size: 8.2, colour: theme.ink, lines: 1, gap: 9 },
          { text: texts.warning, font: 'sans', size: 4, colour: theme.soft, gap: 1.6 },
        ],
        { x: 78, y: 52, width: end - 78 - (mongolian ? 13 : 7), height: 56, stand: 'middle' },
      )
      cardWays(studio, canvas, content, LEFT, RIGHT, 113)
      cardFoot(
        studio,
        canvas,
        joined(content.place, officeOf(studio)),
        numberOf(studio, content),
        LEFT,
        RIGHT,
      )
    },
  }
}
