import type { Face } from '../fonts/face.ts'
import { Canvas } from '../paint/canvas.ts'
import { PdfDocument } from '../pdf/document.ts'
import { memoryOutput } from '../pdf/output.ts'
import {
  BODY,
  evenLines,
  FOOT,
  INK,
  known,
  LETTER,
  type Letter,
  type LetterTable,
  linesOf,
  ROW,
  TITLE,
  TRACKING,
  widthOf,
} from './letter-lines.ts'
import { type Look, line, type Piece } from './letter-pieces.ts'
import { tablePieces } from './letter-table.ts'

const BLANK: Piece = { rows: 1, draw() {} }
/** Lines of 版记 (GB/T 9704 7.4.1). */
const THICK = 0.35
const BETWEEN = 0.25
const rule =
  (y: number, width: number): ((canvas: Canvas) => void) =>
  (canvas) =>
    canvas.line(
      [
        [LETTER.left, y],
        [LETTER.left + LETTER.width, y],
      ],
      width,
      INK,
    )

/**
 * Number and signer a character away from both edges (7.2.5, 7.2.6). Who is too long for it goes on
 * below, and who is too long for a line on the next one, under the name.
 */
function signedBy(number: string, name: string, face: Face, em: number): Piece {
  const look: Look = { face, size: BODY, tracking: TRACKING, at: 'left', indent: em }
  const label = '签发人：'
  const beside = em + widthOf(face, label, BODY, TRACKING)
  const [first = '', ...more] = linesOf(face, name, BODY, LETTER.width - em - beside, {
    tracking: TRACKING,
  })
  const whole = label + first
  const wide = widthOf(face, number + whole, BODY, TRACKING) > LETTER.width - 3 * em
  const draws = [
    line(number, look),
    line(whole, { ...look, at: more.length > 0 ? 'left' : 'right' }),
    ...more.map((words) => line(words, { ...look, indent: beside })),
  ]
  const rowOf = (nth: number): number => (wide ? nth : Math.max(0, nth - 1))
  return {
    rows: rowOf(draws.length - 1) + 1,
    draw(canvas, top) {
      for (const [nth, draw] of draws.entries()) draw(canvas, top + rowOf(nth) * ROW)
    },
  }
}

function piecesOf(letter: Letter, body: Face, title: Face): Piece[] {
  const indent = (2 * LETTER.width) / LETTER.columns
  const pieces: Piece[] = []
  const plain: Look = { face: body, size: BODY, tracking: TRACKING, at: 'left', indent: 0 }
  const put = (text: string, look: Partial<Look>): void => {
    pieces.push({ rows: 1, draw: line(text, { ...plain, ...look }) })
  }
  const flow = (text: string, first: number): void => {
    const lines = linesOf(body, known(body, text), BODY, LETTER.width, {
      indent: first,
      tracking: TRACKING,
    })
    for (const [i, words] of lines.entries()) put(words, { indent: i === 0 ? first : 0 })
  }
  if (letter.mark !== null) {
    for (const text of linesOf(body, known(body, letter.mark), BODY, LETTER.width, {
      tracking: TRACKING,
    }))
      put(text, { at: 'middle' })
    pieces.push(BLANK)
  }
  if (letter.number !== null) {
    const number = known(body, letter.number)
    if (letter.signer === null) put(number, { at: 'middle' })
    else pieces.push(signedBy(number, known(body, letter.signer), body, indent / 2))
    pieces.push(BLANK)
  }
  for (const text of evenLines(title, known(title, letter.title)))
    put(text, { face: title, size: TITLE, tracking: 0, at: 'middle' })
  pieces.push(BLANK)
  if (letter.to !== null) flow(`${letter.to}：`, 0)
  for (const paragraph of letter.paragraphs) flow(paragraph, indent)
  if (letter.table !== null) pieces.push(...tablePieces(letter.table, body))
  for (const paragraph of letter.after) flow(paragraph, indent)
  if (letter.enclosures.length > 0) pieces.push(BLANK)
  for (const enclosure of letter.enclosures) flow(enclosure, indent)
  const room = LETTER.width - 2 * indent
  const ends = [letter.signature, letter.date]
    .flatMap((text) => linesOf(body, known(body, text), BODY, room, { tracking: TRACKING }))
    .map((text) => line(text, { ...plain, at: 'right', indent: 2 * indent }))
  if (letter.note !== null) ends.push(line(known(body, letter.note), { ...plain, indent }))
  for (const [i, words] of linesOf(body, known(body, letter.contact ?? ''), BODY, LETTER.width, {
    indent,
    tracking: TRACKING,
  }).entries())
    ends.push(line(words, { ...plain, indent: i === 0 ? indent : 0 }))
  pieces.push({
    rows: 1 + ends.length,
    follows: true,
    draw(canvas, top) {
      for (const [i, end] of ends.entries()) end(canvas, top + (i + 1) * ROW)
    },
  })
  return pieces
}

