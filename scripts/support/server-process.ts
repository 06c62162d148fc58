import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from './free-port.ts'

const root = resolve(import.meta.dirname, '../..')
const FLAGS = ['--import', './server/core/fast-resolve.mjs', '--max-semi-space-size=4']
const STARTED = '码上代表已启动'

/** The environment of a child, without what this process happens to have set. */
const environment = (settings: Record<string, string>): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR', 'TZ'].flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  ),
  ...settings,
})

/**
 * Runs a file of the project to its end, perhaps under a program that watches it.
 * @param kill ends it as nothing can prepare for
 */
export async function run(
  file: string,
  settings: Record<string, string>,
  words: readonly string[] = [],
  under: readonly string[] = [],
  kill?: AbortSignal,
): Promise<{ code: number | null; printed: string }> {
  const [program = '', ...rest] = [...under, process.execPath, ...FLAGS, file, ...words]
  const child = spawn(program, rest, {
    cwd: root,
    env: environment(settings),
  })
  kill?.addEventListener('abort', () => child.kill('SIGKILL'))
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk
    })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, printed }
}

/** The real server as a child process. */
export interface RunningServer {
  url: string
  process: ChildProcess
  /** Everything that it printed so far. */
  printed(): string
  /** Ends it and waits; the exit code, null where a signal cut it. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

/**
 * The real server as it is started by the launcher, on a data folder; resolves when it serves.
 * @param under a program that starts it and watches it (strace with its options)
 */
export async function startOn(
  folder: string,
  settings: Record<string, string> = {},
  under: readonly string[] = [],
): Promise<RunningServer> {
  const port = await freePort()
  const [program = '', ...words] = [...under, process.execPath, ...FLAGS, 'server/main.ts']
  const child = spawn(program, words, {
    cwd: root,
    env: environment({
      MASHANG_DATA: folder,
      MASHANG_PORT: String(port),
      MASHANG_DEMO: '0',
      ...settings,
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  await new Promise<void>((started, failed) => {
    const note = (chunk: Buffer) => {
      printed += chunk
      if (printed.includes(STARTED)) started()
    }
    child.stdout.on('data', note)
    child.stderr.on('data', note)
    child.once('error', failed)
    child.once('exit', () => failed(new Error(`the server ended: ${printed}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    printed: () => printed,
    async end(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
      return child.exitCode
    },
  }
}

/** What the server writes to `<data>/demo.json`. */
export interface Demo {
  accounts: { role: string; name: string; login: string; password: string }[]
  codes: { code: string; url: string; kind: string; name: string }[]
}

/** The real server with a data folder of its own, which goes away with it. */
export interface ServerProcess extends RunningServer {
  demo(): Demo
  /** Its data folder. */
  folder: string
  /** Ends the process, and removes the folder. */
  stop(): Promise<void>
}

export interface ServerOptions {
  /** False: an empty system that waits for its set-up. */
  demo?: boolean
  /** A data folder to begin with, of a server that has stopped; it is copied. */
  from?: string
  /** More `MASHANG_*` settings. */
  settings?: Record<string, string>
}

/** Starts it on a data folder that goes away with it. */
export async function startServer({
  demo = true,
  from,
  settings = {},
}: ServerOptions = {}): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'mashang-e2e-'))
  if (from !== undefined) cpSync(from, folder, { recursive: true })
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  const server = await startOn(folder, { MASHANG_DEMO: demo ? '1' : '0', ...settings }).catch(
    (error: unknown) => {
      remove()
      throw error
    },
  )
  return {
    ...server,
    demo: () => JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')) as Demo,
    folder,
    async stop() {
      await server.end()
      remove()
    },
  }
}
