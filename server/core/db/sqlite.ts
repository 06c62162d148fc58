import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { type Outcome, runGroup, type Step, type StepResult, type Unit } from './commit.ts'
import type { Engine } from './engine.ts'
import { faultOf } from './faults.ts'
import { countForPlanning } from './planning.ts'
import { type Builder, type Compiled, compile, type Statement } from './statement.ts'

/** Pages in the log before it is moved although somebody waits; normally done while nobody does. */
const LOG_PAGES = { busy: 20_000, resting: 1_000 }

type Connection = Sqlite.Database

const pragma = (connection: Connection, text: string): unknown =>
  connection.pragma(text, { simple: true })

/**
 * FULL, because NORMAL loses acknowledged rows at a power cut, and because SQLite falls back to
 * NORMAL at every reopening in some builds: so it is set, and then asserted.
 */
function configure(connection: Connection): void {
  pragma(connection, 'journal_mode = WAL')
  pragma(connection, 'synchronous = FULL')
  pragma(connection, 'secure_delete = ON')
  pragma(connection, 'foreign_keys = ON')
  pragma(connection, 'trusted_schema = OFF')
  pragma(connection, 'busy_timeout = 100')
  // By itself SQLite would hide that the disk refused a sync of the file.
  pragma(connection, 'wal_autocheckpoint = 0')
  const wanted: Record<string, unknown> = {
    journal_mode: 'wal',
    synchronous: 2,
    secure_delete: 1,
    foreign_keys: 1,
  }
  for (const [name, expected] of Object.entries(wanted)) {
    const found = pragma(connection, name)
    if (found !== expected)
      throw new Error(`SQLite ${name} is ${found}, not ${expected}: refusing to start.`)
  }
}

/** A copy that a power cut in the middle of what follows does not take away. */
function keepCopy(file: string, copy: string): void {
  copyFileSync(file, copy)
  for (const path of [copy, dirname(copy)]) {
    const handle = openSync(path, 'r')
    fsyncSync(handle)
    closeSync(handle)
  }
}

/** Migrations that the file does not have yet, counted from drizzle's journal. */
function pendingMigrations(connection: Connection, folder: string): number {
  const journal: { entries: { when: number }[] } = JSON.parse(
    readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'),
  )
  const known = connection
    .prepare("select 1 from sqlite_master where name = '__drizzle_migrations'")
    .get()
  if (known === undefined) return journal.entries.length
  const last = connection
    .prepare('select max(created_at) as at from __drizzle_migrations')
    .get() as { at: number | null }
  return journal.entries.filter((entry) => entry.when > Number(last.at ?? 0)).length
}

/** Opens (and makes) a SQLite file; one connection writes, another reads only what is committed. */
export function openSqlite(file: string): Engine {
  mkdirSync(dirname(file), { recursive: true })
  const fresh = !existsSync(file)
  const writer = new Sqlite(file)
  configure(writer)
  // What a killed process left in the log may be in the kernel's memory only, after a failed sync,
  // and look durable: moved into the file it is written anew.
  if (!fresh) pragma(writer, 'wal_checkpoint(TRUNCATE)')
  let reader: Connection | undefined
  const dataVersion = writer.prepare<[], number>('pragma data_version').pluck()
  const begin = writer.prepare('begin immediate')
  const end = writer.prepare('commit')
  const writeBuilder = drizzle(writer, { casing: 'snake_case' }) as unknown as Builder
  let readBuilder: Builder | undefined
  const compiled = new Map<Statement<never>, Compiled>()
  const prepared = new Map<string, Sqlite.Statement>()

  const compiledOf = (write: { statement: Statement<never> }): Compiled => {
    let found = compiled.get(write.statement)
    if (found === undefined) {
      found = compile(write.statement, writeBuilder, 'sqlite')
      compiled.set(write.statement, found)
    }
    return found
  }
  const execute = (step: Step): StepResult => {
    let found = prepared.get(step.sql)
    if (found === undefined) {
      found = writer.prepare(step.sql)
      prepared.set(step.sql, found)
    }
    if (step.rows)
      return { changes: 0, rows: found.all(...step.params) as Record<string, unknown>[] }
    return { changes: found.run(...step.params).changes, rows: [] }
  }
  const drive = (units: readonly Unit[]): Outcome[] => {
    const steps = runGroup(units, compiledOf)
    let next = steps.next()
    while (next.done !== true) {
      let result: StepResult
      try {
        result = execute(next.value)
      } catch (error) {
        next = steps.throw(error)
        continue
      }
      next = steps.next(result)
    }
    return next.value
  }

  return {
    dialect: 'sqlite',
    get builder() {
      if (readBuilder === undefined) throw new Error('The database is read before it was migrated.')
      return readBuilder
    },
    runGroup(units) {
      try {
        begin.run()
        const outcomes = drive(units)
        end.run()
        return outcomes
      } catch (error) {
        if (writer.inTransaction) writer.exec('ROLLBACK')
        throw faultOf(error).fault
      }
    },
    async migrate(folder) {
      if (pendingMigrations(writer, folder) > 0) {
        if (!fresh) keepCopy(file, `${file}.before-migration`)
        // drizzle-kit rebuilds tables inside a transaction, where switching foreign keys off is
        // ignored: with them on, rows would vanish silently.
        pragma(writer, 'foreign_keys = OFF')
        migrate(drizzle(writer), { migrationsFolder: folder })
        const broken = writer.pragma('foreign_key_check') as unknown[]
        if (broken.length > 0)
          throw new Error(
            `${broken.length} rows point nowhere after the migration; the file before it is kept beside it.`,
          )
        pragma(writer, 'foreign_keys = ON')
      }
      countForPlanning(writer)
      reader = new Sqlite(file, { readonly: true })
      pragma(reader, 'busy_timeout = 1000')
      readBuilder = drizzle(reader, { casing: 'snake_case' }) as unknown as Builder
    },
    async ping() {
      ;(reader ?? writer).prepare('select 1').get()
    },
    // For a connection this changes when any other one commits; and nobody else here writes.
    foreignWrites: () => dataVersion.get() ?? 0,
    moveLog(when) {
      const log = writer.pragma('wal_checkpoint(NOOP)') as { log?: number }[]
      if ((log[0]?.log ?? 0) >= LOG_PAGES[when]) writer.pragma('wal_checkpoint(PASSIVE)')
    },
    // What was erased is overwritten in the file, but pages of before may lie in the log.
    emptyLog() {
      const done = writer.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
      return done[0]?.busy === 0
    },
    countForPlanning: () => countForPlanning(writer),
    async close() {
      reader?.close()
      writer.close()
    },
  }
}

/** An existing SQLite file, for reading only. */
export function readSqlite(file: string): Engine {
  const connection = new Sqlite(file, { readonly: true, fileMustExist: true })
  pragma(connection, 'busy_timeout = 5000')
  const refuse = (): never => {
    throw new Error('This database was opened for reading only.')
  }
  return {
    dialect: 'sqlite',
    builder: drizzle(connection, { casing: 'snake_case' }) as unknown as Builder,
    runGroup: refuse,
    migrate: refuse,
    async ping() {
      connection.prepare('select 1').get()
    },
    async close() {
      connection.close()
    },
  }
}
