/** Rows of modules as bits, the leftmost lowest; what lies beyond the last column is zero. */
export interface Bits {
  size: number
  /** Words of 32 modules in a row. */
  words: number
  rows: Int32Array
}

export function lightBits(size: number): Bits {
  const words = (size + 31) >> 5
  return { size, words, rows: new Int32Array(size * words) }
}

export function bitsOf(size: number, dark: (row: number, column: number) => boolean): Bits {
  const bits = lightBits(size)
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (dark(row, column)) setBit(bits, row, column, true)
  return bits
}

export function setBit({ words, rows }: Bits, row: number, column: number, dark: boolean): void {
  const at = row * words + (column >> 5)
  const bit = 1 << (column & 31)
  rows[at] = dark ? (rows[at] as number) | bit : (rows[at] as number) & ~bit
}

export const isDark = ({ words, rows }: Bits, row: number, column: number): boolean =>
  (((rows[row * words + (column >> 5)] as number) >>> (column & 31)) & 1) === 1

/** Turns over every module that is dark in `over`. */
export function turnOver({ rows }: Bits, { rows: over }: Bits): void {
  for (let at = 0; at < rows.length; at++) rows[at] = (rows[at] as number) ^ (over[at] as number)
}

export const copyOf = (bits: Bits): Bits => ({ ...bits, rows: bits.rows.slice() })