/** Pieces by page, none of them cut; the last page keeps its last rows for 版记. */
function pagesOf(pieces: readonly Piece[], foot: number): Piece[][] {
  const pages: Piece[][] = [[]]
  let used = 0
  for (const [i, piece] of pieces.entries()) {
    const needs = piece.rows + (i === pieces.length - 1 ? foot : 0)
    if (used > 0 && used + needs > LETTER.rows) {
      const along = piece.follows ? (pages.at(-1)?.splice(-1) ?? []) : []
      pages.push(along)
      used = along.reduce((sum, { rows }) => sum + rows, 0)
    }
    pages.at(-1)?.push(piece)
    used += piece.rows
  }
  return pages
}

/** 抄送 (7.4.2): what does not fit goes on under the names, a thin line below. */
function copiesOf(copies: string | undefined, body: Face): Piece {
  const label = '抄送：'
  const beside = FOOT + widthOf(body, label, FOOT, 0)
  const [first = '', ...more] = linesOf(
    body,
    known(body, (copies ?? '').replace(label, '')),
    FOOT,
    LETTER.width - beside - FOOT,
  )
  const look = { face: body, size: FOOT, tracking: 0, at: 'left' as const }
  const rows = copies === undefined ? 0 : 1 + more.length
  return {
    rows,
    draw(canvas, top) {
      if (rows === 0) return
      line(label + first, { ...look, indent: FOOT })(canvas, top)
      for (const [i, words] of more.entries())
        line(words, { ...look, indent: beside })(canvas, top + (i + 1) * ROW)
      rule(top + rows * ROW, BETWEEN)(canvas)
    },
  }
}

/** 版记: one row, or more where whoever printed it has a long name; above it who else gets it. */
function issuedOf(issued: Letter['issued'], body: Face): Piece {
  if (issued === null) return { ...BLANK, rows: 0 }
  const { copies, by, on } = issued
  const above = copiesOf(copies, body)
  const day = known(body, on)
  const look = { face: body, size: FOOT, tracking: 0, indent: FOOT }
  const lines = linesOf(body, known(body, by), FOOT, LETTER.width - 2 * FOOT)
  const last = widthOf(body, (lines.at(-1) ?? '') + day, FOOT, 0)
  const rows = lines.length + (last > LETTER.width - 3 * FOOT ? 1 : 0)
  return {
    rows: above.rows + rows,
    draw(canvas, top) {
      rule(top, THICK)(canvas)
      above.draw(canvas, top)
      const from = top + above.rows * ROW
      for (const [i, words] of lines.entries())
        line(words, { ...look, at: 'left' })(canvas, from + i * ROW)
      line(day, { ...look, at: 'right' })(canvas, from + (rows - 1) * ROW)
      rule(from + rows * ROW, THICK)(canvas)
    },
  }
}

/** The table with less and less room to write, as far as its rows allow. */
function* tighter({ columns, rows }: LetterTable): Generator<LetterTable> {
  const canGive = rows.some(({ lines, least = lines }) => lines > least)
  if (!canGive) return
  const given = {
    columns,
    rows: rows.map((row) => ({ ...row, lines: Math.max(row.least ?? row.lines, row.lines - 1) })),
  }
  yield given
  yield* tighter(given)
}

/** On one page where room to write can give way for that; else as it is. */
function pagesFor(letter: Letter, foot: number, body: Face, title: Face): Piece[][] {
  const whole = pagesOf(piecesOf(letter, body, title), foot)
  if (whole.length === 1 || letter.table === null) return whole
  for (const table of tighter(letter.table)) {
    const pages = pagesOf(piecesOf({ ...letter, table }, body, title), foot)
    if (pages.length === 1) return pages
  }
  return whole
}

/** Puts one letter into a document that may hold others; each begins with its page 1. */
function paintLetter(document: PdfDocument, letter: Letter): void {
  // As near to 仿宋 as an openly licensed face with all characters comes.
  const body = document.faces.get('song')
  const title = document.faces.get('serif')
  const issued = issuedOf(letter.issued, body)
  const pages = pagesFor(letter, issued.rows, body, title)
  for (const [i, pieces] of pages.entries()) {
    const canvas = new Canvas()
    let top: number = LETTER.top
    for (const piece of pieces) {
      piece.draw(canvas, top)
      top += piece.rows * ROW
    }
    if (i === pages.length - 1) issued.draw(canvas, LETTER.top + (LETTER.rows - issued.rows) * ROW)
    // The number of a front stands at the right, of a back at the left (7.5).
    const at = i % 2 === 0 ? ('right' as const) : ('left' as const)
    const look = { face: body, size: FOOT, tracking: 0, at, indent: FOOT }
    line(`— ${i + 1} —`, look)(canvas, LETTER.top + LETTER.height + 7 + FOOT / 2 - ROW / 2)
    document.page(LETTER.page, canvas)
  }
}

/** Letters as files, each one for itself. */
export const letterPdfs = (of: { letters: readonly Letter[]; madeAt: number }): Uint8Array[] =>
  of.letters.map((letter) =>
    letterBook({ name: letter.name, letters: [letter], madeAt: of.madeAt }),
  )

/** Many letters in one file, one after another; what they share is in it once. */
export function letterBook(of: {
  name: string
  letters: readonly Letter[]
  madeAt: number
}): Uint8Array {
  const output = memoryOutput()
  const document = new PdfDocument(output)
  for (const letter of of.letters) paintLetter(document, letter)
  document.finish(of.name, new Date(of.madeAt))
  return output.bytes()
}
