import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

interface Common {
  port: number
  path: string
  connections: number
  seconds: number
  /** The status that a good answer has. */
  expect: number
  /** Requests per second; absent: as many as the connections carry. */
  rate?: number
}
export type Load = Common &
  (
    | { kind: 'get'; headers?: Record<string, string> }
    /** Filings; each request has a key of its own made from `prefix`. */
    | { kind: 'post'; bodies: string[]; prefix: string }
  )

export interface LoadResult {
  perSecond: number
  seconds: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Answers with another status than expected. */
  refused: number
}

/** The load generator's process; one serves a whole run. */
export class LoadGenerator {
  readonly #process: ChildProcess = fork(join(import.meta.dirname, 'load-process.ts'))

  /** Throws when any answer had another status than expected: such a figure would mean nothing. */
  async run(load: Load): Promise<LoadResult> {
    const result = await new Promise<LoadResult>((resolve, reject) => {
      this.#process.once('message', (told: { result?: LoadResult; error?: string }) =>
        told.result === undefined ? reject(new Error(told.error)) : resolve(told.result),
      )
      this.#process.send(load)
    })
    if (result.refused > 0)
      throw new Error(`${result.refused} answers to ${load.path} were not ${load.expect}.`)
    return result
  }

  close(): void {
    this.#process.kill()
  }
}
