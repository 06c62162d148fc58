import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type DataFolder, seededFolder } from '../support/data-folder.ts'
import { type RunningServer, startOn } from '../support/server-process.ts'
import { faultsAtRest, figure } from './at-rest.ts'
import { replayFaults, send, sendPhoto, smallPhoto, type Try } from './phone.ts'
import { type Proof, share } from './proof.ts'

/** Filings with photos after which a fault that waits for a later call will not come any more. */
const MOST_TRIES = 40

/** One fault: the n-th time that the server asks for a call, on whatever thread, the kernel says EIO. */
interface Fault {
  call: 'pwrite64' | 'fsync' | 'rename'
  /** Of the database, on the main thread; null: any photo or folder, on the threads beside it. */
  file: 'mashang.sqlite-wal' | 'mashang.sqlite' | null
  when: number
}

/** Faults in the order of the calls that a filing makes, so that each number meets another one. */
function faults(count: number): Fault[] {
  const made: Fault[] = []
  for (let when = 1; made.length < count; when++) {
    made.push({ call: 'pwrite64', file: 'mashang.sqlite-wal', when })
    if (when % 6 === 1)
      made.push({ call: 'fsync', file: 'mashang.sqlite-wal', when: 1 + Math.floor(when / 6) })
    if (when % 12 === 2) made.push({ call: 'fsync', file: null, when: 1 + Math.floor(when / 12) })
    if (when % 12 === 8) made.push({ call: 'rename', file: null, when: 1 + Math.floor(when / 12) })
    if (when % 24 === 10) made.push({ call: 'pwrite64', file: 'mashang.sqlite', when })
    if (when % 48 === 10) made.push({ call: 'fsync', file: 'mashang.sqlite', when: 1 })
  }
  return made.slice(0, count)
}

interface Scene {
  data: DataFolder
  server: RunningServer
  trace: string
}

