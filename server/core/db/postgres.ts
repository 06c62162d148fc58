import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres'
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { type Outcome, runGroup, type Step, type StepResult, type Unit } from './commit.ts'
import type { Engine } from './engine.ts'
import { faultOf } from './faults.ts'
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

/**
 * A PostgreSQL server, or one that speaks its protocol.
 * @param options `readOnly`: the server itself then refuses whatever would change it.
 */
export function openPostgres(url: string, { readOnly = false } = {}): Engine {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5_000 })
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
  const execute = async (client: pg.Pool | pg.PoolClient, step: Step): Promise<StepResult> => {
    const plain = step.params.length === 0
    const answer = await client.query(
      plain ? step.sql : { name: nameOf(step.sql), text: step.sql, values: step.params },
    )
    return { changes: answer.rowCount ?? 0, rows: answer.rows }
  }
  const engine = pgEngine({
    builder: db as unknown as Builder,
    alone: (step) => execute(pool, step),
    async transaction(work) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query('BEGIN')
        const result = await work((step) => execute(client, step))
        await client.query('COMMIT')
        return result
      } catch (error) {
        await client.query('ROLLBACK').catch((failed: Error) => {
          broken = failed
        })
        throw error
      } finally {
        client.release(broken)
      }
    },
    async migrate(folder) {
      // Of processes that start together one migrates and the others wait; then they find it done.
      const lock = await pool.connect()
      try {
        await lock.query('BEGIN')
        await lock.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
        await migratePg(db, { migrationsFolder: folder })
        await lock.query('COMMIT')
        lock.release()
      } catch (error) {
        // Its transaction, and the lock with it, end with the connection.
        lock.release(true)
        throw error
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
