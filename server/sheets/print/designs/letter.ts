import type { Face } from '../fonts/face.ts'
import { Canvas } from '../paint/canvas.ts'
import { runOf } from '../paint/run.ts'
import { PdfDocument } from '../pdf/document.ts'
import { memoryOutput } from '../pdf/output.ts'

/** An official letter: its words, in the order in which they stand. */
export interface Letter {
  /** Name of the file for whoever opens it. */
  name: string
  number: string | null
  title: string
  /** Whom it is for; the line ends with a colon. */
  to: string | null
  paragraphs: readonly string[]
  signature: string
  date: string
}

/** GB/T 9704: margins and grid of an official document on A4, in mm. */
export const LETTER = {
  page: { width: 210, height: 297 },
  top: 37,
  left: 28,
  width: 156,
  height: 225,
  rows: 22,
  columns: 28,
} as const

const POINT = 25.4 / 72
/** 三号, 二号 and 四号. */
const BODY = 16 * POINT
const TITLE = 22 * POINT
const FOOT = 14 * POINT
const ROW = LETTER.height / LETTER.rows
const INK = '#000000'
/** Twenty-eight characters fill the width, a trace closer than their own em. */
const TRACKING = LETTER.width / LETTER.columns - BODY
/** No line begins with one of these. */
const CLOSING = new Set('，。；：！？、）》”’」』〕】')
/** Stands for a character that the font lacks, as printers have always done. */
const MISSING = '〓'

const known = (face: Face, text: string): string =>
  [...text].map((character) => (face.has(character) ? character : MISSING)).join('')

const widthOf = (face: Face, text: string, size: number, tracking: number): number => {
  const run = runOf(face, text)
  return run.width * size + run.glyphs.length * tracking
}

/** Lines that fit, the first one shorter by its indent; what closes stays with what it closes. */
export function linesOf(
  face: Face,
  text: string,
  size: number,
  width: number,
  { indent = 0, tracking = 0 }: { indent?: number; tracking?: number } = {},
): string[] {
  const lines: string[] = []
  let line = ''
  for (const character of text) {
    const room = width - (lines.length === 0 ? indent : 0)
    if (line !== '' && widthOf(face, line + character, size, tracking) > room + 0.01) {
      const taken = CLOSING.has(character) ? ([...line].at(-1) ?? '') : ''
      lines.push(line.slice(0, line.length - taken.length))
      line = taken + character
    } else line += character
  }
  return line === '' ? lines : [...lines, line]
}

/** A title over several lines, none of which is left with a word or two. */
function evenLines(face: Face, text: string): string[] {
  const whole = widthOf(face, text, TITLE, 0)
  const lines = Math.ceil(whole / LETTER.width)
  return linesOf(face, text, TITLE, Math.min(LETTER.width, whole / lines + TITLE))
}

interface Row {
  text: string
  at: 'left' | 'middle' | 'right'
  indent: number
  title?: true
}

function rowsOf(letter: Letter, body: Face, title: Face): (Row | null)[] {
  const indent = (2 * LETTER.width) / LETTER.columns
  const rows: (Row | null)[] = []
  if (letter.number !== null)
    rows.push({ text: known(body, letter.number), at: 'middle', indent: 0 }, null)
  for (const text of evenLines(title, known(title, letter.title)))
    rows.push({ text, at: 'middle', indent: 0, title: true })
  rows.push(null)
  const flow = (text: string, first: number): void => {
    const lines = linesOf(body, known(body, text), BODY, LETTER.width, {
      indent: first,
      tracking: TRACKING,
    })
    for (const [i, line] of lines.entries())
      rows.push({ text: line, at: 'left', indent: i === 0 ? first : 0 })
  }
  if (letter.to !== null) flow(`${letter.to}：`, 0)
  for (const paragraph of letter.paragraphs) flow(paragraph, indent)
  rows.push(null, { text: known(body, letter.signature), at: 'right', indent: 2 * indent })
  rows.push({ text: known(body, letter.date), at: 'right', indent: 2 * indent })
  return rows
}

/** Twenty-two rows to a page, each with its number below. */
export function letterPdf({ letter, madeAt }: { letter: Letter; madeAt: number }): Uint8Array {
  const output = memoryOutput()
  const document = new PdfDocument(output)
  const body = document.faces.get('sans')
  const title = document.faces.get('serif')
  const rows = rowsOf(letter, body, title)
  for (let from = 0, page = 1; from < rows.length; from += LETTER.rows, page++) {
    const canvas = new Canvas()
    for (const [i, row] of rows.slice(from, from + LETTER.rows).entries()) {
      if (row === null) continue
      const [face, size, tracking] = row.title ? [title, TITLE, 0] : [body, BODY, TRACKING]
      const width = widthOf(face, row.text, size, tracking)
      const free = LETTER.width - width
      const x = { left: row.indent, middle: free / 2, right: free - row.indent }[row.at]
      const y = LETTER.top + (i + 0.5) * ROW + size * 0.36
      canvas.text(runOf(face, row.text), LETTER.left + x, y, size, INK, tracking)
    }
    const foot = runOf(body, `— ${page} —`)
    const middle = LETTER.left + (LETTER.width - foot.width * FOOT) / 2
    canvas.text(foot, middle, LETTER.top + LETTER.height + 7 + FOOT, FOOT, INK)
    document.page(LETTER.page, canvas)
  }
  document.finish(letter.name, new Date(madeAt))
  return output.bytes()
}
