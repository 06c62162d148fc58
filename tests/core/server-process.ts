import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readConfig } from '@mashang/server/config.ts'
import { openDatabase } from '@mashang/server/core/db/open.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { openSecrets } from '@mashang/server/core/secrets.ts'
import { ensureDistrict } from '@mashang/server/districts/districts.store.ts'
import { systemClock } from '@mashang/shared/core/clock.ts'
import { filingTo, plant, type Seed, type SeededRepresentative } from '../support/app.ts'

const root = resolve(import.meta.dirname, '../..')
const FLAGS = ['--import', './server/core/fast-resolve.mjs', '--max-semi-space-size=4']

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address !== null && typeof address === 'object' ? address.port : 0
}

export interface RunningServer {
  url: string
  process: ChildProcess
  /** Everything that it printed so far. */
  printed(): string
  /** Ends it and waits; the exit code, null where a signal cut it. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** The environment of a child, without what this process happens to have set. */
const environment = (settings: Record<string, string>): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  ...settings,
})

/** Runs a file of the project to its end. */
export async function run(
  file: string,
  settings: Record<string, string>,
  words: readonly string[] = [],
): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, [...FLAGS, file, ...words], {
    cwd: root,
    env: environment(settings),
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk
    })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, printed }
}

/** The real server as it is started by the launcher, on a data folder; resolves when it serves. */
export async function startServer(
  folder: string,
  settings: Record<string, string> = {},
): Promise<RunningServer> {
  const port = await freePort()
  const child = spawn(process.execPath, [...FLAGS, 'server/main.ts'], {
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
      if (printed.includes('码上代表已启动')) started()
    }
    child.stdout.on('data', note)
    child.stderr.on('data', note)
    child.once('exit', () => failed(new Error(`the server ended: ${printed}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    printed: () => printed,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
      return child.exitCode
    },
  }
}

export interface DataFolder {
  path: string
  seed: Seed
  remove(): void
}

/** A data folder of the real kind with the seed of the tests in it. */
export async function seededFolder(parent: string = tmpdir()): Promise<DataFolder> {
  mkdirSync(parent, { recursive: true })
  const path = mkdtempSync(join(parent, 'mashang-data-'))
  const db = await openDatabase(null, path)
  const context = {
    config: readConfig({ MASHANG_DATA: path }),
    db,
    clock: systemClock,
    secrets: openSecrets(path),
    files: folderStore(join(path, 'files')),
    sms: null,
    district: 'home',
  }
  await ensureDistrict(context)
  const seed = await plant(context)
  await db.close()
  return { path, seed, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** One filing over the network, by somebody's phone. */
export const fileAt = (
  server: RunningServer,
  data: DataFolder,
  key: string = crypto.randomUUID(),
): Promise<Response> =>
  fetch(`${server.url}/api/issues`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(filingTo(data.seed.representatives[0] as SeededRepresentative)),
  })
