import { schemaOf } from '@mashang/server/schema.ts'
import { getTableConfig as configOfPg, type PgTable } from 'drizzle-orm/pg-core'
import { getTableConfig as configOfLite, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'

/** What both dialects tell of a table, as far as it concerns spreading rows by their district. */
interface Shape {
  name: string
  columns: string[]
  primary: string[]
  indexes: { name: string; columns: string[] }[]
  points: number
}

const nameOf = (column: unknown): string => (column as { name?: string }).name ?? '(expression)'

function shapeOf(config: ReturnType<typeof configOfLite> | ReturnType<typeof configOfPg>): Shape {
  const own = config.columns.filter((column) => column.primary).map(nameOf)
  const together = config.primaryKeys.flatMap((key) => key.columns.map(nameOf))
  return {
    name: config.name,
    columns: config.columns.map(nameOf),
    primary: [...own, ...together],
    indexes: [
      ...config.indexes.map((index) => ({
        name: String(index.config.name),
        columns: index.config.columns.map(nameOf),
      })),
      ...config.uniqueConstraints.map((unique) => ({
        name: String(unique.getName()),
        columns: unique.columns.map(nameOf),
      })),
    ],
    points: config.foreignKeys.length,
  }
}

const shapes = {
  sqlite: Object.values(schemaOf('sqlite')).map((t) => shapeOf(configOfLite(t as SQLiteTable))),
  pg: Object.values(schemaOf('pg')).map((t) => shapeOf(configOfPg(t as unknown as PgTable))),
}
/** The row of a district is found by its own id. */
const keyOf = ({ name }: Shape): string => (name === 'districts' ? 'id' : 'district')

describe.each(['sqlite', 'pg'] as const)(
  'the tables on %s can be spread by district',
  (dialect) => {
    it.each(shapes[dialect].map((shape) => [shape.name, shape] as const))('%s', (_name, shape) => {
      const key = keyOf(shape)
      expect(shape.columns).toContain(key)
      expect(shape.primary[0], 'the primary key begins with it').toBe(key)
      for (const { name, columns } of shape.indexes)
        expect(columns[0], `the index ${name} begins with it`).toBe(key)
      expect(shape.points, 'no foreign key crosses over').toBe(0)
    })
  },
)
