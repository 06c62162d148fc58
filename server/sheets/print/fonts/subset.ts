import type { FontFile } from './font-file.ts'

/** Flags of a composite glyph (OpenType, `glyf`). */
const ARGS_ARE_WORDS = 0x0001
const HAS_SCALE = 0x0008
const MORE_COMPONENTS = 0x0020
const HAS_TWO_SCALES = 0x0040
const HAS_MATRIX = 0x0080

/**
 * A font with just these glyphs, numbered in this order; glyph 0 must be the first. Glyphs that
 * others are composed of are added behind. Enough of a font for a PDF's CIDFontType2.
 */
export function subsetFont(font: FontFile, glyphs: readonly number[]): Buffer {
  const order = [...glyphs]
  const slots = new Map(order.map((glyph, slot) => [glyph, slot]))
  const outlines: Buffer[] = []
  // The list grows while composed glyphs name their parts.
  for (let slot = 0; slot < order.length; slot++) {
    const outline = font.outline(order[slot] as number)
    outlines.push(
      renumberParts(outline, (part) => {
        const known = slots.get(part)
        if (known !== undefined) return known
        slots.set(part, order.length)
        order.push(part)
        return order.length - 1
      }),
    )
  }
  return assemble(font, order, outlines)
}

/** Composite glyphs name their parts by number; those are new in the subset. */
function renumberParts(outline: Buffer, slotOf: (glyph: number) => number): Buffer {
  if (outline.length < 10 || outline.readInt16BE(0) >= 0) return outline
  let at = 10
  let flags: number
  do {
    flags = outline.readUInt16BE(at)
    outline.writeUInt16BE(slotOf(outline.readUInt16BE(at + 2)), at + 2)
    at += 4 + (flags & ARGS_ARE_WORDS ? 4 : 2)
    if (flags & HAS_SCALE) at += 2
    else if (flags & HAS_TWO_SCALES) at += 4
    else if (flags & HAS_MATRIX) at += 8
  } while (flags & MORE_COMPONENTS)
  return outline
}

function assemble(font: FontFile, order: readonly number[], outlines: readonly Buffer[]): Buffer {
  const head = font.table('head')
  head.writeUInt32BE(0, 8)
  head.writeInt16BE(1, 50)
  const hhea = font.table('hhea')
  hhea.writeUInt16BE(order.length, 34)
  const maxp = font.table('maxp')
  maxp.writeUInt16BE(order.length, 4)
  const em = head.readUInt16BE(18) / 1000
  const hmtx = Buffer.alloc(order.length * 4)
  const loca = Buffer.alloc((order.length + 1) * 4)
  const glyf: Buffer[] = []
  let end = 0
  order.forEach((glyph, slot) => {
    const outline = outlines[slot] as Buffer
    hmtx.writeUInt16BE(Math.round(font.advance(glyph) * em), slot * 4)
    if (outline.length > 0) hmtx.writeInt16BE(outline.readInt16BE(2), slot * 4 + 2)
    const padding = -outline.length & 3
    glyf.push(outline, Buffer.alloc(padding))
    end += outline.length + padding
    loca.writeUInt32BE(end, slot * 4 + 4)
  })
  const tables: [string, Buffer][] = [
    ['cvt ', font.table('cvt ')],
    ['fpgm', font.table('fpgm')],
    ['glyf', Buffer.concat(glyf)],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', hmtx],
    ['loca', loca],
    ['maxp', maxp],
    ['prep', font.table('prep')],
  ]
  return fontOf(tables.filter(([, bytes]) => bytes.length > 0))
}

function fontOf(tables: readonly [string, Buffer][]): Buffer {
  const power = Math.floor(Math.log2(tables.length))
  const header = Buffer.alloc(12 + tables.length * 16)
  header.writeUInt32BE(0x00010000, 0)
  header.writeUInt16BE(tables.length, 4)
  header.writeUInt16BE(16 << power, 6)
  header.writeUInt16BE(power, 8)
  header.writeUInt16BE((tables.length - (1 << power)) * 16, 10)
  const parts: Buffer[] = [header]
  let offset = header.length
  tables.forEach(([tag, bytes], i) => {
    const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
    header.write(tag, 12 + i * 16, 'latin1')
    header.writeUInt32BE(checksum(padded), 16 + i * 16)
    header.writeUInt32BE(offset, 20 + i * 16)
    header.writeUInt32BE(bytes.length, 24 + i * 16)
    parts.push(padded)
    offset += padded.length
  })
  return Buffer.concat(parts)
}

function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}
