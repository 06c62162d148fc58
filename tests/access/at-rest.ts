import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import type { TestApp } from '../support/app.ts'
import { rowsOf } from './rows.ts'

/** Every file of a folder, all the way down. */
const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())

/** Every row of every table of a server, as it prints them: what is no text as hexadecimal digits. */
async function rowsOnServer(url: string): Promise<[string, Buffer][]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      "select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')",
    )
    const found: [string, Buffer][] = []
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ line: string }>(`select x::text as line from ${name} x`)
      found.push([name, Buffer.from(rows.map(({ line }) => line).join('\n'))])
    }
    return found
  } finally {
    await client.end()
  }
}

/** Everything that the system keeps, by where: its data folder, its database, its bucket. */
export async function atRest(t: TestApp): Promise<ReadonlyMap<string, Buffer>> {
  const { files, district, config } = t.context
  const kept = new Map<string, Buffer>()
  for (const path of filesUnder(config.dataFolder)) kept.set(path, readFileSync(path))
  for await (const name of files.list('')) {
    const file = await files.read(name)
    if (file !== null) kept.set(name, await buffer(file.stream))
  }
  for (const [table, lines] of await rowsOf(t, district))
    kept.set(table, Buffer.from(lines.join('\n')))
  if (config.databaseUrl !== null)
    for (const [table, bytes] of await rowsOnServer(config.databaseUrl)) kept.set(table, bytes)
  return kept
}

/** Where what must not stand anywhere does stand, as it is or in hexadecimal digits. */
export const placesOf = (secrets: readonly string[], kept: ReadonlyMap<string, Buffer>): string[] =>
  [...kept].flatMap(([place, bytes]) =>
    secrets
      .filter((one) => bytes.includes(one) || bytes.includes(Buffer.from(one).toString('hex')))
      .map((one) => `${place}: ${one}`),
  )
