import type { Unit } from './commit.ts'
import { ANY, LEDGER, type TouchedTables } from './touched.ts'

const READ = /\b(?:from|join) "(\w+)"/gi

/** The tables that a SELECT reads. */
export const tablesRead = (sql: string): string[] => [
  ...new Set([...sql.matchAll(READ)].map((match) => match[1] as string)),
]

/** How often rows of a table were touched, and how often those that were there changed. */
interface Changes {
  name: string
  touched: number
  changed: number
}

/**
 * Counts the changes of each table, so that what was read before can be told from what would be
 * read now, without reading.
 */
export class Revisions {
  readonly #tables: TouchedTables
  readonly #foreign: () => number
  /** False where another process could write unnoticed. */
  readonly exact: boolean
  readonly #touched = new Map<string, number>()
  readonly #changed = new Map<string, number>()
  /** What all processes together have changed, as it was last told. */
  #abroad = new Map<string, Changes>()
  #all = 0
  #seen: number
  #looked = false

  /** @param foreign a number that changes when another process wrote, where that can be told. */
  constructor(tables: TouchedTables, foreign?: () => number) {
    this.#tables = tables
    this.exact = foreign !== undefined
    this.#foreign = foreign ?? (() => 0)
    this.#seen = this.#foreign()
  }

  /** To be called after a commit and before anyone learns of it, whether it worked or not. */
  note({ writes, facts }: Pick<Unit, 'writes' | 'facts'>): void {
    if (facts.length > 0) this.#touched.set(LEDGER, (this.#touched.get(LEDGER) ?? 0) + 1)
    for (const { statement } of writes) {
      const touched = this.#tables.by(statement)
      if (touched === null) continue
      const { table, adds } = touched
      this.#touched.set(table, (this.#touched.get(table) ?? 0) + 1)
      if (!adds) this.#changed.set(table, (this.#changed.get(table) ?? 0) + 1)
    }
  }

  /** What was counted by all processes, where it had to be asked for. */
  learn(abroad: readonly Changes[]): void {
    this.#abroad = new Map(abroad.map((changes) => [changes.name, changes]))
  }

  /**
   * A number that grows with every commit that touched one of these tables. Take it before reading.
   * @param touched tables whose rows were added or changed
   * @param changed tables where only changed rows matter, not added ones
   */
  of(touched: readonly string[], changed: readonly string[] = []): number {
    this.#lookAbroad()
    let sum = this.#all + this.#touchesOf(ANY)
    for (const table of touched) sum += this.#touchesOf(table)
    for (const table of changed)
      sum += (this.#changed.get(table) ?? 0) + (this.#abroad.get(table)?.changed ?? 0)
    return sum
  }

  #touchesOf(table: string): number {
    return (this.#touched.get(table) ?? 0) + (this.#abroad.get(table)?.touched ?? 0)
  }

  /** Once per turn of the event loop: whoever asks again within it cannot tell the difference. */
  #lookAbroad(): void {
    if (this.#looked) return
    this.#looked = true
    setImmediate(() => {
      this.#looked = false
    })
    const foreign = this.#foreign()
    if (foreign === this.#seen) return
    this.#seen = foreign
    this.#all += 1
  }
}
