import { cpSync, createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { ConfigError } from '../core/config-error.ts'
import { MIGRATIONS } from '../core/db/open.ts'
import { openPostgres } from '../core/db/postgres.ts'
import type { Manifest } from './manifest.ts'
import { TABLES } from './snapshot.pg.ts'

const BATCH = 500
const JOURNAL = join('meta', '_journal.json')

/** Makes the schema that the rows were written under, and puts them in: all in one transaction. */
export async function loadPostgres(url: string, rows: string, manifest: Manifest): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    if ((await client.query(TABLES)).rows.length > 0)
      throw new ConfigError('MASHANG_DATABASE_URL 里的数据库不是空的，请换一个空的。')
    await makeSchema(url, manifest.migrations)
    await client.query('begin')
    for (const name of Object.keys(manifest.tables)) {
      // What a migration put there is among the rows as well.
      await client.query(`delete from "${name}"`)
      await load(client, name, join(rows, `${name}.jsonl`))
      const { rows: counted } = await client.query(`select count(*) as n from "${name}"`)
      if (Number(counted[0]?.n) !== manifest.tables[name])
        throw new ConfigError(`表 ${name} 的行数和备份对不上，没有恢复任何东西。`)
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
}

async function load(client: pg.Client, name: string, file: string): Promise<void> {
  const put = async (lines: readonly string[]): Promise<void> => {
    await client.query({
      text: `insert into "${name}" select * from json_populate_recordset(null::"${name}", $1)`,
      values: [`[${lines.join(',')}]`],
    })
  }
  let lines: string[] = []
  for await (const line of createInterface({ input: createReadStream(file) })) {
    lines.push(line)
    if (lines.length === BATCH) {
      await put(lines)
      lines = []
    }
  }
  if (lines.length > 0) await put(lines)
}

/** The first so many migrations; a server brings the schema further when it starts. */
async function makeSchema(url: string, migrations: number): Promise<void> {
  const source = join(MIGRATIONS, 'pg')
  const journal: { entries: unknown[] } = JSON.parse(readFileSync(join(source, JOURNAL), 'utf8'))
  if (migrations > journal.entries.length)
    throw new ConfigError('这份备份来自更新的版本，请先升级再恢复。')
  const folder = mkdtempSync(join(tmpdir(), 'mashang-migrations-'))
  const engine = openPostgres(url)
  try {
    cpSync(source, folder, { recursive: true })
    const entries = journal.entries.slice(0, migrations)
    writeFileSync(join(folder, JOURNAL), JSON.stringify({ ...journal, entries }))
    await engine.migrate(folder)
  } finally {
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
