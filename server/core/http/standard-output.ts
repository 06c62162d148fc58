import { writeSync } from 'node:fs'

const STANDARD_OUTPUT = 1
/** How long a reader that does not keep up is waited for before it is asked again, in milliseconds. */
const PAUSE = 50

/**
 * Lines on standard output. Those that may wait leave together at the end of the event loop's turn,
 * because a call of the system for each was a tenth of a landing page; whatever may not, and the
 * end of the process, takes them along.
 */
export class StandardOutput {
  #waiting = ''
  #broken = false

  constructor() {
    process.on('exit', () => this.write(''))
  }

  later(line: string): void {
    if (this.#waiting === '') setImmediate(() => this.write(''))
    this.#waiting += line
  }

  write(line: string): void {
    let bytes = Buffer.from(this.#waiting + line)
    this.#waiting = ''
    while (bytes.length > 0 && !this.#broken) bytes = bytes.subarray(this.#put(bytes))
  }

  #put(bytes: Buffer): number {
    try {
      return writeSync(STANDARD_OUTPUT, bytes)
    } catch (error) {
      switch ((error as NodeJS.ErrnoException).code) {
        case 'EAGAIN':
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE)
          return 0
        case 'EPIPE':
          // Whoever read it is gone; the server goes on without them.
          this.#broken = true
          return 0
        default:
          throw error
      }
    }
  }
}
