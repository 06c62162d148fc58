import { and, eq, sql } from 'drizzle-orm'
import { chained, type Fact, GENESIS } from '../ledger/ledger.chain.ts'
import { ledgerTables } from '../ledger/ledger.table.ts'
import { Conflict, faultOf } from './faults.ts'
import { type Compiled, insertInto, Sequence, statement, value, type Write } from './statement.ts'

/** What one use case wants done: all of it or nothing. */
export interface Unit {
  district: string
  writes: Write[]
  facts: Fact[]
}

/** What became of a unit: the numbers it was given, or why it failed. */
export type Outcome = { given: Record<string, number> } | { fault: unknown }

/** One request to the engine; `rows` asks for the rows back. */
export interface Step {
  sql: string
  params: unknown[]
  rows: boolean
}
export interface StepResult {
  changes: number
  rows: Record<string, unknown>[]
}

export type Compile = (write: Write) => Compiled

const insertLedger = insertInto(ledgerTables, 'ledger')

const saveHead = statement<
  ReturnType<typeof ledgerTables>,
  { district: string; sequence: number; hash: string }
>(ledgerTables, 'save ledger head', (b, t) =>
  b
    .insert(t.ledgerHeads)
    .values({ district: value('district'), sequence: value('sequence'), hash: value('hash') })
    .onConflictDoUpdate({
      target: t.ledgerHeads.district,
      set: { sequence: value('sequence'), hash: value('hash') },
    }),
)

const saveCounter = statement<
  ReturnType<typeof ledgerTables>,
  { district: string; name: string; value: number }
>(ledgerTables, 'save counter', (b, t) =>
  b
    .insert(t.counters)
    .values({ district: value('district'), name: value('name'), value: value('value') })
    .onConflictDoUpdate({
      target: [t.counters.district, t.counters.name],
      set: { value: value('value') },
    }),
)

/** Makes sure that the row exists which is the lock of a district's chain. */
const touchHead = statement<
  ReturnType<typeof ledgerTables>,
  { district: string; sequence: number; hash: string }
>(ledgerTables, 'touch ledger head', (b, t) =>
  b
    .insert(t.ledgerHeads)
    .values({ district: value('district'), sequence: value('sequence'), hash: value('hash') })
    // Not the district: a database that is spread by it lets nobody set it, not even to itself.
    .onConflictDoUpdate({
      target: t.ledgerHeads.district,
      set: { sequence: sql`${t.ledgerHeads.sequence}` },
    })
    .returning({ sequence: t.ledgerHeads.sequence, hash: t.ledgerHeads.hash }),
)

const readCounter = statement<ReturnType<typeof ledgerTables>, { district: string; name: string }>(
  ledgerTables,
  'read counter',
  (b, t) =>
    b
      .select({ value: t.counters.value })
      .from(t.counters)
      .where(and(eq(t.counters.district, value('district')), eq(t.counters.name, value('name')))),
)

interface Head {
  sequence: number
  hash: string
}

interface Counter {
  district: string
  name: string
  value: number
}

interface GroupState {
  heads: Map<string, Head>
  counters: Map<string, Counter>
}

type Steps<T> = Generator<Step, T, StepResult>

/**
 * Runs units that arrived together inside one transaction, which the engine has begun and will end:
 * one fsync for all, and a bad one fails alone. The ledger's heads and the counters are read once
 * and written once per group. Written as a generator, so that SQLite runs it without a pause and
 * PostgreSQL with one per step.
 *
 * A savepoint for each unit would cost every group a tenth of its time for the sake of the few in
 * which something fails. So all run without at first; where one fails, all is undone and done again
 * with a savepoint for each.
 * @param last requests of the engine itself, at the end of the same transaction
 */
