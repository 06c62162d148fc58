import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(8_192)
let used = pool.length

/**
 * Random bytes for keys and nonces, drawn from the system in bulk: asking it for twelve bytes at a
 * time was a tenth of a filing. Each byte is given out once and then wiped from the pool.
 */
export function randomChunk(size: number): Buffer {
  if (used + size > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const chunk = Buffer.from(pool.subarray(used, used + size))
  pool.fill(0, used, used + size)
  used += size
  return chunk
}
