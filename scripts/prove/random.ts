/** Mulberry32: small, even enough for choosing where to break things, and repeatable from a seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number from `least` to `most`, both included. */
export const between = (random: () => number, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1))

/** A number out of words (FNV-1a), so that what is named has a seed of its own. */
export function seedOf(words: string): number {
  let mixed = 0x811c9dc5
  for (const byte of Buffer.from(words)) mixed = Math.imul(mixed ^ byte, 0x01000193)
  return mixed >>> 0
}
