import { PGlite } from '@electric-sql/pglite'
import { schemaOf } from '@mashang/server/schema.ts'
import Sqlite from 'better-sqlite3'
import { getTableName, type Table } from 'drizzle-orm'
import pg from 'pg'
import { vi } from 'vitest'

/** Every table; all of them belong to districts. */
const TABLES = new Set(
  Object.values(schemaOf('sqlite')).map((table) => getTableName(table as unknown as Table)),
)
const TABLE = /\b(from|join|into|update)\s+"?(\w+)"?(?:\s+(?:as\s+)?"?(\w+)"?)?/gi
const KEYWORDS = new Set(
  'where,on,set,values,inner,left,order,group,limit,join,union,using,returning,cross,default,select'.split(
    ',',
  ),
)

/**
 * What is missing in a statement for a database that is spread by district: the names under which it
 * reads or changes rows without saying of which district. An insertion says it in the row itself.
 * Nor may one set the district, not even to what it is: such a database refuses that.
 */
export function withoutDistrict(sql: string): string[] {
  const [set = ''] = /\bset\b.*?(?=\bwhere\b|\breturning\b|$)/is.exec(sql) ?? []
  if (/(?<![."\w])"?district"?\s*=(?!=)/i.test(set)) return ['set district']
  const named = [...sql.matchAll(TABLE)].flatMap(([, verb = '', table = '', alias]) => {
    if (!TABLES.has(table) || /into/i.test(verb)) return []
    const name = alias === undefined || KEYWORDS.has(alias.toLowerCase()) ? table : alias
    return [{ table, name }]
  })
  // Words of our own in a condition need no name where only one table is in reach.
  const bare = [...sql.matchAll(/(?<![".\w])"?district"?\s*=\s*(\?|\$\d)/gi)].length
  const missing = named.flatMap(({ table, name }) => {
    const column = `"?${name}"?\\."?${table === 'districts' ? 'id' : 'district'}"?`
    return new RegExp(`${column}\\s*=|=\\s*${column}(?![\\w."])`, 'i').test(sql) ? [] : [name]
  })
  return missing.slice(Math.min(bare, missing.length))
}

/** Every statement that reaches a database from now on, whichever it is. */
export function recordStatements(): { seen: Set<string>; stop(): void } {
  const seen = new Set<string>()
  const { prepare } = Sqlite.prototype
  const { query } = pg.Client.prototype
  const ask = PGlite.prototype.query
  const spies = [
    vi.spyOn(Sqlite.prototype, 'prepare').mockImplementation(function (this: Sqlite.Database, sql) {
      seen.add(sql)
      return prepare.call(this, sql)
    }),
    vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...words: unknown[]
    ) {
      const [said] = words
      seen.add(typeof said === 'string' ? said : (said as { text: string }).text)
      return Reflect.apply(query, this, words)
    }),
    vi.spyOn(PGlite.prototype, 'query').mockImplementation(function (
      this: PGlite,
      ...words: unknown[]
    ) {
      seen.add(String(words[0]))
      return Reflect.apply(ask, this, words)
    }),
  ]
  return {
    seen,
    stop: () => {
      for (const spy of spies) spy.mockRestore()
    },
  }
}
