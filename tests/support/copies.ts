import { getTableColumns, type Table } from 'drizzle-orm'
import type { TestApp } from './app.ts'
import { execute } from './direct-sql.ts'

interface Copies {
  /** SQL that finds the row. */
  of: string
  /** They are numbered with n, from 0. */
  many: number
  /** SQL of the n of which there is one. */
  which?: string
  /** SQL of what each has for itself, by column. */
  own: Record<string, string>
}

/** Many copies of a row: by the front door it would take minutes. */
export async function copies(
  t: TestApp,
  name: string,
  table: Table,
  { of, many, which = 'true', own }: Copies,
): Promise<void> {
  const columns = Object.keys(getTableColumns(table)).map((column) =>
    column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  )
  const quoted = (column: string): string => `"${column}"`
  await execute(
    t,
    `insert into ${name} (${columns.map(quoted).join(', ')})
     with recursive counted(n) as (select 0 union all select n + 1 from counted where n < ${many - 1})
     select ${columns.map((column) => own[column] ?? quoted(column)).join(', ')}
     from counted join ${name} on ${of} where ${which}`,
  )
}
