import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { eq } from 'drizzle-orm'
import type { Fact } from '../ledger/ledger.chain.ts'
import { changesTables } from './changes.table.ts'
import type { Dialect, Tables } from './columns.ts'
import type { Outcome, Unit } from './commit.ts'
import type { Engine } from './engine.ts'
import { isBusy } from './faults.ts'
import { Fence } from './fence.ts'
import { Memory } from './memory.ts'
import { Revisions, tablesRead } from './revisions.ts'
import type { Builder, Prepared, Query, Write } from './statement.ts'
import { TouchedTables } from './touched.ts'

/** How long a commit waits for another process that holds the file before it answers "busy". */
const BUSY_PATIENCE = 5_000
const BUSY_PAUSE = 40
/** How long what was erased may still lie in the log, in milliseconds. */
const ERASED_WITHIN = 500
/** Most units in one transaction, so that no one waits long behind a flood. */
const GROUP_LIMIT = 500
/** How long a group is gathered for at most, in milliseconds. */
const GATHERED_WITHIN = 10
/** Groups after which the log is looked at although somebody waits. */
const GROUPS_BETWEEN_LOOKS = 8
/** How old the news of other processes' changes may be where nothing else is said, in milliseconds. */
const NEWS_LIFE = 500

interface Waiting {
  unit: Unit
  resolve(given: Record<string, number>): void
  reject(fault: unknown): void
}

/** The database of the server: reads by drizzle's builder, writes by `commit` only. */
export class Database {
  readonly engine: Engine
  /** What was committed so far: transactions (one fsync of the log each) and the units in them. */
  readonly committed = { groups: 0, units: 0 }
  readonly revisions: Revisions
  /** Up once the disk has refused a sync: then nothing is committed any more. */
  readonly fence = new Fence()
  readonly #memory = new Memory()
  readonly #prepared = new Map<Query<never, unknown>, Prepared & { tables: string[] }>()
  #waiting: Waiting[] = []
  #flushing = false
  /** How long the last group took, in milliseconds. */
  #took = 0
  #closed = false
  #idle: NodeJS.Timeout | undefined
  #asking: Promise<void> | undefined
  #newsOf = Number.NEGATIVE_INFINITY
  #emptying: NodeJS.Timeout | undefined

  constructor(engine: Engine) {
    this.engine = engine
    const sqlOf = (statement: Write['statement']): string =>
      statement.build(engine.builder, engine.dialect).toSQL().sql
    this.revisions = new Revisions(new TouchedTables(sqlOf), engine.foreignWrites)
  }

  get dialect(): Dialect {
    return this.engine.dialect
  }

  /** For reads only; what is written goes through `commit`. */
  get read(): Pick<Builder, 'select' | 'selectDistinct'> {
    return this.engine.builder
  }

  /** Runs a declared read. */
  async query<Values extends Record<string, unknown>, Row>(
    declared: Query<Values, Row>,
    values: Values,
  ): Promise<readonly Row[]> {
    const prepared = this.#prepare(declared)
    if (!declared.remembered || !this.revisions.exact)
      return (await prepared.execute(values)) as Row[]
    const revision = this.revisions.of(prepared.tables)
    const key = Object.values(values).join('\n')
    const known = this.#memory.recall(declared, revision, key)
    if (known !== undefined) return known as readonly Row[]
    const rows = (await prepared.execute(values)) as Row[]
    this.#memory.keep(declared, revision, key, rows)
    return rows
  }