export function* runGroup(
  units: readonly Unit[],
  compile: Compile,
  last: readonly Step[] = [],
): Steps<Outcome[]> {
  const heads = yield* lockHeads(units, compile)
  const fresh = (): GroupState => ({ heads: new Map(heads), counters: new Map() })
  let state = fresh()
  yield command('SAVEPOINT together')
  let outcomes = yield* runTogether(units, state, compile)
  if (outcomes === null) {
    yield command('ROLLBACK TO SAVEPOINT together')
    state = fresh()
    outcomes = yield* runApart(units, state, compile)
  }
  yield command('RELEASE SAVEPOINT together')
  for (const [district, head] of state.heads) yield run(compile, saveHead({ district, ...head }))
  for (const counter of state.counters.values()) yield run(compile, saveCounter(counter))
  for (const step of last) yield step
  return outcomes
}

/** The chains' ends, locked in an order that two processes share. */
function* lockHeads(units: readonly Unit[], compile: Compile): Steps<Map<string, Head>> {
  const heads = new Map<string, Head>()
  for (const district of [...new Set(units.map((unit) => unit.district))].sort()) {
    const touch = touchHead({ district, sequence: 0, hash: GENESIS })
    const compiled = compile(touch)
    const { rows } = yield { sql: compiled.sql, params: compiled.bind(touch.values), rows: true }
    const row = rows[0] as { sequence: number | string; hash: string }
    heads.set(district, { sequence: Number(row.sequence), hash: row.hash })
  }
  return heads
}

/** Null when one of them failed. */
function* runTogether(
  units: readonly Unit[],
  state: GroupState,
  compile: Compile,
): Steps<Outcome[] | null> {
  const outcomes: Outcome[] = []
  for (const unit of units) {
    try {
      outcomes.push({ given: yield* runUnit(unit, state, compile) })
    } catch (error) {
      const { fault, whole } = faultOf(error)
      if (whole) throw fault
      return null
    }
  }
  return outcomes
}

function* runApart(units: readonly Unit[], state: GroupState, compile: Compile): Steps<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const unit of units) {
    yield command('SAVEPOINT unit')
    const head = state.heads.get(unit.district) as Head
    const counters = new Map(state.counters)
    try {
      const given = yield* runUnit(unit, state, compile)
      yield command('RELEASE SAVEPOINT unit')
      outcomes.push({ given })
    } catch (error) {
      const { fault, whole } = faultOf(error)
      if (whole) throw fault
      yield command('ROLLBACK TO SAVEPOINT unit')
      yield command('RELEASE SAVEPOINT unit')
      state.heads.set(unit.district, head)
      state.counters = counters
      outcomes.push({ fault })
    }
  }
  return outcomes
}

function* runUnit(unit: Unit, state: GroupState, compile: Compile): Steps<Record<string, number>> {
  const given: Record<string, number> = {}
  for (const write of unit.writes) {
    let values = write.values
    for (const [key, wanted] of Object.entries(values)) {
      if (!(wanted instanceof Sequence)) continue
      const number = given[wanted.as] ?? (yield* next(unit.district, wanted.name, state, compile))
      given[wanted.as] = number
      values = { ...values, [key]: number }
    }
    const compiled = compile(write)
    const result = yield { sql: compiled.sql, params: compiled.bind(values), rows: false }
    if (compiled.guarded && result.changes === 0) throw new Conflict(compiled.name)
  }
  for (const fact of unit.facts) {
    const row = chained(unit.district, state.heads.get(unit.district) as Head, fact)
    yield run(compile, insertLedger(row))
    state.heads.set(unit.district, { sequence: row.sequence, hash: row.hash })
  }
  return given
}

function* next(district: string, name: string, state: GroupState, compile: Compile): Steps<number> {
  const key = `${district}\n${name}`
  let current = state.counters.get(key)?.value
  if (current === undefined) {
    const write = readCounter({ district, name })
    const compiled = compile(write)
    const { rows } = yield { sql: compiled.sql, params: compiled.bind(write.values), rows: true }
    current = Number(rows[0]?.value ?? 0)
  }
  state.counters.set(key, { district, name, value: current + 1 })
  return current + 1
}

const command = (sql: string): Step => ({ sql, params: [], rows: false })

const run = (compile: Compile, write: Write): Step => {
  const compiled = compile(write)
  return { sql: compiled.sql, params: compiled.bind(write.values), rows: false }
}
