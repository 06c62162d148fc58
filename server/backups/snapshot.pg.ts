import pg from 'pg'
import { refuseUnknown } from '../core/known-district.ts'
import { chainsAreWhole, type DatabaseFacts, type Snapshot } from './snapshot-parts.ts'

const ROWS = 500

/** Our tables; the list of migrations lies in a schema of its own and is counted only. */
export const TABLES = `select table_name as name from information_schema.tables
  where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`

/** Which rows of a table are a district's; other districts may be in the same database. */
async function ownRows(client: pg.Client): Promise<(name: string) => string> {
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'district'`,
  )
  const apart = new Set(rows.map(({ name }) => name))
  return (name) => (apart.has(name) ? 'district' : name === 'districts' ? 'id' : '')
}

/**
 * What one district has in all tables, in one transaction that sees one moment (repeatable read), as JSON that PostgreSQL
 * writes and reads itself, so that no number or time goes through anybody else's hands; `pg_dump`
 * is not asked for, since the server that it must match is often on another machine.
 */
export async function snapshotPostgres(url: string, district: string): Promise<Snapshot> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  await client.query('begin isolation level repeatable read read only')
  try {
    return await snapshotOver(client, url, district)
  } catch (error) {
    await client.end()
    throw error
  }
}

async function snapshotOver(client: pg.Client, url: string, district: string): Promise<Snapshot> {
  const known = await client.query<{ id: string }>('select id from districts order by id')
  refuseUnknown(
    district,
    known.rows.map(({ id }) => id),
  )
  const names = (await client.query<{ name: string }>(TABLES)).rows.map(({ name }) => name)
  const ownBy = await ownRows(client)
  const tables: Record<string, number> = {}

  async function* rowsOf(name: string): AsyncGenerator<Buffer> {
    tables[name] = 0
    const own = ownBy(name)
    await client.query(
      `declare rows no scroll cursor for select row_to_json(t)::text as row
       from "${name}" t ${own === '' ? '' : `where ${own} = ${client.escapeLiteral(district)}`}
       ${name === 'ledger' ? 'order by sequence' : ''}`,
    )
    for (;;) {
      const { rows } = await client.query<{ row: string }>(`fetch ${ROWS} from rows`)
      if (rows.length === 0) break
      tables[name] += rows.length
      yield Buffer.from(rows.map(({ row }) => `${row}\n`).join(''))
    }
    await client.query('close rows')
  }

  const migrations = await client.query<{ n: string }>(
    'select count(*) as n from drizzle.__drizzle_migrations',
  )
  const heads = await client.query<{ district: string; sequence: string; hash: string }>(
    'select district, sequence, hash from ledger_heads where district = $1',
    [district],
  )
  const ledgerWhole = await chainsAreWhole(url, '', district)
  return {
    async *files() {
      for (const name of names) yield { name: `database/${name}.jsonl`, bytes: rowsOf(name) }
    },
    facts: (): DatabaseFacts => ({
      dialect: 'pg',
      migrations: Number(migrations.rows[0]?.n ?? 0),
      tables,
      heads: heads.rows.map((head) => ({ ...head, sequence: Number(head.sequence) })),
      ledgerWhole,
    }),
    close: () => client.end(),
  }
}
