import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { PdfFile } from '../pdf/pdf-file.ts'
import { deflate, hex4 } from '../pdf/syntax.ts'
import type { Face } from './face.ts'
import { subsetFont } from './subset.ts'

/** Entries of one `bfchar` block, at most (Adobe technical note 5014). */
const BLOCK = 100

/**
 * Writes the subset of a face: a CIDFontType2 whose numbers are the subset's, once for text in rows
 * and, where needed, once for text in columns.
 * @param ids numbers that the pages already refer to
 */
export function embedFace(pdf: PdfFile, face: Face, ids: { rows: number; columns: number }): void {
  const { font, glyphs } = face
  const bytes = subsetFont(
    font,
    glyphs.map(({ glyph }) => glyph),
  )
  const name = `${subsetTag(bytes)}+${font.name}`
  const file = pdf.stream(`/Filter/FlateDecode/Length1 ${bytes.length}`, deflateSync(bytes))
  const { box, ascent, descent, capHeight } = font.metrics
  const descriptor = pdf.object(
    `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[${box.join(' ')}]/ItalicAngle 0` +
      `/Ascent ${ascent}/Descent ${descent}/CapHeight ${capHeight}/StemV 80/FontFile2 ${file} 0 R>>`,
  )
  const widths = glyphs.map(({ width }) => width).join(' ')
  const descendant = pdf.object(
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDToGIDMap/Identity/DW 1000/W[0[${widths}]]` +
      `/DW2[880 -1000]/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${descriptor} 0 R>>`,
  )
  const unicode = pdf.stream('/Filter/FlateDecode', deflate(toUnicode(glyphs)))
  const font0 = (encoding: string): string =>
    `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/${encoding}/DescendantFonts[${descendant} 0 R]/ToUnicode ${unicode} 0 R>>`
  pdf.object(font0('Identity-H'), ids.rows)
  pdf.object(font0('Identity-V'), ids.columns)
}

/** Six capitals that tell subsets of one font apart (ISO 32000-1, 9.6.4). */
function subsetTag(bytes: Buffer): string {
  const hash = createHash('sha256').update(bytes).digest()
  return String.fromCharCode(...hash.subarray(0, 6).map((byte) => 65 + (byte % 26)))
}

function toUnicode(glyphs: Face['glyphs']): string {
  const lines = glyphs.flatMap(({ text }, slot) =>
    text === '' ? [] : [`<${hex4(slot)}> <${utf16(text)}>`],
  )
  let blocks = ''
  for (let at = 0; at < lines.length; at += BLOCK) {
    const block = lines.slice(at, at + BLOCK)
    blocks += `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`
  }
  return (
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n' +
    '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
    '1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n' +
    `${blocks}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n`
  )
}

function utf16(text: string): string {
  let hex = ''
  for (let i = 0; i < text.length; i++) hex += hex4(text.charCodeAt(i))
  return hex
}
