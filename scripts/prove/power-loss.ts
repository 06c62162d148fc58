import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { migrated } from '@mashang/server/core/db/open.ts'
import { openSqlite } from '@mashang/server/core/db/sqlite.ts'
import { photoFile } from '@mashang/server/photos/photos.store.ts'
import Sqlite from 'better-sqlite3'
import { seededFolder } from '../support/data-folder.ts'
import { startOn } from '../support/server-process.ts'
import { faultsAtRest } from './at-rest.ts'
import { send, sendPhoto, smallPhoto, together } from './phone.ts'
import { cutAt, type Left } from './power-loss/cut.ts'
import { follow, keptFolder, type Thing } from './power-loss/disk.ts'
import { type Call, readTrace, tracing } from './power-loss/trace.ts'
import { type Proof, share } from './proof.ts'
import { between, randomFrom } from './random.ts'

/** Enough for the log to be moved into the file while the server rests. */
const FILINGS = 130
const PHONES = 6
const NEAR = /^(sync|rename|answer|unlink|truncate)$/

/** Photos and filings from several phones, a rest, some more; then an orderly end. */
async function record(folder: string): Promise<{ kept: Thing; calls: Call[] }> {
  const data = await seededFolder(folder)
  const kept = keptFolder(data.path)
  const file = join(folder, 'trace')
  const server = await startOn(data.path, {}, tracing(file))
  const photo = await smallPhoto()
  const fileOne = async (): Promise<void> => {
    const { id } = (await (await sendPhoto(server, photo)).json()) as { id: string }
    await (
      await send(server, data, { key: crypto.randomUUID(), photos: [id], answer: null })
    ).text()
  }
  for (const rest of [900, 0]) {
    await together(Array.from({ length: FILINGS / 2 }), PHONES, fileOne)
    await pause(rest)
  }
  const { pid } = server.process
  await server.end('SIGTERM')
  // The tracer writes its last line after the process has gone.
  const last = new RegExp(`^${pid} +\\+\\+\\+ exited`, 'm')
  while (!last.test(readFileSync(file).subarray(-4_000).toString())) await pause(50)
  const calls = await readTrace(file, data.path)
  follow(kept, data.path, calls)
  return { kept, calls }
}

/** Ids that clients had read before a place of the trace, of filings and of photos. */
function acknowledged(calls: readonly Call[]): { begin: number; id: string; table: string }[] {
  return calls.flatMap(({ begin, act }) => {
    if (act.kind !== 'answer') return []
    const text = act.bytes.toString()
    if (!text.startsWith('HTTP/1.1 201')) return []
    const body = JSON.parse(text.slice(text.indexOf('\r\n\r\n'))) as {
      id: string
      receipt?: string
    }
    return [{ begin, id: body.id, table: body.receipt === undefined ? 'photos' : 'issues' }]
  })
}

const found = (left: Left | undefined, path: string): Left | undefined =>
  path.split('/').reduce((at, name) => (at instanceof Map ? at.get(name) : undefined), left)

/** Opens a disk as the server does after a power cut, and looks for what is missing. */
async function faultsOf(
  left: Left,
  folder: string,
  promised: readonly { id: string; table: string }[],
): Promise<string[]> {
  mkdirSync(folder)
  for (const name of ['mashang.sqlite', 'mashang.sqlite-wal', 'secret.key']) {
    const bytes = found(left, name)
    if (bytes instanceof Buffer) writeFileSync(join(folder, name), bytes)
  }
  const broken: string[] = []
  const db = await migrated(openSqlite(join(folder, 'mashang.sqlite')))
  await db.close()
  broken.push(...(await faultsAtRest(folder)))
  const file = new Sqlite(join(folder, 'mashang.sqlite'), { readonly: true })
  for (const { id, table } of promised)
    if (file.prepare(`select 1 from ${table} where id = ?`).get(id) === undefined)
      broken.push(`${id} of ${table} was acknowledged and is not there`)
  const rows = file.prepare<[], string>('select id from photos').pluck().all()
  file.close()
  for (const id of rows)
    for (const size of ['full', 'thumb'] as const) {
      const bytes = found(left, `files/${photoFile(id, size)}`)
      const whole =
        bytes instanceof Buffer &&
        bytes.length > 100 &&
        bytes.readUInt16BE(bytes.length - 2) === 0xffd9
      if (!whole) broken.push(`the photo ${id} (${size}) is named and not whole`)
    }
  return broken
}

export const powerLoss: Proof = {
  id: 'power-loss',
  promise:
    'A power cut at any moment loses nothing that was acknowledged: no filing, no photo; database and ledger are whole',
  limits:
    'Disks are rebuilt from the calls that one run made, by the rules of POSIX: a sync that the disk confirms is believed, 512 bytes are written whole. SQLite and photos in the data folder; a folder made anew at the first start, PostgreSQL and object storages are not tried.',
  async run(terms) {
    const random = randomFrom(terms.seed)
    const { kept, calls } = await record(terms.folder)
    const promised = acknowledged(calls)
    const last = calls.at(-1)?.end ?? 0
    const near = calls.filter(({ act }) => NEAR.test(act.kind))
    const disks = share(1_000, terms)
    terms.say(`${calls.length} calls, ${promised.length} answers; ${disks} disks`)
    const broken: string[] = []
    for (let disk = 1; disk <= disks; disk++) {
      // Half of the cuts anywhere, half just before or after a call that decides something.
      const beside = near[between(random, 0, near.length - 1)] as Call
      const place =
        random() < 0.5
          ? between(random, 1, last)
          : (random() < 0.5 ? beside.begin : beside.end) + between(random, 0, 1)
      const fate = random() < 0.2 ? 'nothing' : undefined
      const left = cutAt(kept, place, random, fate)
      const folder = join(mkdtempSync(join(terms.folder, 'disk-')), 'data')
      const before = promised.filter(({ begin }) => begin < place)
      try {
        for (const fault of await faultsOf(left, folder, before))
          broken.push(`disk ${disk} (cut at ${place}, ${fate ?? 'mixed'}): ${fault}`)
      } catch (error) {
        broken.push(
          `disk ${disk} (cut at ${place}, ${fate ?? 'mixed'}): cannot be opened: ${error}`,
        )
      }
      rmSync(join(folder, '..'), { recursive: true })
      if (disk % 200 === 0) terms.say(`${disk} disks`)
    }
    return {
      figure: `${disks} disks rebuilt from ${calls.length} calls with ${promised.length} acknowledged filings and photos: ${broken.length} faults`,
      broken,
    }
  },
}
