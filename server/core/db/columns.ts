import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'

/** The only file that names both dialects' column builders. Everything else sees the SQLite types. */
export type Dialect = 'sqlite' | 'pg'

const sqliteKit = {
  table: lite.sqliteTable,
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
  /** Text of any length; also identifiers and keyed hashes. */
  text: () => lite.text(),
  /** A word out of a fixed list. */
  word: <T extends string>() => lite.text().$type<T>(),
  integer: () => lite.integer(),
  /** Epoch milliseconds (64 bit). */
  moment: () => lite.integer(),
  flag: () => lite.integer({ mode: 'boolean' }),
  real: () => lite.real(),
  /** JSON kept as text: no database operator may depend on it. */
  json: <T>() => lite.text({ mode: 'json' }).$type<T>(),
}

const jsonText = pg.customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => JSON.parse(value),
})

const pgKit = {
  table: pg.pgTable,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  text: () => pg.text(),
  word: () => pg.text(),
  integer: () => pg.integer(),
  moment: () => pg.bigint({ mode: 'number' }),
  flag: () => pg.boolean(),
  real: () => pg.doublePrecision(),
  json: () => jsonText(),
}

export type Kit = typeof sqliteKit

/** A feature's tables, made once per dialect. */
export type Tables<T> = (dialect: Dialect) => T

/** Declares tables once for both dialects. Names of columns become snake_case in the database. */
export function tables<T>(declare: (kit: Kit) => T): Tables<T> {
  const made = new Map<Dialect, T>()
  return (dialect) => {
    let result = made.get(dialect)
    if (result === undefined) {
      // The PostgreSQL builders have the same shape where this project uses them.
      result = declare(dialect === 'sqlite' ? sqliteKit : (pgKit as unknown as Kit))
      made.set(dialect, result)
    }
    return result
  }
}
