import { writeSync } from 'node:fs'

/** How long a reader that does not keep up is waited for before it is asked again, in milliseconds. */
const PAUSE = 50
/** How often in a row; nobody is answered meanwhile. */
const PAUSES = 100
/** There is no room, or the disk does not take it: no reason to answer nobody. */
const NOT_TAKEN = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'])
const LINE_END = 0x0a

/** Where bytes go; a test has one of its own. */
interface Descriptor {
  /** How many of them were taken. Throws as the system does. */
  put(bytes: Uint8Array): number
  pause(): void
}

const standardOutput: Descriptor = {
  put: (bytes) => writeSync(1, bytes),
  pause: () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE),
}

/**
 * Lines on standard output. Those that may wait leave together at the end of the event loop's turn,
 * because a call of the system for each was a tenth of a landing page; whatever may not, and the
 * end of the process, takes them along. What is not taken is dropped and counted: a log never ends
 * the server.
 */
export class StandardOutput {
  #dropped = 0
  #waiting = ''
  #broken = false
  /** The last line that was taken has no end. */
  #torn = false
  #pauses = PAUSES
  readonly #out: Descriptor

  constructor(out = standardOutput) {
    this.#out = out
    process.on('exit', () => this.write(''))
  }

  /** Lines that were not taken, or not whole. */
  get dropped(): number {
    return this.#dropped
  }

  later(line: string): void {
    if (this.#waiting === '') setImmediate(() => this.write(''))
    this.#waiting += line
  }

  write(line: string): void {
    const lines = this.#waiting + line
    this.#waiting = ''
    if (lines === '') return
    // What follows a line that was cut off begins on a line of its own.
    const before = this.#torn ? '\n' : ''
    const bytes = Buffer.from(before + lines)
    const taken = this.#put(bytes)
    if (taken > 0) this.#torn = bytes[taken - 1] !== LINE_END
    for (const byte of bytes.subarray(Math.max(taken, before.length)))
      if (byte === LINE_END) this.#dropped += 1
  }

  /** How many bytes were taken before it had to be given up. */
  #put(bytes: Uint8Array): number {
    let taken = 0
    while (taken < bytes.length && !this.#broken) {
      try {
        taken += this.#out.put(bytes.subarray(taken))
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException
        if (code === 'EAGAIN' && this.#pauses > 0) {
          this.#pauses -= 1
          this.#out.pause()
          continue
        }
        // Whoever read it is gone; the server goes on without them.
        if (code === 'EPIPE') this.#broken = true
        else if (code !== 'EAGAIN' && !NOT_TAKEN.has(code)) throw error
        return taken
      }
    }
    // Who has read everything is waited for again.
    if (taken === bytes.length) this.#pauses = PAUSES
    return taken
  }
}
