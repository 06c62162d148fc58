import type { Dialect } from './columns.ts'
import type { Outcome, Unit } from './commit.ts'
import type { Builder, Write } from './statement.ts'

/** A database behind the one shape that the rest of the server knows. */
export interface Engine {
  readonly dialect: Dialect
  /** drizzle's builder for reads. */
  readonly builder: Builder
  /** Runs a group of units in one transaction. Throws when the transaction as a whole failed. */
  runGroup(units: readonly Unit[]): Outcome[] | Promise<Outcome[]>
  /**
   * One write by itself, with the rows that it gives back: for counting what no commit waits for.
   * Absent where no other process shares the database, and memory does as well.
   */
  alone?(write: Write): Promise<Record<string, unknown>[]>
  /** Brings the schema up to date from the migrations in `folder`. */
  migrate(folder: string): Promise<void>
  /** Whether a table is there, on a server that others may have prepared. */
  hasTable?(name: string): Promise<boolean>
  /** Cheap proof that reads work. */
  ping(): Promise<void>
  /** Tells of a connection that died while nobody used it; absent where there is none to die. */
  onLostConnection?(listener: (error: Error) => void): void
  /** A number that changes when another process wrote; absent where that cannot be told cheaply. */
  foreignWrites?(): number
  /** Moves the log of what was written into the file where it has grown long; less patient at rest. */
  moveLog?(when: 'busy' | 'resting'): void
  /** Leaves nothing in the log of what is no longer in the file; false: somebody reads it, try again. */
  emptyLog?(): boolean
  /** Looks anew what lies in the tables, for better plans; absent where that happens by itself. */
  countForPlanning?(): void
  close(): Promise<void>
}
