import { pageGeometry } from '@mashang/shared/sheets/formats.rules.ts'
import type { SheetContent } from '../print.types.ts'
import { isStation, numberOf, sloganOf } from './facts.ts'
import { type Row, stack } from './stack.ts'
import { type Layout, paintCode, type Studio } from './studio.ts'

/** Printers miss a label by a millimetre or two: nothing may stand nearer to its edge. */
const SAFE = 2.6
/** Quiet zone as part of the code's side: four modules of the smallest code that occurs, 25. */
const QUIET = 4 / 25
const LARGEST_CODE = 62

/** A label of any size: code to the left and words beside it, or above them when it is tall. */
function label(studio: Studio, rowsOf: (content: SheetContent, unit: number) => Row[]): Layout {
  const { width, height } = pageGeometry(studio.setting).sheet
  const tall = height > width
  const short = Math.min(width, height)
  const side = Math.min(
    LARGEST_CODE,
    (short - 2 * SAFE) / (tall ? 1 : 1 + QUIET),
    tall ? height * 0.42 : width * 0.44,
  )
  const quiet = side * QUIET
  const code = tall
    ? { x: (width - side) / 2, y: SAFE + quiet, side }
    : { x: SAFE + quiet / 2, y: (height - side) / 2, side }
  const words = tall
    ? {
        x: SAFE * 2,
        y: code.y + side + quiet,
        width: width - 4 * SAFE,
        height: height - code.y - side - quiet - SAFE,
      }
    : {
        x: code.x + side + quiet,
        y: SAFE,
        width: width - code.x - side - quiet - SAFE,
        height: height - 2 * SAFE,
      }
  const unit = Math.min(words.height / 30, words.width / 24, 2.4)
  return {
    width,
    height,
    code,
    fixed() {},
    sheet(canvas, content) {
      paintCode(studio, canvas, content.url, code)
      stack(studio, canvas, rowsOf(content, unit), {
        ...words,
        align: tall ? 'center' : 'left',
        stand: 'middle',
      })
    },
  }
}

function commonRows(studio: Studio, content: SheetContent, unit: number): Row[] {
  const { setting, theme } = studio
  const { texts } = setting.template
  const small: Row = {
    text: texts.warning,
    font: 'sans',
    size: 2.2 * unit,
    colour: theme.soft,
    gap: 0.7 * unit,
  }
  return [
    {
      text: setting.domain,
      font: 'bold',
      size: 3.4 * unit,
      colour: theme.ink,
      lines: 1,
      gap: 1.4 * unit,
    },
    small,
    {
      ...small,
      text: [setting.phone, numberOf(studio, content)].filter((it) => it !== '').join('  '),
    },
    { ...small, text: content.place },
  ]
}

/** The name first. */
export const labelName = (studio: Studio): Layout =>
  label(studio, (content, unit) => [
    {
      text: content.name,
      font: 'serif',
      size: 6 * unit,
      least: 3.4 * unit,
      colour: studio.theme.ink,
      leading: 1.15,
    },
    {
      text: content.congress,
      font: 'sans',
      size: 2.2 * unit,
      colour: studio.theme.soft,
      gap: unit,
    },
    {
      text: isStation(content) ? null : content.station,
      font: 'sans',
      size: 2.2 * unit,
      colour: studio.theme.soft,
      gap: 0.5 * unit,
    },
    {
      text: studio.setting.template.texts.promise,
      font: 'serif',
      size: 3.5 * unit,
      colour: studio.theme.main,
      gap: 1.3 * unit,
    },
    ...commonRows(studio, content, unit),
  ])

/** The promise first. */
export const labelPromise = (studio: Studio): Layout =>
  label(studio, (content, unit) => [
    { text: sloganOf(studio, content), font: 'serif', size: 3.8 * unit, colour: studio.theme.ink },
    {
      text: studio.setting.template.texts.promise,
      font: 'serif',
      size: 3.8 * unit,
      colour: studio.theme.main,
      gap: 0.7 * unit,
    },
    {
      text: content.name,
      font: 'bold',
      size: 3.4 * unit,
      colour: studio.theme.ink,
      gap: 1.5 * unit,
    },
    {
      text: content.congress,
      font: 'sans',
      size: 2.2 * unit,
      colour: studio.theme.soft,
      gap: 0.5 * unit,
    },
    ...commonRows(studio, content, unit),
  ])
