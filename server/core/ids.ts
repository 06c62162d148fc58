import { randomChunk } from './random.ts'

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
  const random = randomChunk(10)
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    counter = random.readUInt16BE(8) & START_MASK
  } else if (++counter > COUNTER_MAX) {
    // The clock stands or went back: borrow from the next millisecond.
    lastMs += 1
    counter = 0
  }
  bytes.writeUIntBE(lastMs, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  random.copy(bytes, 8, 0, 8)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return written(bytes)
}

function written(key: Buffer): string {
  const hex = key.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
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
