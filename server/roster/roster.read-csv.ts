import type { RosterSheet } from '@mashang/shared/roster/roster.model.ts'
import { parse } from 'csv-parse/sync'
import { UnreadableRoster } from './roster.read-failure.ts'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/** Decodes as far as the last whole character, so that a cut tail does not hide what the encoding is. */
function decode(bytes: Buffer, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** UTF-16 without a mark: every separator and line end in it has a zero beside it, always on the same side. */
function unmarkedUtf16(bytes: Buffer): Encoding | null {
  const found = { 'utf-16le': 0, 'utf-16be': 0, neither: 0 }
  bytes.subarray(0, 4096).forEach((byte, index) => {
    if (byte !== 0x2c && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return
    if (index % 2 === 0 && bytes[index + 1] === 0) found['utf-16le']++
    else if (index % 2 === 1 && bytes[index - 1] === 0) found['utf-16be']++
    else found.neither++
  })
  if (found['utf-16le'] > 4 * (found['utf-16be'] + found.neither)) return 'utf-16le'
  return found['utf-16be'] > 4 * (found['utf-16le'] + found.neither) ? 'utf-16be' : null
}

/**
 * Text of a CSV: by its byte order mark, else strict UTF-8, else GB18030, which is what Excel on a Chinese desktop
 * saves. Null where it is none of them.
 */
export function decodeText(bytes: Buffer): string | null {
  const marked = (...mark: number[]) => mark.every((byte, index) => bytes[index] === byte)
  if (marked(0xff, 0xfe)) return decode(bytes, 'utf-16le')
  if (marked(0xfe, 0xff)) return decode(bytes, 'utf-16be')
  const utf16 = unmarkedUtf16(bytes)
  return utf16 ? decode(bytes, utf16) : (decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030'))
}

/** The separator that divides the first lines most evenly; quotes are rare in headings, so they are not weighed. */
function separatorOf(text: string): string {
  const lines = text.slice(0, 20_000).split('\n', 20)
  const counts = [',', '\t', ';', '|'].map((mark) => ({
    mark,
    lines: lines.filter((line) => line.includes(mark)).length,
    marks: lines.reduce((sum, line) => sum + line.split(mark).length - 1, 0),
  }))
  counts.sort((a, b) => b.lines - a.lines || b.marks - a.marks)
  return counts[0]?.mark ?? ','
}

/** `="19900001000"` is how exports keep a number from being rounded. */
const unwrap = (cell: string): string => /^="(.*)"$/su.exec(cell)?.[1] ?? cell

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL = /[\u0000-\u0008\u000E-\u001F]/u

/** Reads a CSV into one sheet that is named after its file. */
export function readCsv(bytes: Buffer, fileName: string): RosterSheet[] {
  const claimsText = /\.(csv|tsv|txt)$/iu.test(fileName)
  const text = decodeText(bytes)
  if (text === null) throw new UnreadableRoster(claimsText ? 'csvEncoding' : 'otherKind')
  if (CONTROL.test(text)) throw new UnreadableRoster(claimsText ? 'csvBroken' : 'otherKind')
  if (text.trim() === '') throw new UnreadableRoster('empty')
  try {
    const rows: string[][] = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    })
    const name = fileName.replace(/^.*[/\\]/u, '').replace(/\.[^.]*$/u, '')
    return [{ name: name === '' ? 'CSV' : name, rows: rows.map((row) => row.map(unwrap)) }]
  } catch (error) {
    throw new UnreadableRoster('damaged', error)
  }
}
