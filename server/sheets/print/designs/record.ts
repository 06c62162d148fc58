import type { RecordWords } from '@mashang/shared/records/document.rules.ts'
import type { Face } from '../fonts/face.ts'
import { Canvas } from '../paint/canvas.ts'
import { runOf } from '../paint/run.ts'
import { PdfDocument } from '../pdf/document.ts'
import { memoryOutput } from '../pdf/output.ts'
import { known, LETTER, linesOf, widthOf } from './letter-lines.ts'

const POINT = 25.4 / 72
/** 二号, 小四 and 五号. */
const TITLE = 22 * POINT
const BODY = 12 * POINT
const NOTE = 10.5 * POINT
/** A line of words, mm. */
const ROW = 7
const INK = '#221D1A'
const SOFT = '#5E5752'
const LINE = '#B9B3AC'
/** Where words begin that have a label or a day before them, mm from the left margin: 2026年11月28日 has room. */
const INDENT = 43

/** Lines that stay on one page, with what is drawn on them from their upper edge. */
interface Piece {
  height: number
  /** Never the last on a page: what it announces comes along. */
  leads?: true
  draw(canvas: Canvas, top: number): void
}

/** A row with a word at the left and text beside it; a thin line closes it. */
function rowPieces(face: Face, label: string, text: string): Piece[] {
  const x = label === '' ? 0 : INDENT
  const lines = linesOf(face, known(face, text), BODY, LETTER.width - x)
  return lines.map((line, i) => ({
    height: i === lines.length - 1 ? ROW + 1 : ROW,
    draw(canvas, top) {
      const base = top + ROW / 2 + BODY * 0.36
      if (i === 0 && label !== '')
        canvas.text(runOf(face, known(face, label)), LETTER.left, base, BODY, SOFT)
      canvas.text(runOf(face, line), LETTER.left + x, base, BODY, INK)
      if (i === lines.length - 1)
        canvas.rectangle(LETTER.left, top + ROW + 0.4, LETTER.width, 0.15, LINE)
    },
  }))
}

function piecesOf(record: RecordWords, body: Face, bold: Face, title: Face): Piece[] {
  const middle = (
    face: Face,
    text: string,
    size: number,
    height: number,
    colour: string,
  ): Piece => {
    const words = known(face, text)
    return {
      height,
      draw(canvas, top) {
        const x = LETTER.left + (LETTER.width - widthOf(face, words, size, 0)) / 2
        canvas.text(runOf(face, words), x, top + height / 2 + size * 0.36, size, colour)
      },
    }
  }
  const heading = (text: string): Piece => ({
    height: 13,
    leads: true,
    draw(canvas, top) {
      canvas.text(runOf(bold, known(bold, text)), LETTER.left, top + 10, BODY * 1.1, INK)
    },
  })
  return [
    middle(title, record.title, TITLE, 14, INK),
    ...linesOf(body, record.made, NOTE, LETTER.width).map((line) =>
      middle(body, line, NOTE, 6, SOFT),
    ),
    heading('一、基本情况'),
    ...record.basics.flatMap(([label, words]) => rowPieces(body, label, words)),
    ...record.sections.flatMap((section) => [
      heading(section.heading),
      ...section.lines.flatMap(({ day, text }) => rowPieces(body, day, text)),
    ]),
  ]
}

/** A record (履职档案) on A4, every page with its number below. */
export function recordPdf({ record, madeAt }: { record: RecordWords; madeAt: number }): Uint8Array {
  const output = memoryOutput()
  const document = new PdfDocument(output)
  const body = document.faces.get('sans')
  const pieces = piecesOf(record, body, document.faces.get('bold'), document.faces.get('serif'))
  const bottom = LETTER.top + LETTER.height
  let canvas = new Canvas()
  let top: number = LETTER.top
  let page = 1
  const finish = (): void => {
    const foot = runOf(body, `— ${page} —`)
    const x = LETTER.left + (LETTER.width - foot.width * NOTE) / 2
    canvas.text(foot, x, bottom + 7 + NOTE, NOTE, INK)
    document.page(LETTER.page, canvas)
    canvas = new Canvas()
    top = LETTER.top
    page += 1
  }
  for (const [i, piece] of pieces.entries()) {
    const together = piece.height + (piece.leads ? (pieces[i + 1]?.height ?? 0) : 0)
    if (top + together > bottom) finish()
    piece.draw(canvas, top)
    top += piece.height
  }
  finish()
  document.finish(record.name, new Date(madeAt))
  return output.bytes()
}
