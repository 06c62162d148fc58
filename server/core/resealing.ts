import { setImmediate as breathe } from 'node:timers/promises'
import { and, type Column, eq, getTableColumns, like, not } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Context } from './context.ts'
import type { Tables } from './db/columns.ts'
import { Conflict } from './db/faults.ts'
import { type Call, statement, value } from './db/statement.ts'
import { opened } from './secrets.ts'

const BATCH = 200

type Row = Record<string, string>

/** A column that holds what is sealed, and how to tell which row a text is bound to. */
export interface SealedColumn {
  name: string
  of: Tables<Record<string, unknown>>
  table: string
  column: string
  /** The primary key without the district. */
  keys: readonly string[]
  bound(row: Row): string
  reseal: Call<Row>
}

export function sealedColumn<T extends Record<string, unknown>>(
  of: Tables<T>,
  table: keyof T & string,
  column: string,
  keys: readonly string[],
  bound: (row: Row) => string,
): SealedColumn {
  const columnsOf = (tables: Record<string, unknown>): Record<string, Column> =>
    getTableColumns(tables[table] as SQLiteTable)
  return {
    name: `${table}.${column}`,
    of,
    table,
    column,
    keys,
    bound,
    // Guarded by the text itself: whoever wrote another one meanwhile has sealed it under the new key.
    reseal: statement<T, Row>(
      of,
      `seal ${table}.${column} anew`,
      (b, tables) => {
        const columns = columnsOf(tables)
        return b
          .update(tables[table] as SQLiteTable)
          .set({ [column]: value('sealed') })
          .where(
            and(
              ...['district', ...keys, column].map((key) =>
                eq(columns[key] as Column, value(key === column ? 'was' : key)),
              ),
            ),
          )
      },
      { guarded: true },
    ),
  }
}

/** A file that is sealed as a whole. */
export interface SealedFile {
  name: string
  bound: string
  /** A file that is `coming` was stored before its row, which somebody is about to write. */
  state(): Promise<'wanted' | 'coming' | 'gone'>
}

export interface Resealed {
  /** Now under the newest key. */
  done: number
  /** Sealed under a key that is not here any more; left as they are. */
  lost: number
}

async function resealColumn(context: Context, of: SealedColumn): Promise<Resealed> {
  const { db, district, secrets } = context
  const table = db.tables(of.of)[of.table] as SQLiteTable
  const columns = getTableColumns(table) as Record<string, SQLiteColumn>
  const [own, sealed] = [columns.district as SQLiteColumn, columns[of.column] as SQLiteColumn]
  const found: Resealed = { done: 0, lost: 0 }
  for (;;) {
    const rows = (await db.read
      .select(
        Object.fromEntries(
          [...of.keys, of.column].map((key) => [key, columns[key] as SQLiteColumn]),
        ),
      )
      .from(table)
      .where(and(eq(own, district), not(like(sealed, `${secrets.sealsAs()}%`))))
      // What is lost stands before the rest, and is stepped over.
      .orderBy(...of.keys.map((key) => columns[key] as SQLiteColumn))
      .limit(BATCH)
      .offset(found.lost)) as Row[]
    if (rows.length === 0) return found
    for (const row of rows) {
      const was = row[of.column] as string
      const text = opened(context, was, of.bound(row))
      if (text === null) {
        found.lost += 1
        continue
      }
      const anew = { ...row, district, was, sealed: secrets.seal(text, of.bound(row)) }
      try {
        await db.commit(district, [of.reseal(anew)])
        found.done += 1
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
      }
    }
    await breathe()
  }
}

async function resealFile(context: Context, file: SealedFile): Promise<Resealed> {
  const { files, secrets } = context
  const none = { done: 0, lost: 0 }
  const state = await file.state()
  if (state === 'coming') return none
  const stored = await files.read(file.name)
  if (stored === null) return none
  const was = Buffer.concat(await stored.stream.toArray()).toString()
  const newest = was.startsWith(secrets.sealsAs())
  const text = newest ? null : opened(context, was, file.bound)
  // What our keys do not open may be another district's: nobody here takes it away.
  if (!newest && text === null) return { done: 0, lost: 1 }
  if (state === 'gone') {
    await files.remove(file.name)
    return none
  }
  if (text === null) return none
  await files.put(file.name, Buffer.from(secrets.seal(text, file.bound)))
  // Erased meanwhile: it must not come back. Rows forget a file before it is taken away.
  if ((await file.state()) === 'gone') await files.remove(file.name)
  return { done: 1, lost: 0 }
}

/** Seals everything anew that is not under the newest key. May be cut anywhere and run again. */
export async function reseal(
  context: Context,
  columns: readonly SealedColumn[],
  files: AsyncIterable<SealedFile>,
): Promise<Resealed> {
  const all: Resealed = { done: 0, lost: 0 }
  const add = ({ done, lost }: Resealed): void => {
    all.done += done
    all.lost += lost
  }
  for (const column of columns) add(await resealColumn(context, column))
  for await (const file of files) add(await resealFile(context, file))
  // What it was sealed under before is not to be found in the log either.
  context.db.leaveNothing()
  return all
}
