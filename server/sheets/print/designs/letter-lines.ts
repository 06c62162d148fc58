import type { Face } from '../fonts/face.ts'
import { runOf } from '../paint/run.ts'

/** An official letter: its words, in the order in which they stand. */
export interface Letter {
  /** Name of the file for whoever opens it. */
  name: string
  /** Above everything; null: nothing. */
  mark: string | null
  /** In the middle; with a signer at the left, and the signer at the right of the same line. */
  number: string | null
  signer: string | null
  title: string
  /** Whom it is for; the line ends with a colon. */
  to: string | null
  paragraphs: readonly string[]
  table: LetterTable | null
  /** Paragraphs after the form. */
  after: readonly string[]
  /** 附件说明, line by line. */
  enclosures: readonly string[]
  signature: string
  date: string
  /** 附注, below the date. */
  note: string | null
  /** 附注 of an answer: whom to ask about it; absent: nothing. */
  contact?: string
  /** 版记: who else gets it, who printed it, and when; null: nobody has printed it. */
  issued: { copies?: string; by: string; on: string } | null
}

/** A form: widths of its columns in mm; each row at least so many lines of the page. */
export interface LetterTable {
  columns: readonly number[]
  rows: readonly {
    cells: readonly { text: string; across?: number; label?: boolean }[]
    lines: number
    /** How few lines would do, where the letter goes on one page then. */
    least?: number
  }[]
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
export const BODY = 16 * POINT
export const TITLE = 22 * POINT
export const FOOT = 14 * POINT
export const ROW = LETTER.height / LETTER.rows
export const INK = '#000000'
/** Twenty-eight characters fill the width, a trace closer than their own em. */
export const TRACKING = LETTER.width / LETTER.columns - BODY
/** No line begins with one of these. */
const CLOSING = new Set('，。；：！？、）》〉”’」』〕】')
/** No line ends with one of these. */
const OPENING = new Set('（《〈“‘「『〔【')
/** A figure stays whole, with the 年, 月 or 日 that it counts. */
const COUNTED = /^[\d年月日]$/u
/** Stands for a character that the font lacks, as printers have always done. */
const MISSING = '〓'

/** A text as the font can write it. */
export const known = (face: Face, text: string): string =>
  [...text].map((character) => (face.has(character) ? character : MISSING)).join('')

/** How wide a text is, mm. */
export const widthOf = (face: Face, text: string, size: number, tracking: number): number => {
  const run = runOf(face, text)
  return run.width * size + run.glyphs.length * tracking
}

const mayPart = (before: string, after: string): boolean =>
  !CLOSING.has(after) && !OPENING.has(before) && !(/\d/u.test(before) && COUNTED.test(after))

/** Where the last of these characters begins a new line, so that nothing stands at a wrong end of either. */
function breakIn(characters: readonly string[]): number {
  const last = characters.length - 1
  for (let at = last; at > 0; at--)
    if (mayPart(characters[at - 1] ?? '', characters[at] ?? '')) return at
  return last
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
      const at = breakIn([...line, character])
      lines.push([...line].slice(0, at).join(''))
      line = [...line].slice(at).join('') + character
    } else line += character
  }
  return line === '' ? lines : [...lines, line]
}

/** A title over several lines, none of which is left with a word or two. */
export function evenLines(face: Face, text: string): string[] {
  const whole = widthOf(face, text, TITLE, 0)
  const lines = Math.ceil(whole / LETTER.width)
  return linesOf(face, text, TITLE, Math.min(LETTER.width, whole / lines + TITLE))
}