/** Lets the fault wait in a running server; resolves when it does. */
async function inject({ data, server, trace }: Scene, fault: Fault): Promise<ChildProcess> {
  const pid = String(server.process.pid)
  const threads = readdirSync(`/proc/${pid}/task`).filter((thread) => thread !== pid)
  const whom =
    fault.file === null
      ? threads.flatMap((thread) => ['-p', thread])
      : ['-p', pid, '-P', join(data.path, fault.file)]
  const calls = fault.call === 'fsync' ? 'fsync,fdatasync' : fault.call
  const tracer = spawn(
    'strace',
    [
      ...['-y', '-o', trace, ...whom],
      ...['-e', `trace=${calls}`, '-e', `inject=${calls}:error=EIO:when=${fault.when}`],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  await new Promise<void>((ready, failed) => {
    tracer.stderr?.on('data', (chunk: Buffer) => {
      said += chunk
      if (said.includes('attached')) ready()
    })
    tracer.once('error', failed)
    tracer.once('exit', () => failed(new Error(`strace: ${said}`)))
  })
  return tracer
}

const struck = (trace: string): string =>
  existsSync(trace) ? (/^.*\(INJECTED\).*$/m.exec(readFileSync(trace, 'utf8'))?.[0] ?? '') : ''

/** Pages in the log after which a server at rest moves them; see `server/core/db/sqlite.ts`. */
const LOG_BYTES = 1_050 * 4_120

/** Files with photos until the fault has struck, or will not any more. */
async function fileUntilStruck(
  scene: Scene,
  fault: Fault,
  photo: Buffer,
  tries: Try[],
): Promise<string[]> {
  const { server, data, trace } = scene
  const broken: string[] = []
  const refusal = async (reply: Response): Promise<void> => {
    const text = await reply.text()
    if (![503, 507].includes(reply.status) || !(Number(reply.headers.get('retry-after')) > 0))
      broken.push(`${reply.status} ${text.slice(0, 200)}`)
  }
  const log = join(data.path, 'mashang.sqlite-wal')
  for (let n = 0; n < MOST_TRIES && struck(trace) === ''; n++) {
    const uploaded = await sendPhoto(server, photo)
    const photos = uploaded.status === 201 ? [((await uploaded.json()) as { id: string }).id] : []
    if (photos.length === 0) await refusal(uploaded)
    const one: Try = { key: crypto.randomUUID(), photos, answer: null }
    tries.push(one)
    const reply = await send(server, data, one)
    if (reply.status === 201) one.answer = await reply.text()
    else await refusal(reply)
    // The file itself is written at rest.
    if (fault.file === 'mashang.sqlite' && statSync(log).size > LOG_BYTES) await pause(800)
  }
  return broken
}

/** Reading goes on; and a server behind its fence says so, in every place where somebody may look. */
async function faultsAfter({ server, data }: Scene, fenced: boolean): Promise<string[]> {
  const broken: string[] = []
  for (const path of [
    `/q/${data.seed.stationCode}`,
    `/api/codes/${data.seed.stationCode}`,
    '/healthz',
  ]) {
    const page = await fetch(`${server.url}${path}`)
    if (page.status !== 200) broken.push(`${path} is ${page.status}`)
  }
  const ready = await fetch(`${server.url}/readyz`)
  if (ready.status !== (fenced ? 503 : 200))
    broken.push(`/readyz is ${ready.status}: ${await ready.text()}`)
  const reply = await send(server, data, { key: crypto.randomUUID(), photos: [], answer: null })
  const text = await reply.text()
  if (fenced && (reply.status !== 503 || !text.includes('storage.broken')))
    broken.push(
      `after a failed sync of the database a filing is ${reply.status} ${text.slice(0, 200)}`,
    )
  if (!fenced && reply.status !== 201)
    broken.push(`afterwards a filing is ${reply.status} ${text.slice(0, 200)}`)
  if (fenced && !server.printed().includes('the disk refused a sync'))
    broken.push('the log does not tell of the failed sync')
  return broken
}

export const ioErrors: Proof = {
  id: 'io-errors',
  promise:
    'An I/O error at any write or sync is never answered as a success; after a failed sync of the database nothing is written until a restart',
  limits:
    'The error is put in by strace between server and kernel, so what a failing disk leaves in the page cache is not tried. Writes of a photo’s own bytes fail at its sync and its renaming, not at the write.',
  async run(terms) {
    const data = await seededFolder(terms.folder)
    const photo = await smallPhoto()
    const tries: Try[] = []
    const broken: string[] = []
    const counts = { struck: 0, fenced: 0, passed: 0 }
    let server = await startOn(data.path)
    for (const [index, fault] of faults(share(300, terms)).entries()) {
      const scene: Scene = { data, server, trace: join(terms.folder, `trace-${index}`) }
      const from = tries.length
      const tracer = await inject(scene, fault)
      const found = await fileUntilStruck(scene, fault, photo, tries)
      tracer.kill('SIGINT')
      await once(tracer, 'exit')
      const line = struck(scene.trace)
      if (line === '') counts.passed += 1
      else counts.struck += 1
      const fenced = line !== '' && fault.call === 'fsync' && fault.file !== null
      if (line === '') broken.push(`${fault.call} ${fault.when} of ${fault.file}: it never came`)
      found.push(...(await faultsAfter(scene, fenced)))
      if (fenced) {
        counts.fenced += 1
        await server.end('SIGKILL')
        server = await startOn(data.path)
      }
      found.push(...(await replayFaults(server, data, tries.slice(from), 1)))
      const { call, file, when } = fault
      for (const one of found)
        broken.push(`${call} ${when} of ${file ?? 'any file'} (${line}): ${one}`)
      if ((index + 1) % 30 === 0) terms.say(`${index + 1} faults`)
    }
    broken.push(...(await replayFaults(server, data, tries)))
    const code = await server.end()
    if (code !== 0) broken.push(`the server ended with ${code}`)
    broken.push(...(await faultsAtRest(data.path)))
    const filed = Number(figure(data.path, 'select count(*) from issues'))
    if (filed < tries.length) broken.push(`${filed} issues of ${tries.length} filings`)
    return {
      figure: `${counts.struck} writes, syncs and renames failed with EIO (${counts.passed} never came), ${counts.fenced} of them syncs of the database after which nothing was written until a restart; ${tries.length} filings: ${broken.length} faults`,
      broken,
    }
  },
}
