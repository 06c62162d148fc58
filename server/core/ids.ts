import { randomInto } from './random.ts'

/** Where the counter of a millisecond starts, at most: leaves room for 2,048 more keys in it. */
const START_MASK = 0x7ff
const COUNTER_MAX = 0xfff

const bytes = Buffer.alloc(16)
let lastMs = 0
let counter = 0

/**
 * A new primary key. UUIDv7 (RFC 9562): keys that grow with time cost half of random ones per
 * insert. Within a millisecond a counter keeps them growing.
 */
export function newId(): string {
  randomInto(bytes, 6)
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    counter = bytes.readUInt16BE(6) & START_MASK
  } else if (++counter > COUNTER_MAX) {
    // The clock stands or went back: borrow from the next millisecond.
    lastMs += 1
    counter = 0
  }
  bytes.writeUIntBE(lastMs, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return written(bytes)
}

const DIGITS = Buffer.from('0123456789abcdef')
/** A key as it is written; in one piece, because joining five is half of its cost. */
const text = Buffer.alloc(36, '-')

function written(key: Buffer): string {
  let at = 0
  for (let index = 0; index < 16; index++) {
    const byte = key[index] as number
    if (index === 4 || index === 6 || index === 8 || index === 10) at += 1
    text[at++] = DIGITS[byte >> 4] as number
    text[at++] = DIGITS[byte & 0x0f] as number
  }
  return text.toString('latin1')
}

/**
 * A key that is always the same for the same 16 bytes. UUIDv8 (RFC 9562): what a keyed hash gives,
 * so that a unique index knows again what is sent twice.
 */
export function idFrom(hash: Uint8Array): string {
  const key = Buffer.from(hash.subarray(0, 16))
  key.writeUInt8(0x80 | (key.readUInt8(6) & 0x0f), 6)
  key.writeUInt8(0x80 | (key.readUInt8(8) & 0x3f), 8)
  return written(key)
}

/** No key that was made from that moment on sorts before this one. */
export function idFloor(at: number): string {
  const hex = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`
}
