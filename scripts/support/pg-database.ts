import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from './free-port.ts'
import { testPostgresUrl } from './postgres.ts'

/** A database for one proof. */
export interface PgDatabase {
  url: string
  /** Takes every connection away from whoever has one, as a restart does. */
  cutOff(): Promise<void>
  /** Rows of a statement, by a connection of its own. */
  rows(sql: string): Promise<Record<string, unknown>[]>
  drop(): Promise<void>
}

async function onceAt(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** On the PostgreSQL server of the tests. */
export async function pgDatabase(name: string): Promise<PgDatabase> {
  const admin = testPostgresUrl()
  const called = `mashang_${name}_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  const url = new URL(admin)
  url.pathname = `/${called}`
  await onceAt(admin, `create database ${called}`)
  return {
    url: url.href,
    async cutOff() {
      await onceAt(
        admin,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${called}'`,
      )
    },
    rows: (sql) => onceAt(url.href, sql),
    async drop() {
      await onceAt(admin, `drop database ${called} with (force)`)
    },
  }
}

/** Where Debian keeps initdb and pg_ctl; undefined where there is no PostgreSQL. */
function programs(): string | undefined {
  const above = '/usr/lib/postgresql'
  if (!existsSync(above)) return undefined
  const newest = readdirSync(above)
    .sort((a, b) => Number(a) - Number(b))
    .at(-1)
  return newest === undefined ? undefined : join(above, newest, 'bin')
}

/** PostgreSQL refuses to run as root. */
async function asPostgres(program: string, words: string[]): Promise<void> {
  const root = process.getuid?.() === 0
  const [command = '', ...rest] = root
    ? ['runuser', '-u', 'postgres', '--', program, ...words]
    : [program, ...words]
  await promisify(execFile)(command, rest, { cwd: '/' })
}

/**
 * A server of its own in a folder, whose every restart is a crash (`-m immediate`) with recovery
 * from its log; undefined where PostgreSQL's programs are missing.
 */
export async function pgCluster(folder: string, name = 'cluster'): Promise<PgDatabase | undefined> {
  const bin = programs()
  if (bin === undefined) return undefined
  const home = join(folder, name)
  mkdirSync(home)
  if (process.getuid?.() === 0) {
    const uid = Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }))
    chownSync(home, uid, uid)
    // The folder above belongs to whoever proves.
    chmodSync(folder, 0o711)
  }
  const port = await freePort()
  const data = join(home, 'data')
  const options = `-p ${port} -k ${home} -c listen_addresses=127.0.0.1`
  const control = (...words: string[]): Promise<void> =>
    asPostgres(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(home, 'log'), ...words])
  await asPostgres(join(bin, 'initdb'), [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ])
  await control('-o', options, 'start')
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  return {
    url,
    async cutOff() {
      await control('-m', 'immediate', 'stop')
      await control('-o', options, 'start')
    },
    rows: (sql) => onceAt(url, sql),
    async drop() {
      await control('-m', 'immediate', 'stop')
    },
  }
}
