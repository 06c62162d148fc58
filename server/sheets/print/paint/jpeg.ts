/** A JPEG that a PDF can hold as it is. */
export interface JpegFrame {
  width: number
  height: number
  /** 1 grey, 3 colour. */
  components: 1 | 3
}

/** Why a picture cannot be placed. */
export type JpegTrouble = 'not-jpeg' | 'cmyk' | 'damaged' | 'unusual'

const SOI = 0xd8
const SOS = 0xda
const EOI = 0xd9
/** Baseline, extended and progressive, Huffman coded: what every reader of PDF decodes. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2])
/** Lossless, hierarchical or arithmetic. C4, C8 and CC are no frames. */
const OTHER_FRAMES = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
/** Bytes at the end in which the end marker must be; some cameras append a few. */
const TAIL = 64

/** Reads the header of a JPEG as far as the first scan, and whether its end is there. */
export function readJpeg(bytes: Uint8Array): JpegFrame | JpegTrouble {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return 'not-jpeg'
  let frame: JpegFrame | null = null
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return 'damaged'
    const marker = bytes[at + 1] as number
    if (marker === 0xff) {
      at++
      continue
    }
    const length = word(bytes, at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return 'damaged'
    if (OTHER_FRAMES.has(marker)) return 'unusual'
    if (FRAMES.has(marker)) {
      const read = readFrame(bytes, at + 4, length - 2)
      if (typeof read === 'string') return read
      frame = read
    }
    if (marker === SOS) return frame !== null && hasEnd(bytes) ? frame : 'damaged'
    at += 2 + length
  }
  return 'damaged'
}

function readFrame(bytes: Uint8Array, at: number, length: number): JpegFrame | JpegTrouble {
  if (length < 6) return 'damaged'
  const height = word(bytes, at + 1)
  const width = word(bytes, at + 3)
  const components = bytes[at + 5]
  if (bytes[at] !== 8) return 'unusual'
  if (width === 0 || height === 0) return 'damaged'
  if (components === 4) return 'cmyk'
  return components === 1 || components === 3 ? { width, height, components } : 'unusual'
}

function hasEnd(bytes: Uint8Array): boolean {
  for (let at = bytes.length - 2; at >= Math.max(2, bytes.length - TAIL); at--)
    if (bytes[at] === 0xff && bytes[at + 1] === EOI) return true
  return false
}

const word = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 8) | (bytes[at + 1] as number)
