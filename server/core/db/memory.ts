/** Most answers kept of one declared read; beyond that all are forgotten at once. */
const MOST = 5_000

/** Answers of remembered reads, each good for one revision of its tables. */
export class Memory {
  readonly #known = new Map<object, { revision: number; rows: Map<string, readonly unknown[]> }>()

  recall(declared: object, revision: number, key: string): readonly unknown[] | undefined {
    const known = this.#known.get(declared)
    return known?.revision === revision ? known.rows.get(key) : undefined
  }

  /** An empty answer is not kept: whoever guesses at codes must not fill the memory. */
  keep(declared: object, revision: number, key: string, rows: readonly unknown[]): void {
    if (rows.length === 0) return
    for (const row of rows) Object.freeze(row)
    let known = this.#known.get(declared)
    if (known === undefined || known.revision !== revision || known.rows.size >= MOST) {
      known = { revision, rows: new Map() }
      this.#known.set(declared, known)
    }
    known.rows.set(key, Object.freeze(rows))
  }
}
