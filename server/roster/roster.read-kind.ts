import type { rosterErrors } from '@mashang/shared/roster/roster.errors.ts'

export type RosterErrorName = keyof typeof rosterErrors
export type FileKind =
  | { kind: 'zip' }
  | { kind: 'text' }
  | { kind: 'refused'; why: RosterErrorName }

const startsWith = (bytes: Buffer, ...magic: number[]) =>
  magic.every((byte, index) => bytes[index] === byte)
const refused = (why: RosterErrorName): FileKind => ({ kind: 'refused', why })
/** Names inside a compound file are UTF-16. */
const names = (bytes: Buffer, name: string) => bytes.includes(Buffer.from(name, 'utf16le'))

/** An OLE compound file is an .xls, a .doc, or the shell around an encrypted .xlsx. */
function compoundFile(bytes: Buffer): FileKind {
  if (names(bytes, 'EncryptedPackage')) return refused('encrypted')
  if (names(bytes, 'WordDocument')) return refused('wordDocument')
  return refused(names(bytes, 'Workbook') || names(bytes, 'Book') ? 'oldExcel' : 'otherKind')
}

const IMAGES = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x42, 0x4d],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
]
const ARCHIVES = [
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b],
]

/** What a file is by its first bytes; its name is never believed. */
export function fileKind(bytes: Buffer): FileKind {
  if (bytes.length === 0) return refused('empty')
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return { kind: 'zip' }
  if (startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return refused('empty')
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return compoundFile(bytes)
  // Excel before 97 wrote its records without a container.
  if (startsWith(bytes, 0x09) && [0x00, 0x02, 0x04].includes(bytes[1] ?? -1) && bytes[3] === 0)
    return refused('oldExcel')
  const head = bytes.subarray(0, 1024).toString('latin1')
  if (head.startsWith('%PDF')) return refused('pdf')
  if (head.startsWith('{\\rtf')) return refused('wordDocument')
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return refused('image')
  if (head.slice(4, 8) === 'ftyp') return refused('image')
  const plain = head
    .replace(/^\u00EF\u00BB\u00BF/u, '')
    .trimStart()
    .toLowerCase()
  if (/^<(\?xml|!doctype|html|table|head|meta|svg)/u.test(plain)) return refused('webPage')
  if (IMAGES.some((magic) => startsWith(bytes, ...magic) && !looksLikeText(bytes)))
    return refused('image')
  if (ARCHIVES.some((magic) => startsWith(bytes, ...magic) && !looksLikeText(bytes)))
    return refused('archive')
  return { kind: 'text' }
}

/** A CSV may begin with the letters of a magic number (BM…). */
const looksLikeText = (bytes: Buffer) => !bytes.subarray(0, 512).some((byte) => byte < 9)

/** What a ZIP is by the names inside it; null for a workbook. */
export function zipKind(entries: ReadonlySet<string>): RosterErrorName | null {
  if (entries.has('xl/workbook.xml')) return null
  if (entries.has('xl/workbook.bin')) return 'binaryExcel'
  if (entries.has('word/document.xml')) return 'wordDocument'
  if (entries.has('content.xml') && entries.has('mimetype')) return 'openDocument'
  return entries.has('[Content_Types].xml') ? 'otherKind' : 'archive'
}