  #prepare<Values, Row>(declared: Query<Values, Row>): Prepared & { tables: string[] } {
    let found = this.#prepared.get(declared as Query<never, unknown>)
    if (found === undefined) {
      const prepared = declared.prepare(this.engine.builder, this.engine.dialect)
      found = { ...prepared, tables: tablesRead(prepared.sql) }
      this.#prepared.set(declared as Query<never, unknown>, found)
    }
    return found
  }

  /**
   * Where other processes write unnoticed, asks what they have changed, unless that was asked lately;
   * `revisions` knows it when the promise resolves. Undefined: there is nothing to wait for.
   * @param life how old it may be, in milliseconds
   */
  news(district: string, life = NEWS_LIFE): Promise<void> | undefined {
    if (this.revisions.exact || performance.now() < this.#newsOf + life) return undefined
    this.#asking ??= this.#ask(district).finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  async #ask(district: string): Promise<void> {
    const now = performance.now()
    const { tableChanges: t } = this.tables(changesTables)
    this.revisions.learn(await this.read.select().from(t).where(eq(t.district, district)))
    this.#newsOf = now
  }

  tables<T>(of: Tables<T>): T {
    return of(this.engine.dialect)
  }

  /**
   * Writes and facts of one use case, all or nothing, durable when the promise resolves. Those that
   * arrive together share one transaction and one fsync. Resolves with the numbers that were given
   * out for each Sequence; rejects with a Conflict, AlreadyThere or storage Failure.
   */
  commit(district: string, writes: Write[], facts: Fact[] = []): Promise<Record<string, number>> {
    if (this.#closed) return Promise.reject(new Failure(coreErrors.draining, { retryAfter: 5 }))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ unit: { district, writes, facts }, resolve, reject })
      if (!this.#flushing) {
        this.#flushing = true
        this.#gather(performance.now() + Math.min(this.#took, GATHERED_WITHIN))
      }
    })
  }

  /**
   * Until a turn of the event loop brings nobody more, and no longer than the last group took. A turn
   * takes in one new line only: of many phones that come at once each would have a sync of its own.
   * Whoever comes alone waits for one empty turn.
   */
  #gather(until: number, known = 0): void {
    setImmediate(() => {
      const here = this.#waiting.length
      if (here > known && here < GROUP_LIMIT && performance.now() < until) this.#gather(until, here)
      else void this.#flush()
    })
  }

  async #flush(): Promise<void> {
    if (this.committed.groups % GROUPS_BETWEEN_LOOKS === 0) this.#moveLog('busy')
    const group = this.#waiting.splice(0, GROUP_LIMIT)
    const began = performance.now()
    try {
      const outcomes = await this.#settled(group)
      for (const [index, waiting] of group.entries()) {
        const outcome = outcomes[index] as Outcome
        if ('fault' in outcome) waiting.reject(outcome.fault)
        else waiting.resolve(outcome.given)
      }
    } catch (fault) {
      for (const waiting of group) waiting.reject(fault)
    }
    this.#took = performance.now() - began
    if (this.#waiting.length > 0) setImmediate(() => void this.#flush())
    else {
      this.#flushing = false
      this.#restSoon()
    }
  }

  /** What became of a group; whatever did, what was remembered of its tables is forgotten first. */
  async #settled(group: readonly Waiting[]): Promise<Outcome[]> {
    try {
      const outcomes = await this.#run(group.map((waiting) => waiting.unit))
      this.committed.groups += 1
      this.committed.units += group.length
      return outcomes
    } catch (fault) {
      this.fence.watch(fault)
      throw fault
    } finally {
      for (const { unit } of group) this.revisions.note(unit)
    }
  }

  async #run(units: Unit[]): Promise<Outcome[]> {
    const patience = performance.now() + BUSY_PATIENCE
    for (;;) {
      this.fence.pass()
      try {
        const outcomes = this.engine.runGroup(units)
        return outcomes instanceof Promise ? await outcomes : outcomes
      } catch (fault) {
        const cause = fault instanceof Failure ? fault.details.cause : fault
        if (!isBusy(cause) || performance.now() > patience) throw fault
        await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE))
      }
    }
  }

  #restSoon(): void {
    if (this.engine.moveLog === undefined) return
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => {
      if (!this.#flushing && !this.#closed) this.#moveLog('resting')
    }, 500)
    this.#idle.unref()
  }

  #moveLog(when: 'busy' | 'resting'): void {
    if (this.fence.isUp) return
    try {
      this.engine.moveLog?.(when)
    } catch (fault) {
      // What only could not be done now is done at the next rest: the log has it all.
      this.fence.watch(fault)
    }
  }

  /**
   * To be called after something was erased for good: soon no byte of it is left in the log either.
   * Not within the call, because emptying the log holds everybody up for a moment.
   */
  leaveNothing(wait = ERASED_WITHIN): void {
    if (this.engine.emptyLog === undefined || this.#emptying !== undefined) return
    this.#emptying = setTimeout(() => {
      this.#emptying = undefined
      if (this.#closed || this.fence.isUp) return
      try {
        if (this.engine.emptyLog?.() === false) this.leaveNothing(BUSY_PATIENCE)
      } catch (fault) {
        // The log has it all; a start empties it as well.
        this.fence.watch(fault)
        if (isBusy(fault)) this.leaveNothing(BUSY_PATIENCE)
      }
    }, wait)
    this.#emptying.unref()
  }

  /** Lets the database look anew what lies in its tables, where it does not by itself. */
  countForPlanning(): void {
    if (this.#closed || this.fence.isUp) return
    try {
      this.engine.countForPlanning?.()
    } catch (fault) {
      this.fence.watch(fault)
      throw fault
    }
  }

  /** Waits for what was accepted, then closes. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#idle)
    clearTimeout(this.#emptying)
    while (this.#flushing) await new Promise((resolve) => setImmediate(resolve))
    await this.engine.close()
  }
}
