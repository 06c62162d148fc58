import type { FontName } from '../fonts/font-names.ts'
import { Canvas } from '../paint/canvas.ts'
import { fitText } from '../paint/fit.ts'
import { PdfDocument } from '../pdf/document.ts'
import { memoryOutput } from '../pdf/output.ts'

/** A list to tick off while sheets are hung. */
export interface HangingList {
  /** e.g. 大发街道 2026 年 3 月海报张挂清单 */
  title: string
  office: string
  rows: readonly HangingRow[]
}

export interface HangingRow {
  /** With its word: 海报 0137 */
  number: string
  /** Whose it is. */
  whose: string
  place: string | null
  /** Who hangs it. */
  by: string | null
}

const INK = '#221D1A'
const SOFT = '#5E5752'
const LINE = '#B9B3AC'
const [LEFT, RIGHT] = [15, 195]
/** First row's upper edge, rows' height and how many a page takes. */
const [TOP, ROW, PER_PAGE] = [47, 10, 23]
const COLUMNS = [
  { title: '编号', width: 26 },
  { title: '谁的', width: 36 },
  { title: '张挂地点', width: 50 },
  { title: '张挂人', width: 24 },
  { title: '日期', width: 22 },
  { title: '签名', width: 22 },
] as const

/** A4 pages with the header on each, and which of how many it is. */
export function hangingList(list: HangingList): Uint8Array {
  const output = memoryOutput()
  const document = new PdfDocument(output)
  const pages = Math.max(1, Math.ceil(list.rows.length / PER_PAGE))
  const write = (
    canvas: Canvas,
    font: FontName,
    text: string,
    box: { x: number; y: number; width: number; height: number; size: number; colour?: string },
  ): void => {
    const { x, y, width, height, size, colour = INK } = box
    const room = { width, size, least: size * 0.8, lines: 2 }
    const { lines, size: fitted } = fitText(document.faces.get(font), text, room)
    const top = y + (height - fitted * (1 + (lines.length - 1) * 1.15)) / 2
    for (const [i, line] of lines.entries())
      canvas.text(line, x, top + (0.88 + i * 1.15) * fitted, fitted, colour)
  }
  for (let page = 0; page < pages; page++) {
    const canvas = new Canvas()
    write(canvas, 'bold', list.title, { x: LEFT, y: 16, width: RIGHT - LEFT, height: 10, size: 6 })
    const note = `${list.office}　共 ${list.rows.length} 张　第 ${page + 1} 页，共 ${pages} 页`
    write(canvas, 'sans', note, {
      x: LEFT,
      y: 27,
      width: RIGHT - LEFT,
      height: 6,
      size: 3.6,
      colour: SOFT,
    })
    const rows = list.rows.slice(page * PER_PAGE, (page + 1) * PER_PAGE)
    const cells = (
      texts: readonly (string | null)[],
      font: FontName,
      y: number,
      height: number,
    ): void => {
      let x = LEFT
      COLUMNS.forEach(({ width }, i) => {
        const text = texts[i]
        if (text !== null && text !== undefined && text !== '')
          write(canvas, font, text, { x: x + 1.5, y, width: width - 3, height, size: 3.6 })
        x += width
      })
    }
    cells(
      COLUMNS.map(({ title }) => title),
      'bold',
      TOP - 9,
      9,
    )
    for (const [i, { number, whose, place, by }] of rows.entries())
      cells([number, whose, place, by], 'sans', TOP + i * ROW, ROW)
    grid(canvas, rows.length)
    document.page({ width: 210, height: 297 }, canvas)
  }
  document.finish(list.title, new Date())
  return output.bytes()
}

function grid(canvas: Canvas, rows: number): void {
  const bottom = TOP + rows * ROW
  canvas.line(
    [
      [LEFT, TOP - 9],
      [RIGHT, TOP - 9],
    ],
    0.3,
    INK,
  )
  for (let row = 0; row <= rows; row++) {
    const y = TOP + row * ROW
    canvas.line(
      [
        [LEFT, y],
        [RIGHT, y],
      ],
      row === 0 ? 0.3 : 0.15,
      row === 0 ? INK : LINE,
    )
  }
  let x = LEFT
  for (const { width } of COLUMNS.slice(0, -1)) {
    x += width
    canvas.line(
      [
        [x, TOP - 9],
        [x, bottom],
      ],
      0.15,
      LINE,
    )
  }
}
