import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'

/** Thrown inside a commit when a guarded update touched nothing: somebody was faster. */
export class Conflict extends Failure {
  readonly statement: string
  constructor(statement: string) {
    super(coreErrors.conflict, { cause: new Error(`guard of "${statement}" touched no row`) })
    this.name = 'Conflict'
    this.statement = statement
  }
}

/** A unique index refused a row. `constraint` names the index or its columns. */
export class AlreadyThere extends Failure {
  readonly constraint: string
  constructor(constraint: string, cause: unknown) {
    super(coreErrors.conflict, { cause })
    this.name = 'AlreadyThere'
    this.constraint = constraint
  }
}

const stringOf = (error: unknown, key: string): string => {
  const found =
    error !== null && typeof error === 'object'
      ? (error as Record<string, unknown>)[key]
      : undefined
  return typeof found === 'string' ? found : ''
}

/** drizzle wraps a failed read and puts its values, people's words, into the message. */
export const rootOf = (error: unknown): unknown =>
  error instanceof Error && 'query' in error && error.cause !== undefined ? error.cause : error

/**
 * Engine errors as the project's own. `whole` says that the transaction itself is gone, so every
 * unit in it failed; otherwise only the unit at fault did.
 */
export function faultOf(error: unknown): { fault: unknown; whole: boolean } {
  if (error instanceof Failure) return { fault: error, whole: false }
  const code = stringOf(error, 'code')
  const message = error instanceof Error ? error.message : String(error)
  if (code.startsWith('SQLITE_CONSTRAINT_UNIQUE') || code === 'SQLITE_CONSTRAINT_PRIMARYKEY')
    return { fault: new AlreadyThere(message, error), whole: false }
  if (code === '23505')
    return { fault: new AlreadyThere(stringOf(error, 'constraint'), error), whole: false }
  if (code.startsWith('SQLITE_CONSTRAINT') || /^2[23]/.test(code))
    return { fault: error, whole: false }
  if (
    code === 'SQLITE_FULL' ||
    // The index beside the log could not grow.
    code === 'SQLITE_IOERR_SHMSIZE' ||
    code === '53100' ||
    /ENOSPC|EDQUOT|EFBIG|disk is full/.test(message)
  )
    return {
      fault: new Failure(coreErrors.storageFull, { cause: error, retryAfter: 30 }),
      whole: true,
    }
  if (isBusy(error) || code === '40001' || code === '40P01' || code === '55P03')
    return { fault: new Failure(coreErrors.busy, { cause: error, retryAfter: 2 }), whole: true }
  if (isFailedSync(error))
    return {
      fault: new Failure(coreErrors.storageBroken, { cause: error, retryAfter: 60 }),
      whole: true,
    }
  if (BROKEN_FOLDER.test(code))
    return {
      fault: new Failure(coreErrors.filesUnavailable, { cause: error, retryAfter: 30 }),
      whole: true,
    }
  if (BROKEN_FILE.test(code) || AWAY.test(code) || LOST.test(`${code} ${message}`))
    return { fault: new Failure(coreErrors.busy, { cause: error, retryAfter: 5 }), whole: true }
  return { fault: error, whole: false }
}

/** SQLite's codes for a file that cannot be used now; others are about one statement. */
const BROKEN_FILE =
  /^SQLITE_(CANTOPEN|CORRUPT|INTERRUPT|IOERR|LOCKED|NOMEM|NOTADB|PROTOCOL|READONLY)/

/** Node's codes for a disk, or what it is mounted as, that does not take or give a file. */
const BROKEN_FOLDER = /^(EIO|EROFS|ENODEV|ENXIO|ESTALE)$/

/**
 * PostgreSQL's codes for a server that takes nothing now, though it may soon: connection lost (08),
 * a commit that fell silent (25P03), no memory or no connection left, shutting down (57), its disk.
 * 25006: it became the one that may only be read, after a fail-over.
 */
const AWAY = /^(08|57|25P03|25006|53200|53300|58030)/

/** How pg and the network say that the server is gone; some of these carry no code. */
const LOST =
  /ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|Connection terminated|Query read timeout|not queryable|timeout exceeded when trying to connect/

/** A connection that answered like this is good for nothing more, not even for undoing. */
export function isUseless(thrown: unknown): thrown is Error {
  // What a unit met is a failure of ours by then, with the server's words behind it.
  const error = thrown instanceof Failure ? thrown.details.cause : thrown
  return (
    error instanceof Error &&
    (/^25(006|P03)$/.test(stringOf(error, 'code')) || LOST.test(error.message))
  )
}

export const isBusy = (error: unknown): boolean => stringOf(error, 'code').startsWith('SQLITE_BUSY')

/** SQLite asked the disk to keep what was written, and it did not. */
export const isFailedSync = (error: unknown): boolean =>
  /^SQLITE_IOERR_(DIR_)?FSYNC$/.test(stringOf(error, 'code'))
