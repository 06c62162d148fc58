import { schemaOf } from '@mashang/server/schema.ts'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'

/** One column as PostgreSQL keeps it: `text`, `bigint`, `integer`, `boolean`, `double precision`. */
export interface Column {
  name: string
  type: string
}

export interface MovedTable {
  name: string
  columns: Column[]
}

/** Every table of the system. */
export const movedTables: MovedTable[] = Object.values(schemaOf('pg')).map((table) => {
  const { name, columns } = getTableConfig(table as unknown as PgTable)
  return {
    name,
    columns: columns.map((column) => ({
      name: column.name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      type: column.getSQLType(),
    })),
  }
})

export const quoted = (name: string): string => `"${name}"`
