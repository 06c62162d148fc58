import { createHash } from 'node:crypto'
import type { Column } from './tables.ts'

/** How many rows, and the sum of what they say, whatever their order. */
export interface Fingerprint {
  rows: number
  sum: string
}

/** The same value in the same words, whichever database it came from. */
function plain(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return null
  if (type === 'boolean') return value === true || value === 1
  return type === 'text' ? String(value) : Number(value)
}

export class Fingerprinter {
  readonly #columns: readonly Column[]
  readonly #sum = Buffer.alloc(32)
  #rows = 0

  constructor(columns: readonly Column[]) {
    this.#columns = columns
  }

  add(row: Record<string, unknown>): void {
    const words = JSON.stringify(this.#columns.map(({ name, type }) => plain(row[name], type)))
    const hash = createHash('sha256').update(words).digest()
    // Rows differ by their key, so that none takes another out of the sum.
    for (let n = 0; n < hash.length; n++) this.#sum[n] = (this.#sum[n] ?? 0) ^ (hash[n] ?? 0)
    this.#rows += 1
  }

  done(): Fingerprint {
    return { rows: this.#rows, sum: this.#sum.toString('hex') }
  }
}
