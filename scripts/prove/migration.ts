import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { run } from '../support/server-process.ts'
import { figure } from './at-rest.ts'
import { MIGRATION_COUNT, olderFolder } from './older-schema.ts'
import { type Proof, share, type Terms } from './proof.ts'
import { between, randomFrom } from './random.ts'
import { rowsOf, same } from './rows.ts'

const CHILD = 'scripts/prove/migration.child.ts'
const ROWS = 5

/** Puts rows into every table that is there, whatever its columns are. */
function fill(folder: string): void {
  const db = new Sqlite(join(folder, 'mashang.sqlite'))
  const tables = db
    .prepare<[], string>(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '\\_\\_%' escape '\\'",
    )
    .pluck()
    .all()
  for (const table of tables) {
    const columns = db.pragma(`table_info("${table}")`) as { name: string; type: string }[]
    const insert = db.prepare(
      `insert into "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    )
    for (let n = 1; n <= ROWS; n++)
      insert.run(columns.map(({ name, type }) => (/int|real/i.test(type) ? n : `${name}-${n}`)))
  }
  db.close()
}

/** What differs between two folders that were migrated from the same one. */
function differences(one: string, other: string): string[] {
  const broken: string[] = []
  const right = rowsOf(other)
  const left = rowsOf(one)
  if (left.size !== right.size) broken.push(`${left.size} tables, not ${right.size}`)
  for (const [table, rows] of right) {
    const found = left.get(table)
    if (found?.size !== rows.size) broken.push(`${table} has ${found?.size} rows, not ${rows.size}`)
    for (const [key, row] of rows)
      if (!same(row, found?.get(key))) broken.push(`${table} ${key} differs`)
  }
  return broken
}

/** Kills at statements of the migrations that follow a released schema, and goes on. */
async function from(known: number, terms: Terms): Promise<{ kills: number; broken: string[] }> {
  const origin = join(terms.folder, `from-${known}`)
  mkdirSync(origin)
  await olderFolder(origin, known)
  fill(origin)
  const copy = (name: string): string => {
    const folder = join(terms.folder, name)
    rmSync(folder, { recursive: true, force: true })
    cpSync(origin, folder, { recursive: true })
    return folder
  }
  const whole = copy('whole')
  const { code, printed } = await run(CHILD, {}, [whole])
  if (code !== 0) return { kills: 0, broken: [`from ${known}: ${printed}`] }
  const before = rowsOf(origin)
  const broken: string[] = []
  const after = rowsOf(whole)
  for (const [table, rows] of before)
    if (table !== '__drizzle_migrations' && (after.get(table)?.size ?? 0) < rows.size)
      broken.push(`from ${known}: rows of ${table} are gone even without a kill`)
  const statements = Number(printed.trim().split('\n').at(-1))
  const random = randomFrom(terms.seed + known)
  const kills = share(statements, terms)
  for (let kill = 1; kill <= kills; kill++) {
    // At full size every one of them, else a few at random.
    const at = kills === statements ? kill : between(random, 1, statements)
    const folder = copy('killed')
    const died = await run(CHILD, {}, [folder, String(at)])
    if (died.code !== null) broken.push(`from ${known} at ${at}: not killed: ${died.printed}`)
    const again = await run(CHILD, {}, [folder])
    if (again.code !== 0) broken.push(`from ${known} at ${at}: ${again.printed}`)
    if (figure(folder, 'pragma integrity_check') !== 'ok')
      broken.push(`from ${known} at ${at}: integrity_check`)
    broken.push(...differences(folder, whole).map((what) => `from ${known} at ${at}: ${what}`))
  }
  terms.say(`from ${known} of ${MIGRATION_COUNT} migrations: ${kills} kills of ${statements}`)
  return { kills, broken }
}

export const migration: Proof = {
  id: 'migration',
  promise:
    'A migration that is killed at any statement, from any released schema, is done whole at the next start',
  limits: 'SQLite; on PostgreSQL all pending migrations are one transaction of the server’s.',
  async run(terms) {
    const broken: string[] = []
    let kills = 0
    for (let known = 1; known < MIGRATION_COUNT; known++) {
      const found = await from(known, terms)
      kills += found.kills
      broken.push(...found.broken)
    }
    return {
      figure: `${kills} kills on the way from ${MIGRATION_COUNT - 1} schemas, ${ROWS} rows in each table: each went on to the same rows as without a kill`,
      broken,
    }
  },
}
