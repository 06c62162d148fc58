import { type Bits, lightBits, setBit } from './bits.ts'

/** What is the same in every code of one version, and where its data go. */
export interface Frame {
  /** Finder, timing and alignment patterns, and the version's own bits. */
  patterns: Bits
  /** Whether a module belongs to the patterns or to the format, so that no mask turns it over. */
  still(row: number, column: number): boolean
  /** Rows and columns by turns, in the order in which the data's bits are laid down. */
  path: Uint8Array
}

/** [ISO/IEC 18004, annex E] Rows and columns of the alignment patterns' middles, versions 1 to 9. */
const ALIGNMENT: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
]
/** [7.10] Generator of the version's check bits, which stand in a code from version 7 on. */
const VERSION_GENERATOR = 0b1111100100101
const FINDER = 7

const frames = new Map<number, Frame>()

/** @param version 1 to 9 */
export function frameOf(version: number): Frame {
  let frame = frames.get(version)
  if (frame === undefined) {
    frame = draw(version)
    frames.set(version, frame)
  }
  return frame
}

function draw(version: number): Frame {
  const size = 17 + 4 * version
  const patterns = lightBits(size)
  const still = new Set<number>()
  const put = (row: number, column: number, dark: boolean): void => {
    if (row < 0 || column < 0 || row >= size || column >= size) return
    still.add(row * size + column)
    setBit(patterns, row, column, dark)
  }
  /** Rings around a middle: dark where the distance is not the light one. */
  const rings = (row: number, column: number, reach: number, light: readonly number[]): void => {
    for (let y = -reach; y <= reach; y++)
      for (let x = -reach; x <= reach; x++)
        put(row + y, column + x, !light.includes(Math.max(Math.abs(x), Math.abs(y))))
  }
  for (let at = 8; at < size - 8; at++) {
    put(6, at, at % 2 === 0)
    put(at, 6, at % 2 === 0)
  }
  for (const row of ALIGNMENT[version - 1] ?? [])
    for (const column of ALIGNMENT[version - 1] ?? [])
      if (!inCorner(row, column, size)) rings(row, column, 2, [1])
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    rings(row, column, 4, [2, 4])
  for (let at = 0; at < 9; at++) reserve(still, size, at)
  if (version >= 7)
    for (const [at, dark] of versionBits(version).entries()) {
      put(Math.floor(at / 3), size - 11 + (at % 3), dark)
      put(size - 11 + (at % 3), Math.floor(at / 3), dark)
    }
  const isStill = (row: number, column: number): boolean => still.has(row * size + column)
  return { patterns, still: isStill, path: pathOf(size, isStill) }
}

/** Where the format goes: beside the finder patterns, twice. */
function reserve(still: Set<number>, size: number, at: number): void {
  still.add(at * size + 8)
  still.add(8 * size + at)
  if (at === 8) return
  still.add((size - 1 - at) * size + 8)
  still.add(8 * size + size - 1 - at)
}

const inCorner = (row: number, column: number, size: number): boolean => {
  const near = (at: number): boolean => at < FINDER
  const far = (at: number): boolean => at > size - 1 - FINDER
  return (near(row) && (near(column) || far(column))) || (far(row) && near(column))
}

/** The version with its check bits, the lowest first. */
function versionBits(version: number): boolean[] {
  let rest = version << 12
  for (let bit = 17; bit >= 12; bit--)
    if ((rest >> bit) & 1) rest ^= VERSION_GENERATOR << (bit - 12)
  const bits = (version << 12) | rest
  return Array.from({ length: 18 }, (_, at) => ((bits >> at) & 1) === 1)
}

/** [7.7.3] Two columns at a time from the right, up and down by turns, past the timing column. */
function pathOf(size: number, still: Frame['still']): Uint8Array {
  const path: number[] = []
  let up = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right--
    for (let step = 0; step < size; step++) {
      const row = up ? size - 1 - step : step
      for (const column of [right, right - 1]) if (!still(row, column)) path.push(row, column)
    }
    up = !up
  }
  return Uint8Array.from(path)
}
