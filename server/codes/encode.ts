import { type Bits, copyOf, setBit } from './bits.ts'
import { frameOf } from './frame.ts'
import { bitsOfSegment, DENSE, HEADS, type Segment, segmentsOf } from './segments.ts'

/**
 * Codes of addresses, made by ourselves: a city prints thousands, and the library takes four times
 * as long. Versions 1 to 9; larger ones are the library's.
 */

export type ErrorLevel = 'L' | 'M' | 'Q' | 'H'

/** More digits than the roomiest of these codes holds. */
const LONGEST = 552

/** [Table 1] Codewords of a version, from 1. */
const CODEWORDS = [26, 44, 70, 100, 134, 172, 196, 242, 292]
/** [Table 9] Check codewords of a block, and blocks, by version from 1. */
const BLOCKS: Record<ErrorLevel, { checks: readonly number[]; blocks: readonly number[] }> = {
  L: { checks: [7, 10, 15, 20, 26, 18, 20, 24, 30], blocks: [1, 1, 1, 1, 1, 2, 2, 2, 2] },
  M: { checks: [10, 16, 26, 18, 24, 16, 18, 22, 22], blocks: [1, 1, 1, 2, 2, 4, 4, 4, 5] },
  Q: { checks: [13, 22, 18, 26, 18, 24, 18, 22, 20], blocks: [1, 1, 2, 2, 4, 4, 6, 6, 8] },
  H: { checks: [17, 28, 22, 16, 22, 28, 26, 26, 24], blocks: [1, 1, 2, 4, 4, 4, 5, 6, 8] },
}
/** [7.4.10] What fills the rest by turns. */
const PADDING = [0xec, 0x11]

/**
 * @param text ASCII
 * @returns the code before its mask, and its version; null where it needs a larger one
 */
export function encode(text: string, level: ErrorLevel): { bits: Bits; version: number } | null {
  if (text.length > LONGEST) return null
  const segments = segmentsOf(text)
  const needed = segments.reduce((sum, segment) => sum + bitsOfSegment(segment), 0)
  const version = CODEWORDS.findIndex((_, at) => dataCodewords(at + 1, level) * 8 >= needed) + 1
  if (version === 0) return null
  const codewords = interleaved(dataOf(segments, dataCodewords(version, level)), version, level)
  const { patterns, path } = frameOf(version)
  const bits = copyOf(patterns)
  for (let at = 0; at < codewords.length * 8; at++)
    if (((codewords[at >> 3] as number) >> (7 - (at & 7))) & 1)
      setBit(bits, path[2 * at] as number, path[2 * at + 1] as number, true)
  return { bits, version }
}

function dataCodewords(version: number, level: ErrorLevel): number {
  const { checks, blocks } = BLOCKS[level]
  const [check = 0, block = 0] = [checks[version - 1], blocks[version - 1]]
  return (CODEWORDS[version - 1] as number) - check * block
}

function dataOf(segments: readonly Segment[], room: number): Uint8Array {
  const data = new Uint8Array(room)
  let at = 0
  const put = (value: number, length: number): void => {
    for (let bit = length - 1; bit >= 0; bit--, at++)
      if ((value >> bit) & 1) data[at >> 3] = (data[at >> 3] as number) | (0x80 >> (at & 7))
  }
  for (const { mode, text } of segments) {
    put(HEADS[mode].indicator, 4)
    put(text.length, HEADS[mode].count)
    if (mode === 'bytes') for (let i = 0; i < text.length; i++) put(text.charCodeAt(i), 8)
    else if (mode === 'dense') putDense(text, put)
    else putDigits(text, put)
  }
  // A terminator of up to four zeros, then whole codewords.
  const end = Math.ceil(Math.min(at + 4, room * 8) / 8)
  for (let i = end; i < room; i++) data[i] = PADDING[(i - end) % 2] as number
  return data
}

type Put = (value: number, length: number) => void

function putDense(text: string, put: Put): void {
  const value = (at: number): number => DENSE.indexOf(text[at] as string)
  for (let i = 0; i + 1 < text.length; i += 2) put(value(i) * 45 + value(i + 1), 11)
  if (text.length % 2 === 1) put(value(text.length - 1), 6)
}

/** Three digits in ten bits, two in seven, one in four. */
function putDigits(text: string, put: Put): void {
  for (let i = 0; i < text.length; i += 3) {
    const digits = text.slice(i, i + 3)
    put(Number(digits), digits.length * 3 + 1)
  }
}

/** [7.6] Data in blocks, each with its check codewords, read off column by column. */
function interleaved(data: Uint8Array, version: number, level: ErrorLevel): Uint8Array {
  const count = BLOCKS[level].blocks[version - 1] as number
  const degree = BLOCKS[level].checks[version - 1] as number
  const short = Math.floor(data.length / count)
  // The last ones are longer by one.
  const longer = count - (data.length % count)
  const blocks: Uint8Array[] = []
  for (let block = 0, from = 0; block < count; block++) {
    const length = block < longer ? short : short + 1
    blocks.push(data.subarray(from, from + length))
    from += length
  }
  const checks = blocks.map((block) => checksOf(block, degree))
  const all = new Uint8Array(CODEWORDS[version - 1] as number)
  let at = 0
  for (let i = 0; i <= short; i++)
    for (const block of blocks) if (i < block.length) all[at++] = block[i] as number
  for (let i = 0; i < degree; i++) for (const check of checks) all[at++] = check[i] as number
  return all
}

/** Powers of 2 in the field of 256 elements over x⁸ + x⁴ + x³ + x² + 1, twice, and their logarithms. */
const POWERS = new Uint8Array(510)
const LOGARITHMS = new Uint8Array(256)
for (let exponent = 0, power = 1; exponent < 255; exponent++) {
  POWERS[exponent] = POWERS[exponent + 255] = power
  LOGARITHMS[power] = exponent
  power = power < 128 ? power << 1 : (power << 1) ^ 0x11d
}
const times = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : (POWERS[(LOGARITHMS[a] as number) + (LOGARITHMS[b] as number)] as number)

const generators = new Map<number, Uint8Array>()

/** (x + 1)(x + 2)…(x + 2ⁿ⁻¹) without its leading one, the highest power first. */
function generatorOf(degree: number): Uint8Array {
  let generator = generators.get(degree)
  if (generator === undefined) {
    generator = new Uint8Array(degree)
    generator[degree - 1] = 1
    for (let root = 0; root < degree; root++)
      for (let i = 0; i < degree; i++)
        generator[i] =
          times(generator[i] as number, POWERS[root] as number) ^ (generator[i + 1] ?? 0)
    generators.set(degree, generator)
  }
  return generator
}

/** The rest of a block divided by the generator. [7.5.2] */
function checksOf(block: Uint8Array, degree: number): Uint8Array {
  const generator = generatorOf(degree)
  const rest = new Uint8Array(degree)
  for (const codeword of block) {
    const factor = codeword ^ (rest[0] as number)
    rest.copyWithin(0, 1)
    rest[degree - 1] = 0
    if (factor === 0) continue
    const log = LOGARITHMS[factor] as number
    for (let i = 0; i < degree; i++) {
      const coefficient = generator[i] as number
      if (coefficient !== 0)
        rest[i] =
          (rest[i] as number) ^ (POWERS[log + (LOGARITHMS[coefficient] as number)] as number)
    }
  }
  return rest
}
