import { crc32 } from 'node:zlib'
import type { Entry } from 'yauzl'

const UTF8_FLAG = 0x0800
const UNICODE_PATH = 0x7075

const decode = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** The Info-ZIP field with the name in UTF-8; it counts only while it belongs to the name it stands beside. */
function unicodePath(entry: Entry): string | null {
  const field = entry.extraFields.find(({ id }) => id === UNICODE_PATH)?.data
  if (!field || field.length < 6 || field[0] !== 1) return null
  return field.readUInt32LE(1) === crc32(entry.fileNameRaw)
    ? decode(field.subarray(5), 'utf-8')
    : null
}

/**
 * The name of an entry. Windows in China writes names in GBK without saying so; macOS writes UTF-8 without saying so.
 * Some GBK names are valid UTF-8 by chance, but then they come out as Latin, Greek or Cyrillic letters, not as Han.
 */
export function entryName(entry: Entry): string {
  const raw = entry.fileNameRaw
  const declared =
    entry.generalPurposeBitFlag & UTF8_FLAG ? decode(raw, 'utf-8') : unicodePath(entry)
  if (declared !== null) return declared
  const utf8 = decode(raw, 'utf-8')
  const gbk = decode(raw, 'gb18030')
  const isAscii = raw.every((byte) => byte < 0x80)
  if (utf8 !== null && (isAscii || /\p{Script=Han}/u.test(utf8) || gbk === null)) return utf8
  return gbk ?? utf8 ?? raw.toString('latin1')
}
