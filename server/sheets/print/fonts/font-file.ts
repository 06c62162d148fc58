import { openSync, readSync } from 'node:fs'

/** Offset and length of a table within the file. */
type Table = [offset: number, length: number]

/** Metrics of a font as a PDF wants them, in 1/1000 em. */
interface FontMetrics {
  box: [number, number, number, number]
  ascent: number
  descent: number
  capHeight: number
  italicAngle: number
}

/**
 * A TrueType font read piece by piece: a Chinese font is 10 to 15 MB, a batch needs a few hundred
 * KB of it, so only its small tables are held.
 */
export interface FontFile {
  /** As in the font's own name table, for PDF: letters and digits only. */
  readonly name: string
  readonly metrics: FontMetrics
  /** Glyph of a character; 0 when the font has none. */
  glyphOf(codePoint: number): number
  /** Advance width of a glyph in 1/1000 em. */
  advance(glyph: number): number
  /** The glyph's outline as it is in `glyf`; empty for a blank. */
  outline(glyph: number): Buffer
  /** A whole table, empty when the font has none. */
  table(tag: string): Buffer
  readonly path: string
}

/** @throws Error when the file is no TrueType font with outlines and a format 12 cmap. */
export function openFont(path: string, name: string): FontFile {
  const file = openSync(path, 'r')
  const read = (offset: number, length: number): Buffer => {
    const bytes = Buffer.allocUnsafe(length)
    if (readSync(file, bytes, 0, length, offset) !== length)
      throw new Error(`font ${path} ends too early`)
    return bytes
  }
  const tables = directory(read)
  const need = (tag: string): Table => {
    const table = tables.get(tag)
    if (table === undefined) throw new Error(`font ${path} has no table ${tag}`)
    return table
  }
  const head = read(...need('head'))
  const hhea = read(...need('hhea'))
  const hmtx = read(...need('hmtx'))
  const loca = read(...need('loca'))
  const [glyf] = need('glyf')
  const scale = 1000 / head.readUInt16BE(18)
  const long = head.readUInt16BE(50) === 1
  const offsetOf = (glyph: number): number =>
    long ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2
  const lastMetric = hhea.readUInt16BE(34) - 1
  const em = (value: number): number => Math.round(value * scale)
  return {
    name,
    path,
    metrics: {
      box: [36, 38, 40, 42].map((at) => em(head.readInt16BE(at))) as FontMetrics['box'],
      ascent: em(hhea.readInt16BE(4)),
      descent: em(hhea.readInt16BE(6)),
      capHeight: em(read(...need('OS/2')).readInt16BE(88)),
      italicAngle: 0,
    },
    glyphOf: characterMap(read, need('cmap')),
    advance: (glyph) => em(hmtx.readUInt16BE(4 * Math.min(glyph, lastMetric))),
    outline(glyph) {
      const from = offsetOf(glyph)
      const length = offsetOf(glyph + 1) - from
      return length === 0 ? Buffer.alloc(0) : read(glyf + from, length)
    },
    table(tag) {
      const table = tables.get(tag)
      return table === undefined ? Buffer.alloc(0) : read(...table)
    },
  }
}

type Read = (offset: number, length: number) => Buffer

function directory(read: Read): Map<string, Table> {
  const count = read(0, 12).readUInt16BE(4)
  const entries = read(12, count * 16)
  return new Map(
    Array.from({ length: count }, (_, i) => [
      entries.toString('latin1', i * 16, i * 16 + 4),
      [entries.readUInt32BE(i * 16 + 8), entries.readUInt32BE(i * 16 + 12)],
    ]),
  )
}

/** Lookup in the format 12 subtable, the one that reaches beyond the basic plane. */
function characterMap(read: Read, [start, length]: Table): (codePoint: number) => number {
  const cmap = read(start, length)
  const count = cmap.readUInt16BE(2)
  for (let i = 0; i < count; i++) {
    const at = cmap.readUInt32BE(8 + i * 8)
    if (cmap.readUInt16BE(at) === 12) return groupLookup(cmap, at)
  }
  throw new Error('font has no format 12 character map')
}

function groupLookup(cmap: Buffer, at: number): (codePoint: number) => number {
  const groups = cmap.readUInt32BE(at + 12)
  const word = (group: number, index: number): number =>
    cmap.readUInt32BE(at + 16 + group * 12 + index * 4)
  return (codePoint) => {
    let low = 0
    let high = groups - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      if (codePoint < word(middle, 0)) high = middle - 1
      else if (codePoint > word(middle, 1)) low = middle + 1
      else return word(middle, 2) + codePoint - word(middle, 0)
    }
    return 0
  }
}
