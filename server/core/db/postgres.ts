import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres'
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { type Outcome, runGroup, type Step, type StepResult, type Unit } from './commit.ts'
import type { Engine } from './engine.ts'
import { faultOf, isUseless } from './faults.ts'
import { type Builder, type Compiled, compile, type Statement } from './statement.ts'
import { changeSteps, TouchedTables } from './touched.ts'

/** Any number that nothing else locks. */
const MIGRATION_LOCK = 6_274_113

/** Runs one step, inside a transaction where the caller holds one. */
export type Execute = (step: Step) => Promise<StepResult>

/** What differs between a PostgreSQL server and an embedded one. */
export interface PgDriver {
  builder: Builder
  /** Begins, calls, commits; rolls back and rethrows when the call throws. */
  transaction(work: (execute: Execute) => Promise<Outcome[]>): Promise<Outcome[]>
  /** One step by itself. */
  alone: Execute
  migrate(folder: string): Promise<void>
  ping(): Promise<void>
  close(): Promise<void>
}

/** The engine over any driver that speaks PostgreSQL. */
export function pgEngine(driver: PgDriver): Engine {
  const compiled = new Map<Statement<never>, Compiled>()
  const compiledOf = (write: { statement: Statement<never> }): Compiled => {
    let found = compiled.get(write.statement)
    if (found === undefined) {
      found = compile(write.statement, driver.builder, 'pg')
      compiled.set(write.statement, found)
    }
    return found
  }
  const tables = new TouchedTables((statement) => compiledOf({ statement }).sql)
  const drive = async (units: readonly Unit[], execute: Execute): Promise<Outcome[]> => {
    const steps = runGroup(units, compiledOf, changeSteps(units, tables))
    let next = steps.next()
    while (next.done !== true) {
      let result: StepResult
      try {
        result = await execute(next.value)
      } catch (error) {
        next = steps.throw(error)
        continue
      }
      next = steps.next(result)
    }
    return next.value
  }
  return {
    dialect: 'pg',
    builder: driver.builder,
    async runGroup(units) {
      try {
        return await driver.transaction((execute) => drive(units, execute))
      } catch (error) {
        throw faultOf(error).fault
      }
    },
    async alone(write) {
      const { sql, bind } = compiledOf(write)
      try {
        return (await driver.alone({ sql, params: bind(write.values), rows: true })).rows
      } catch (error) {
        throw faultOf(error).fault
      }
    },
    migrate: (folder) => driver.migrate(folder),
    ping: () => driver.ping(),
    close: () => driver.close(),
  }
}

/** pg takes a limit for each question; its types do not say so. */
type Question = pg.QueryConfig & { query_timeout?: number }

/** How long is waited, in milliseconds, before a server is taken for gone. */
interface Patience {
  /** For a connection. */
  connect: number
  /** For the answer to something that is only read. */
  read: number
  /** For each answer within a commit: behind it every other commit of the district waits. */
  commit: number
  /** For another process's commit; less than `commit`, so that the server says what it was. */
  lock: number
  /** The server's: then it undoes a commit whose process says nothing more, and lets others go on. */
  idle: number
}
const PATIENCE: Patience = {
  connect: 5_000,
  read: 30_000,
  commit: 10_000,
  lock: 8_000,
  idle: 15_000,
}

/** Seconds until the kernel asks whether a silent connection still has another end. */
const KEEP_ALIVE = 10

export interface PostgresOptions {
  /** The server itself then refuses whatever would change it. */
  readOnly?: boolean
  /** Connections at most. */
  connections?: number
  patience?: Patience
}

/** A PostgreSQL server, or one that speaks its protocol. */
export function openPostgres(
  url: string,
  { readOnly = false, connections = 10, patience = PATIENCE }: PostgresOptions = {},
): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: patience.connect,
    query_timeout: patience.read,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE * 1000,
  })
  // In one message, so that it costs no way there and back; for the transaction alone, so that a
  // pool between us and the server hands nothing of it to others.
  const begin = `BEGIN; SET LOCAL lock_timeout = ${patience.lock}; SET LOCAL idle_in_transaction_session_timeout = ${patience.idle}`
  // A connection that dies must not end the process, neither while idle nor between two queries of
  // a transaction; the next query gets a new one.
  let lost = (_error: Error): void => undefined
  pool.on('error', (error) => lost(error))
  pool.on('connect', (client) => client.on('error', (error) => lost(error)))
  if (readOnly)
    pool.on('connect', (client) => {
      client.query('SET default_transaction_read_only = on').catch((error: Error) => {
        client.emit('error', error)
      })
    })
  const db = drizzlePg(pool, { casing: 'snake_case' })
  const names = new Map<string, string>()
  const nameOf = (sql: string): string => {
    let name = names.get(sql)
    if (name === undefined) {
      name = `mashang_${names.size}`
      names.set(sql, name)
    }
    return name
  }
  const execute = async (
    client: pg.Pool | pg.PoolClient,
    step: Step,
    query_timeout: number,
  ): Promise<StepResult> => {
    const { sql: text, params: values } = step
    const question: Question =
      values.length === 0
        ? { text, query_timeout }
        : { name: nameOf(text), text, values, query_timeout }
    const answer = await client.query(question)
    return { changes: answer.rowCount ?? 0, rows: answer.rows }
  }
  const engine = pgEngine({
    builder: db as unknown as Builder,
    alone: (step) => execute(pool, step, patience.commit),
    async transaction(work) {
      const client = await pool.connect()
      let broken: Error | undefined
      const within = { query_timeout: patience.commit }
      try {
        await client.query({ text: begin, ...within } as Question)
        const result = await work((step) => execute(client, step, patience.commit))
        await client.query({ text: 'COMMIT', ...within } as Question)
        return result
      } catch (error) {
        if (isUseless(error)) broken = error
        else
          await client.query({ text: 'ROLLBACK', ...within } as Question).catch((failed: Error) => {
            broken = failed
          })
        throw error
      } finally {
        client.release(broken)
      }
    },
    async migrate(folder) {
      // Of processes that start together one migrates and the others wait; then they find it done.
      // What a migration does to a large table takes its time, and so does waiting for another's.
      const patient = new pg.Pool({ connectionString: url, max: 2, keepAlive: true })
      patient.on('error', (error) => lost(error))
      try {
        const lock = await patient.connect()
        try {
          await lock.query('BEGIN')
          await lock.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
          await migratePg(drizzlePg(patient, { casing: 'snake_case' }), {
            migrationsFolder: folder,
          })
          await lock.query('COMMIT')
        } finally {
          // Its transaction, and the lock with it, end with the connection.
          lock.release(true)
        }
      } finally {
        await patient.end()
      }
    },
    async ping() {
      await pool.query('select 1')
    },
    close: () => pool.end(),
  })
  return {
    ...engine,
    async hasTable(name) {
      const { rows } = await pool.query('select to_regclass($1) as found', [name])
      return rows[0].found !== null
    },
    onLostConnection(listener) {
      lost = listener
    },
  }
}
