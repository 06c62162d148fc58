import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { isFailedSync } from './faults.ts'

/**
 * Stands between a disk that once refused a sync and everything that would be written after it. The
 * kernel tells of a failed sync once and then counts the pages as clean: a later sync that succeeds
 * proves nothing about them. So nothing is taken in any more until a restart, which writes the log
 * anew into the file; reading goes on.
 */
export class Fence {
  #cause: unknown
  #tell: (cause: unknown) => void = () => undefined

  get isUp(): boolean {
    return this.#cause !== undefined
  }

  /** Throws where nothing may be written any more. */
  pass(): void {
    if (this.isUp)
      throw new Failure(coreErrors.storageBroken, { cause: this.#cause, retryAfter: 60 })
  }

  /** Looks at whatever went wrong, and goes up where it was a sync. */
  watch(fault: unknown): void {
    const cause = fault instanceof Failure ? fault.details.cause : fault
    if (this.isUp || !isFailedSync(cause)) return
    this.#cause = cause
    this.#tell(cause)
  }

  /** Called once, when it goes up. */
  onUp(tell: (cause: unknown) => void): void {
    this.#tell = tell
  }
}
