import { getTableColumns, is, Param, Placeholder, sql, type Table } from 'drizzle-orm'
import type { BaseSQLiteDatabase, SQLiteInsertValue, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Dialect, Tables } from './columns.ts'

/** drizzle's builder, in the type of the SQLite dialect (see columns.ts). */
export type Builder = BaseSQLiteDatabase<'async', unknown>

/**
 * A number given out inside the commit, one after another without a gap, per district and name.
 * One commit gives one number for each name; where it needs several of them, `as` tells them apart
 * (and is the key under which the commit tells the number).
 */
export class Sequence {
  readonly name: string
  readonly as: string
  constructor(name: string, as = name) {
    this.name = name
    this.as = as
  }
}

/**
 * A write, declared once by name. It is compiled to SQL and a list of binders at first use, so that
 * a commit costs neither drizzle's builder nor the parser.
 */
export interface Statement<Values> {
  readonly name: string
  /** A guarded update that touches no row is a conflict, and its whole unit is undone. */
  readonly guarded: boolean
  /** It changes only columns that no remembered read and no kept page shows: those stay good. */
  readonly quiet: boolean
  readonly build: (
    builder: Builder,
    dialect: Dialect,
  ) => { toSQL(): { sql: string; params: unknown[] } }
  /** Only for the type checker. */
  readonly values?: Values
}

/** Statement with its values, ready for a commit. */
export interface Write {
  readonly statement: Statement<never>
  readonly values: Record<string, unknown>
}

export type Call<Values> = (values: Values) => Write

type OrSequence<T> = { [K in keyof T]: T[K] | (T[K] extends number ? Sequence : never) }

const callable =
  <Values>(statement: Statement<Values>): Call<Values> =>
  (values) => ({
    statement: statement as unknown as Statement<never>,
    values: values as Record<string, unknown>,
  })

/** A row of a table, every column given by name; one that is left out gets its default, else null. */
export function insertInto<T extends Record<string, SQLiteTable>, K extends keyof T & string>(
  of: Tables<T>,
  key: K,
): Call<OrSequence<T[K]['$inferInsert']>> {
  const call = callable<OrSequence<T[K]['$inferInsert']>>({
    name: `insert ${key}`,
    guarded: false,
    quiet: false,
    build: (builder, dialect) => {
      const table = of(dialect)[key] as T[K]
      const names = Object.keys(getTableColumns(table as unknown as Table))
      const values = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]))
      return builder.insert(table).values(values as SQLiteInsertValue<T[K]>)
    },
  })
  const columns = Object.entries(getTableColumns(of('sqlite')[key] as unknown as Table))
  const defaults = columns.flatMap(([name, column]) =>
    column.default === undefined ? [] : [[name, column.default]],
  )
  if (defaults.length === 0) return call
  return (values) => call({ ...Object.fromEntries(defaults), ...values })
}

/** Any other write. Placeholders are named by `value('x')`. */
export function statement<T, Values>(
  of: Tables<T>,
  name: string,
  build: (builder: Builder, tables: T) => { toSQL(): { sql: string; params: unknown[] } },
  options: { guarded?: boolean; quiet?: boolean } = {},
): Call<Values> {
  return callable({
    name,
    guarded: options.guarded ?? false,
    quiet: options.quiet ?? false,
    build: (builder, dialect) => build(builder, of(dialect)),
  })
}

/** A placeholder, in a type that fits wherever a column's value does. */
export const value = (name: string): never => sql.placeholder(name) as never

export interface Compiled {
  readonly name: string
  readonly sql: string
  readonly guarded: boolean
  bind(values: Record<string, unknown>): unknown[]
}

type Binder = (values: Record<string, unknown>) => unknown

const binderOf = (param: unknown): Binder => {
  if (is(param, Placeholder)) return (values) => values[param.name] ?? null
  if (is(param, Param)) {
    const { encoder, value: inner } = param
    if (!is(inner, Placeholder))
      return () => (inner === null ? null : encoder.mapToDriverValue(inner))
    const { name } = inner
    return (values) => {
      const given = values[name]
      return given === undefined || given === null ? null : encoder.mapToDriverValue(given)
    }
  }
  return () => param
}

export function compile(declared: Statement<never>, builder: Builder, dialect: Dialect): Compiled {
  const query = declared.build(builder, dialect).toSQL()
  const binders = query.params.map(binderOf)
  return {
    name: declared.name,
    sql: query.sql,
    guarded: declared.guarded,
    bind: (values) => binders.map((binder) => binder(values)),
  }
}

/** A read that is ready to run, and the SQL that it became. */
export interface Prepared {
  readonly sql: string
  execute(values: Record<string, unknown>): PromiseLike<unknown>
}

/** A read, declared once by name and prepared once per database. */
export interface Query<Values, Row> {
  readonly name: string
  /** Rows are kept in memory until a commit touches a table that they came from. */
  readonly remembered: boolean
  readonly prepare: (builder: Builder, dialect: Dialect) => Prepared
  /** Only for the type checker. */
  readonly types?: (values: Values) => Row
}

interface Preparable<Row> extends PromiseLike<Row[]> {
  prepare(name?: string): { execute(values?: Record<string, unknown>): unknown }
  toSQL(): { sql: string }
}

/**
 * Declares a read for hot paths: neither builder nor parser is paid for again.
 * @param options.remembered for rows that are read far more often than they change
 */
export function query<T, Values, Row>(
  of: Tables<T>,
  name: string,
  build: (builder: Pick<Builder, 'select'>, tables: T) => Preparable<Row>,
  options: { remembered?: boolean } = {},
): Query<Values, Row> {
  return {
    name,
    remembered: options.remembered ?? false,
    prepare(builder, dialect) {
      const built = build(builder, of(dialect))
      const prepared = built.prepare(name)
      return {
        sql: built.toSQL().sql,
        execute: (values) => prepared.execute(values) as PromiseLike<unknown>,
      }
    },
  }
}
