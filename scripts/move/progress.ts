import { UNFINISHED_MOVE } from '@mashang/server/core/db/open.ts'
import type pg from 'pg'
import { movedTables, quoted } from './tables.ts'

/** How far a move has come; it lies in the target and goes when the move is done. */
export interface Progress {
  /** The last row of a table that was taken over, by its rowid in SQLite. */
  lastOf(table: string): Promise<number>
  /** To be called in the transaction that takes rows over. */
  save(client: pg.ClientBase, table: string, last: number): Promise<void>
  drop(): Promise<void>
}

export type Beginning = 'new' | 'again' | 'foreign' | 'full'

/**
 * Looks at the target and marks it as ours where it is empty.
 * @param source names the data folder, so that no other one's rows come in between
 */
export async function beginAt(client: pg.Client, source: string): Promise<Beginning> {
  const there = await client.query('select to_regclass($1) as found', [UNFINISHED_MOVE])
  if (there.rows[0].found !== null) {
    const begun = await client.query(`select distinct source from ${UNFINISHED_MOVE}`)
    return begun.rows.every((row) => row.source === source) ? 'again' : 'foreign'
  }
  for (const { name } of movedTables) {
    const table = await client.query('select to_regclass($1) as found', [name])
    if (table.rows[0].found === null) continue
    const rows = await client.query(`select 1 from ${quoted(name)} limit 1`)
    if (rows.rows.length > 0) return 'full'
  }
  await client.query('begin')
  await client.query(
    `create table ${UNFINISHED_MOVE} (name text primary key, source text not null, last bigint not null)`,
  )
  await client.query(`insert into ${UNFINISHED_MOVE} values ('', $1, 0)`, [source])
  await client.query('commit')
  return 'new'
}

export const progressIn = (client: pg.Client, source: string): Progress => ({
  async lastOf(table) {
    const found = await client.query(`select last from ${UNFINISHED_MOVE} where name = $1`, [table])
    return Number(found.rows[0]?.last ?? 0)
  },
  async save(within, table, last) {
    await within.query(
      `insert into ${UNFINISHED_MOVE} values ($1, $2, $3) on conflict (name) do update set last = excluded.last`,
      [table, source, last],
    )
  },
  async drop() {
    await client.query(`drop table ${UNFINISHED_MOVE}`)
  },
})
