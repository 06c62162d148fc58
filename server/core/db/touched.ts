import type { Step, Unit } from './commit.ts'
import type { Statement } from './statement.ts'

const WRITTEN = /^\s*(insert into|update|delete from)\s+"?(\w+)"?/i

/** Stands for every table: a statement of a kind that is not understood. */
export const ANY = '*'
/** Facts come beside the statements of a commit. */
export const LEDGER = 'ledger'

export interface Touched {
  table: string
  /** Only adds rows, and so changes none that was there. */
  adds: boolean
}

/**
 * Which table each statement touches, taken from its SQL: nobody has to remember to declare it.
 */
export class TouchedTables {
  readonly #sqlOf: (statement: Statement<never>) => string
  readonly #known = new WeakMap<Statement<never>, Touched>()

  constructor(sqlOf: (statement: Statement<never>) => string) {
    this.#sqlOf = sqlOf
  }

  /** Null where nothing that anybody keeps is touched. */
  by(statement: Statement<never>): Touched | null {
    if (statement.quiet) return null
    let touched = this.#known.get(statement)
    if (touched === undefined) {
      const sql = this.#sqlOf(statement)
      const [, verb, table] = WRITTEN.exec(sql) ?? []
      touched =
        verb === undefined || table === undefined
          ? { table: ANY, adds: false }
          : { table, adds: /^insert/i.test(verb) && !/\bon conflict\b/i.test(sql) }
      this.#known.set(statement, touched)
    }
    return touched
  }
}

/** What tells other processes of a group's changes, one request for each district. */
export function changeSteps(units: readonly Unit[], tables: TouchedTables): Step[] {
  const districts = new Map<string, Map<string, boolean>>()
  for (const { district, writes, facts } of units) {
    const all = writes.map(({ statement }) => tables.by(statement))
    if (facts.length > 0) all.push({ table: LEDGER, adds: true })
    for (const touched of all) {
      if (touched === null) continue
      const of = districts.get(district) ?? new Map<string, boolean>()
      of.set(touched.table, (of.get(touched.table) ?? false) || !touched.adds)
      districts.set(district, of)
    }
  }
  return [...districts].map(([district, found]) => {
    const rows = [...found].sort(([a], [b]) => (a < b ? -1 : 1))
    const values = rows.map((_, n) => `($1, $${2 * n + 2}, 1, $${2 * n + 3})`)
    return {
      sql: `insert into table_changes (district, name, touched, changed) values ${values.join(', ')} on conflict (district, name) do update set touched = table_changes.touched + 1, changed = table_changes.changed + excluded.changed`,
      params: [district, ...rows.flatMap(([table, changed]) => [table, changed ? 1 : 0])],
      rows: false,
    }
  })
}
