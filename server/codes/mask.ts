import { type Bits, bitsOf, copyOf, setBit, turnOver } from './bits.ts'

/**
 * The mask of a code, chosen as ISO/IEC 18004 (7.8.3) asks, on 32 modules at a time: the library
 * weighs its eight candidates module by module, which is two thirds of all its work.
 */

/** [ISO/IEC 18004, table 10] Row i, column j: true where the mask turns a module over. */
const PATTERNS: readonly ((i: number, j: number) => boolean)[] = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (_, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i * j) % 3) + ((i + j) % 2)) % 2 === 0,
]

/** [7.9.1] Generator of the format's check bits, and what is laid over them. */
const FORMAT_GENERATOR = 0b10100110111
const FORMAT_OVERLAY = 0b101010000010010

/** Weights of the four things that make a code hard to read. [table 11] */
const RUN = 3
const BLOCK = 3
const FINDER_LIKE = 40
const IMBALANCE = 10

/** 1:1:3:1:1 with four light modules behind or before it, as bits, the first module lowest. */
const FINDER_LIKES = [0b00001011101, 0b10111010000]
const FINDER_LENGTH = 11

/** What each mask turns over in a code of this size: everything but the patterns that stand still. */
const turned = new Map<number, Bits[]>()

/**
 * The best-masked form of a code.
 * @param unmasked without any mask, and without its format
 * @param level the error level as the format has it
 * @param still whether a module belongs to the patterns or the format
 */
export function bestMasked(
  unmasked: Bits,
  level: number,
  still: (row: number, column: number) => boolean,
): Bits {
  let best: { bits: Bits; penalty: number } | null = null
  for (const [mask, over] of masksOf(unmasked.size, still).entries()) {
    const bits = copyOf(unmasked)
    turnOver(bits, over)
    writeFormat(bits, level, mask)
    const penalty = penaltyOf(bits)
    if (best === null || penalty < best.penalty) best = { bits, penalty }
  }
  return (best as { bits: Bits }).bits
}

/** One of the masks alone. */
export const maskOf = (
  mask: number,
  size: number,
  still: (row: number, column: number) => boolean,
): Bits => masksOf(size, still)[mask] as Bits

function masksOf(size: number, still: (row: number, column: number) => boolean): Bits[] {
  let masks = turned.get(size)
  if (masks === undefined) {
    masks = PATTERNS.map((turns) =>
      bitsOf(size, (row, column) => !still(row, column) && turns(row, column)),
    )
    turned.set(size, masks)
  }
  return masks
}

/** [7.9] Level and mask with their check bits, written twice around the finder patterns. */
function writeFormat(bits: Bits, level: number, mask: number): void {
  const { size } = bits
  const data = (level << 3) | mask
  let rest = data << 10
  for (let bit = 14; bit >= 10; bit--) if ((rest >> bit) & 1) rest ^= FORMAT_GENERATOR << (bit - 10)
  const format = ((data << 10) | rest) ^ FORMAT_OVERLAY
  for (let bit = 0; bit < 15; bit++) {
    const dark = ((format >> bit) & 1) === 1
    const row = bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit
    const column = bit < 8 ? size - 1 - bit : bit < 9 ? 7 : 14 - bit
    setBit(bits, row, 8, dark)
    setBit(bits, 8, column, dark)
  }
  setBit(bits, size - 8, 8, true)
}

/** How hard a code is to read; lower is better. [7.8.3.1] */
function penaltyOf(bits: Bits): number {
  return across(bits) + down(bits) + imbalanceOf(bits)
}

/** What shows along the rows, and the blocks of four. */
function across({ size, words, rows }: Bits): number {
  let penalty = 0
  const row = new Int32Array(words + 1)
  const like = new Int32Array(words)
  const likeBefore = new Int32Array(words)
  for (let y = 0; y < size; y++) {
    for (let w = 0; w < words; w++) row[w] = rows[y * words + w] as number
    let carried = 0
    for (let w = 0; w < words; w++) {
      // Modules that are like their neighbour on the right.
      const same = ~((row[w] as number) ^ ahead(row, w, 1)) & below(size - 1 - 32 * w)
      like[w] = same
      if (y > 0) {
        const above = rows[(y - 1) * words + w] as number
        penalty += BLOCK * ones(same & (likeBefore[w] as number) & ~((row[w] as number) ^ above))
      }
    }
    for (let w = 0; w < words; w++) {
      // Where five of a kind begin.
      const five = (like[w] as number) & ahead(like, w, 1) & ahead(like, w, 2) & ahead(like, w, 3)
      penalty += ones(five) + (RUN - 1) * ones(five & ~((five << 1) | carried))
      carried = five >>> 31
      const within = below(size - FINDER_LENGTH + 1 - 32 * w)
      for (const wanted of FINDER_LIKES) {
        let found = within
        for (let k = 0; k < FINDER_LENGTH && found !== 0; k++) {
          const modules = k === 0 ? (row[w] as number) : ahead(row, w, k)
          found &= ((wanted >> k) & 1) === 1 ? modules : ~modules
        }
        penalty += FINDER_LIKE * ones(found)
      }
    }
    likeBefore.set(like)
  }
  return penalty
}

/** What shows along the columns, all of a word at once. */
function down({ size, words, rows }: Bits): number {
  let penalty = 0
  const at = (y: number, w: number): number => rows[y * words + w] as number
  for (let w = 0; w < words; w++) {
    const columns = below(size - 32 * w)
    let carried = 0
    for (let y = 0; y < size - 4; y++) {
      let five = columns
      for (let k = 0; k < 4; k++) five &= ~(at(y + k, w) ^ at(y + k + 1, w))
      penalty += ones(five) + (RUN - 1) * ones(five & ~carried)
      carried = five
    }
    for (let y = 0; y <= size - FINDER_LENGTH; y++)
      for (const wanted of FINDER_LIKES) {
        let found = columns
        for (let k = 0; k < FINDER_LENGTH && found !== 0; k++)
          found &= ((wanted >> k) & 1) === 1 ? at(y + k, w) : ~at(y + k, w)
        penalty += FINDER_LIKE * ones(found)
      }
  }
  return penalty
}

function imbalanceOf({ size, rows }: Bits): number {
  let dark = 0
  for (const word of rows) dark += ones(word)
  return IMBALANCE * Math.abs(Math.ceil((dark * 20) / (size * size)) - 10)
}

/** A word of a row, moved so that the module `by` further right stands in its place. */
function ahead(row: Int32Array, word: number, by: number): number {
  const next = word + 1 < row.length ? (row[word + 1] as number) : 0
  return ((row[word] as number) >>> by) | (next << (32 - by))
}

/** A word with its lowest bits set. */
const below = (count: number): number => (count >= 32 ? -1 : count <= 0 ? 0 : (1 << count) - 1)

function ones(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555)
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
