import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ConfigError } from '../core/config-error.ts'
import { GENESIS, hashOf, type LedgerRow } from '../core/ledger/ledger.chain.ts'
import type { Manifest } from './manifest.ts'
import { factsOfSqlite, SQLITE_FILE } from './snapshot.sqlite.ts'
import { chainsAreWhole, type DatabaseFacts } from './snapshot-parts.ts'

/** Compares the database of an unpacked backup with what the backup says of it. */
export async function checkUnpacked(folder: string, manifest: Manifest): Promise<void> {
  const database = join(folder, 'database')
  const found =
    manifest.dialect === 'sqlite'
      ? {
          ...factsOfSqlite(join(database, SQLITE_FILE)),
          ledgerWhole: await chainsAreWhole(null, database),
        }
      : await factsOfRows(database, manifest)
  const { dialect, migrations, tables, heads, ledgerWhole } = manifest
  const meant: DatabaseFacts = { dialect, migrations, tables, heads, ledgerWhole }
  for (const key of ['dialect', 'migrations', 'tables', 'heads', 'ledgerWhole'] as const)
    if (JSON.stringify(found[key]) !== JSON.stringify(meant[key]))
      throw new ConfigError(`备份里的数据库和它的目录对不上（${key}），没有恢复任何东西。`)
}

async function* rowsIn(file: string): AsyncGenerator<Record<string, unknown>> {
  const lines = createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  for await (const line of lines) yield JSON.parse(line)
}

/** The same of rows that wait for a PostgreSQL: each is read, and each ledger walked. */
async function factsOfRows(folder: string, manifest: Manifest): Promise<DatabaseFacts> {
  const tables: Record<string, number> = {}
  for (const name of Object.keys(manifest.tables)) {
    tables[name] = 0
    if (name === 'ledger') continue
    for await (const _ of rowsIn(join(folder, `${name}.jsonl`))) tables[name] += 1
  }
  const ends = new Map<string, { sequence: number; hash: string }>()
  let whole = true
  // Rows of a ledger come in its order.
  for await (const raw of rowsIn(join(folder, 'ledger.jsonl'))) {
    const row = ledgerRow(raw)
    const end = ends.get(row.district) ?? { sequence: 0, hash: GENESIS }
    whole &&= row.sequence === end.sequence + 1 && hashOf(end.hash, row) === row.hash
    ends.set(row.district, { sequence: row.sequence, hash: row.hash })
    tables.ledger = (tables.ledger ?? 0) + 1
  }
  const heads = [...ends].map(([district, end]) => ({ district, ...end }))
  return { dialect: 'pg', migrations: manifest.migrations, tables, heads, ledgerWhole: whole }
}

const ledgerRow = (raw: Record<string, unknown>): LedgerRow => ({
  district: String(raw.district),
  sequence: Number(raw.sequence),
  at: Number(raw.at),
  type: String(raw.type),
  actorKind: String(raw.actor_kind),
  actorId: raw.actor_id === null ? null : String(raw.actor_id),
  subjectKind: String(raw.subject_kind),
  subjectId: String(raw.subject_id),
  data: String(raw.data),
  hash: String(raw.hash),
})
