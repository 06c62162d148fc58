import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** What the server writes to `<data>/demo.json`. */
export interface Demo {
  accounts: { role: string; name: string; login: string; password: string }[]
  codes: { code: string; url: string; kind: string; name: string }[]
}

/** The real server as a child process, with a data folder of its own. */
export interface ServerProcess {
  url: string
  /** Everything that it has printed so far. */
  printed(): string
  demo(): Demo
  /** Its data folder. */
  folder: string
  /** Ends the process, and leaves the folder. */
  end(): Promise<void>
  /** Ends the process, and removes the folder. */
  stop(): Promise<void>
}

const root = resolve(import.meta.dirname, '../..')
const START_LIMIT = 60_000

const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })

async function listening(child: ChildProcess, url: string, printed: () => string): Promise<void> {
  const limit = Date.now() + START_LIMIT
  while (Date.now() < limit) {
    if (child.exitCode !== null) break
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready && printed().includes('码上代表已启动')) return
    await new Promise((next) => setTimeout(next, 100))
  }
  throw new Error(`the server did not start:\n${printed()}`)
}

export interface ServerOptions {
  /** False: an empty system that waits for its set-up. */
  demo?: boolean
  /** A data folder to begin with, of a server that has stopped; it is copied. */
  from?: string
  /** More `MASHANG_*` settings. */
  settings?: Record<string, string>
}

/** Starts it on a free port, with a data folder that goes away with it. */
export async function startServer({
  demo = true,
  from,
  settings = {},
}: ServerOptions = {}): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'mashang-e2e-'))
  if (from !== undefined) cpSync(from, folder, { recursive: true })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MASHANG_'))
  const child = spawn(
    process.execPath,
    ['--import', './server/core/fast-resolve.mjs', 'server/main.ts'],
    {
      cwd: root,
      env: {
        ...Object.fromEntries(inherited),
        MASHANG_DATA: folder,
        MASHANG_PORT: String(port),
        MASHANG_DEMO: demo ? '1' : '0',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  const keep = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const end = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  const stop = async (): Promise<void> => {
    await end()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await listening(child, url, () => output)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url,
    printed: () => output,
    demo: () => JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')) as Demo,
    folder,
    end,
    stop,
  }
}
