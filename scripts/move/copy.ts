import { ConfigError } from '@mashang/server/core/config-error.ts'
import type Sqlite from 'better-sqlite3'
import type pg from 'pg'
import { type Fingerprint, Fingerprinter } from './fingerprint.ts'
import type { Progress } from './progress.ts'
import { type Column, type MovedTable, quoted } from './tables.ts'

/** Rows that are taken over, or compared, at once. */
const BATCH = 500

type Row = Record<string, unknown> & { rowid_: number }

/** A value as PostgreSQL takes it; throws a sentence where it cannot. */
function fitting(table: string, row: Row, { name, type }: Column): unknown {
  const value = row[name]
  if (value === null || value === undefined) return null
  if (type === 'boolean') return value === 1
  const whole = type === 'bigint' || type === 'integer'
  if ((whole && !Number.isInteger(value)) || (type === 'text' && String(value).includes('\0')))
    throw new ConfigError(
      `表 ${table} 第 ${row.rowid_} 行的 ${name} 是 PostgreSQL 不收的值，还没有搬完；请先改好这一行再运行。`,
    )
  return value
}

/** Takes the rest of a table over, each batch together with how far it has come. */
export async function copyTable(
  from: Sqlite.Database,
  to: pg.Client,
  { name, columns }: MovedTable,
  progress: Progress,
): Promise<void> {
  const read = from.prepare<[number, number], Row>(
    `select rowid as rowid_, * from ${quoted(name)} where rowid > ? order by rowid limit ?`,
  )
  const names = columns.map((column) => quoted(column.name)).join(', ')
  const arrays = columns.map(({ type }, n) => `$${n + 1}::${type}[]`).join(', ')
  const insert = `insert into ${quoted(name)} (${names}) select * from unnest(${arrays})`
  let last = await progress.lastOf(name)
  for (;;) {
    const rows = read.all(last, BATCH)
    if (rows.length === 0) return
    last = (rows.at(-1) as Row).rowid_
    await to.query('begin')
    await to.query(
      insert,
      columns.map((column) => rows.map((row) => fitting(name, row, column))),
    )
    await progress.save(to, name, last)
    await to.query('commit')
  }
}

/** What a table says on both sides. */
export async function compareTable(
  from: Sqlite.Database,
  to: pg.Client,
  { name, columns }: MovedTable,
): Promise<{ before: Fingerprint; after: Fingerprint }> {
  const before = new Fingerprinter(columns)
  for (const row of from.prepare<[], Row>(`select * from ${quoted(name)}`).iterate())
    before.add(row)
  const after = new Fingerprinter(columns)
  await to.query('begin')
  await to.query(`declare moved no scroll cursor for select * from ${quoted(name)}`)
  for (;;) {
    const { rows } = await to.query(`fetch ${BATCH} from moved`)
    for (const row of rows) after.add(row)
    if (rows.length === 0) break
  }
  await to.query('commit')
  return { before: before.done(), after: after.done() }
}
