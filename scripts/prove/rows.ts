import { join } from 'node:path'
import Sqlite from 'better-sqlite3'

export type Row = Record<string, unknown>

/** Every table of a SQLite file, each row under the text of its primary key. */
export function rowsOf(folder: string): Map<string, Map<string, Row>> {
  const db = new Sqlite(join(folder, 'mashang.sqlite'), { readonly: true })
  try {
    // One moment for all tables, where somebody writes meanwhile.
    db.exec('begin')
    const names = db
      .prepare<[], string>(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite%'",
      )
      .pluck()
      .all()
    return new Map(
      names.map((name) => {
        const columns = db.pragma(`table_info("${name}")`) as { name: string; pk: number }[]
        const keys = columns.filter(({ pk }) => pk > 0).map((column) => column.name)
        const rows = db.prepare<[], Row>(`select * from "${name}"`).all()
        const keyOf = (row: Row): string =>
          JSON.stringify((keys.length > 0 ? keys : Object.keys(row)).map((key) => row[key]))
        return [name, new Map(rows.map((row) => [keyOf(row), row]))]
      }),
    )
  } finally {
    db.close()
  }
}

export const same = (a: Row | undefined, b: Row | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b)
