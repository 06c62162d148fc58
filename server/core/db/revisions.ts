import type { Statement, Write } from './statement.ts'

const WRITTEN = /^\s*(insert into|update|delete from)\s+"?(\w+)"?/i
const READ = /\b(?:from|join) "(\w+)"/gi

interface Touched {
  table: string
  /** Only adds rows, and so changes none that was there. */
  adds: boolean
}

/** The tables that a SELECT reads. */
export const tablesRead = (sql: string): string[] => [
  ...new Set([...sql.matchAll(READ)].map((match) => match[1] as string)),
]

/**
 * Counts the changes of each table, so that what was read before can be told from what would be
 * read now, without reading. Which table a statement touches is taken from its SQL: nobody has to
 * remember to declare it.
 */
export class Revisions {
  readonly #sqlOf: (statement: Statement<never>) => string
  readonly #foreign: () => number
  /** False where another process could write unnoticed. */
  readonly exact: boolean
  readonly #touched = new WeakMap<Statement<never>, Touched | null>()
  readonly #any = new Map<string, number>()
  readonly #changes = new Map<string, number>()
  #all = 0
  #seen: number
  #looked = false

  /** @param foreign a number that changes when another process wrote, where that can be told. */
  constructor(sqlOf: (statement: Statement<never>) => string, foreign?: () => number) {
    this.#sqlOf = sqlOf
    this.exact = foreign !== undefined
    this.#foreign = foreign ?? (() => 0)
    this.#seen = this.#foreign()
  }

  /** To be called after a commit and before anyone learns of it, whether it worked or not. */
  note(writes: readonly Write[]): void {
    for (const { statement } of writes) {
      if (statement.quiet) continue
      const touched = this.#touchedBy(statement)
      if (touched === null) {
        this.#all += 1
        continue
      }
      const { table, adds } = touched
      this.#any.set(table, (this.#any.get(table) ?? 0) + 1)
      if (!adds) this.#changes.set(table, (this.#changes.get(table) ?? 0) + 1)
    }
  }

  /** Null: a statement of another kind, after which nothing is taken for known. */
  #touchedBy(statement: Statement<never>): Touched | null {
    let touched = this.#touched.get(statement)
    if (touched === undefined) {
      const sql = this.#sqlOf(statement)
      const [, verb, table] = WRITTEN.exec(sql) ?? []
      touched =
        verb === undefined || table === undefined
          ? null
          : { table, adds: /^insert/i.test(verb) && !/\bon conflict\b/i.test(sql) }
      this.#touched.set(statement, touched)
    }
    return touched
  }

  /**
   * A number that grows with every commit that touched one of these tables. Take it before reading.
   * @param touched tables whose rows were added or changed
   * @param changed tables where only changed rows matter, not added ones
   */
  of(touched: readonly string[], changed: readonly string[] = []): number {
    this.#lookAbroad()
    let sum = this.#all
    for (const table of touched) sum += this.#any.get(table) ?? 0
    for (const table of changed) sum += this.#changes.get(table) ?? 0
    return sum
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
