import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(8_192)
let used = pool.length

/**
 * Random bytes for keys and nonces, drawn from the system in bulk: asking it for twelve bytes at a
 * time was a tenth of a filing. Each byte is given out once and then wiped from the pool.
 */
export function randomChunk(size: number): Buffer {
  const chunk = Buffer.allocUnsafe(size)
  randomInto(chunk, 0)
  return chunk
}

/** The same into bytes that are there, from one of them to the last. */
export function randomInto(bytes: Buffer, from: number): void {
  const size = bytes.length - from
  if (used + size > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  pool.copy(bytes, from, used, used + size)
  pool.fill(0, used, used + size)
  used += size
}
