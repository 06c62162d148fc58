import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

/** What answers: the real application or something to compare it with; see variants.ts. */
export type Variant =
  | 'application'
  | 'application with a static page'
  | 'application with its printer'
  | 'application without database'
  | 'one transaction per filing'
  | 'application on a fast clock'
  | 'application that looks for floods, ordinary times'
  | 'application that looks for floods, in one'
  | 'inbox by builder and zod'
  | 'bare'

export interface Figures {
  /** Transactions, each with one fsync of the log, and the filings in them. */
  groups: number
  units: number
  /** Processor time that the server's process used so far, in microseconds. */
  cpu: number
}

export interface Server {
  port: number
  pid: number
  figures(): Promise<Figures>
  close(): Promise<void>
}

/** Starts a server in a process of its own, with the very flags of `npm start`. */
export async function startServer(variant: Variant, folder: string): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'server-process.ts'), [variant, folder], {
    execArgv: [
      '--import',
      new URL('../../server/core/fast-resolve.mjs', import.meta.url).href,
      '--max-semi-space-size=4',
      ...(process.env.BENCH_PROFILE === variant
        ? ['--cpu-prof', '--cpu-prof-dir', '/tmp/mashang-profile']
        : []),
    ],
    // The log is written as in service, to nowhere.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const { port } = await told<{ port: number }>(child)
  return {
    port,
    pid: child.pid as number,
    async figures() {
      child.send('figures')
      return await told<Figures>(child)
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.send('close')
      await ended
    },
  }
}

function told<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`A server of the bench ended with code ${code}.`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as T)
    })
  })
}
