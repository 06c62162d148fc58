import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { byHolder } from '@mashang/server/backups/envelope.ts'
import { makeBackupKey, privateKeyIn } from '@mashang/server/backups/keys.ts'
import { restoreBackup } from '@mashang/server/backups/restore.ts'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import { type DataFolder, seededFolder } from '../support/data-folder.ts'
import { type RunningServer, run, startOn } from '../support/server-process.ts'
import { send, sendPhoto, smallPhoto } from './phone.ts'
import { type Proof, share, type Terms } from './proof.ts'
import { between, randomFrom } from './random.ts'
import { type Row, rowsOf, same } from './rows.ts'

const CLIENTS = 8

/** Phones that file with a photo, one after another, until they are told to stop. */
function load(server: RunningServer, data: DataFolder, photo: Buffer) {
  let stopping = false
  let filed = 0
  const phone = async (): Promise<void> => {
    while (!stopping) {
      const { id } = (await (await sendPhoto(server, photo)).json()) as { id: string }
      const reply = await send(server, data, {
        key: crypto.randomUUID(),
        photos: [id],
        answer: null,
      })
      if (reply.status !== 201) throw new Error(`a filing: ${await reply.text()}`)
      filed += 1
      // Load for the copying, not a flood that leaves it no core.
      await pause(1_000)
    }
  }
  const phones = Promise.all(Array.from({ length: CLIENTS }, phone))
  return {
    filed: () => filed,
    async stop(): Promise<void> {
      stopping = true
      await phones
    },
  }
}

/**
 * Rows that change after they were written, while phones file: how one of an earlier moment may
 * differ from now. `then` are all restored rows, `later` tells of an issue that it was filed after.
 */
type Moves = (old: Row, now: Row, later: (issueId: unknown) => boolean) => boolean
const follows: Moves = (old, now) => Number(now.sequence) > Number(old.sequence)
const MOVING: Record<string, Moves> = {
  notice_cursors: follows,
  point_cursors: follows,
  sheet_cursors: follows,
  counters: (old, now) => Number(now.value) > Number(old.value),
  ledger_heads: follows,
  // A heartbeat: when the clock was last looked at.
  ladder_watches: (old, now) => Number(now.seen_at) > Number(old.seen_at),
  photos: (old, now, later) =>
    old.issue_id === null &&
    later(now.issue_id) &&
    same({ ...now, issue_id: null, position: null }, { ...old, position: null }),
  notices: (old, now) => old.fanned_out_at === null && same({ ...now, fanned_out_at: null }, old),
}

/** Rows that come into being in the commit that files an issue: to which one they belong. */
const OF_ISSUE: Record<string, string> = {
  issues: 'id',
  deadlines: 'subject_id',
  photos: 'issue_id',
}

/** Compares a restored folder with the living one, as it was when its ledger had so many rows. */
function unlike(restored: string, live: string): string[] {
  const broken: string[] = []
  const then = rowsOf(restored)
  const now = rowsOf(live)
  const ledger = [...(then.get('ledger') ?? new Map<string, Row>()).values()]
  const moment = ledger.length
  const laterIssues = new Set<unknown>()
  for (const fact of now.get('ledger')?.values() ?? [])
    if (Number(fact.sequence) > moment) laterIssues.add(fact.subject_id)
  for (const [table, rows] of now) {
    const old = then.get(table)
    if (old === undefined) {
      broken.push(`the table ${table} is missing`)
      continue
    }
    for (const [key, row] of old) {
      const found = rows.get(key)
      if (same(row, found)) continue
      const moved = found && MOVING[table]?.(row, found, (id) => laterIssues.has(id))
      if (moved !== true)
        broken.push(`${table} ${key} is ${JSON.stringify(row)} for ${JSON.stringify(found)}`)
    }
    const belongs = OF_ISSUE[table]
    for (const [key, row] of rows)
      if (table === 'ledger' && Number(row.sequence) <= moment && !old.has(key))
        broken.push(`fact ${key} is missing`)
      else if (
        belongs !== undefined &&
        row[belongs] !== null &&
        !old.has(key) &&
        !laterIssues.has(row[belongs])
      )
        broken.push(`${table} ${key} is missing although its issue was filed before`)
  }
  const issues = then.get('issues')?.size ?? 0
  const given = [...(then.get('counters')?.values() ?? [])].find(({ name }) =>
    /^issue/.test(String(name)),
  )
  if (issues > 0 && Number(given?.value) !== issues)
    broken.push(`${issues} issues, numbers up to ${given?.value}`)
  return broken
}

const sumOf = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex')

/** Photos that the restored rows name, byte for byte. */
function photosUnlike(restored: string, live: string): { read: number; broken: string[] } {
  const broken: string[] = []
  let read = 0
  for (const entry of readdirSync(join(live, 'files'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.tmp')) continue
    const path = join(entry.parentPath, entry.name)
    const copy = join(restored, path.slice(live.length))
    if (existsSync(copy)) {
      read += 1
      if (sumOf(path) !== sumOf(copy)) broken.push(`${copy} differs`)
    }
  }
  const named = [...(rowsOf(restored).get('photos')?.values() ?? [])]
  // Each photo is two files, the large one and the small one.
  if (read < 2 * named.length)
    broken.push(`${named.length} photos are named, ${read} files are there`)
  return { read, broken }
}

/** Spoils copies of a backup, and sees whether each is refused and leaves nothing. */
async function damage(file: string, key: string, terms: Terms) {
  const random = randomFrom(terms.seed)
  const opener = byHolder(privateKeyIn(key))
  const whole = readFileSync(file)
  const broken: string[] = []
  const spoilt = join(terms.folder, 'spoilt.backup')
  const target = join(terms.folder, 'spoilt')
  const refused = async (how: string): Promise<void> => {
    const outcome = await restoreBackup(
      spoilt,
      opener,
      { target, databaseUrl: null, objectStorage: null },
      () => undefined,
    ).then(
      () => 'restored',
      (error: unknown) => (error instanceof ConfigError ? 'refused' : String(error)),
    )
    if (outcome !== 'refused') broken.push(`${how}: ${outcome}`)
    if (existsSync(target) && readdirSync(target).length > 0)
      broken.push(`${how}: something stayed`)
  }
  const flips = share(300, terms)
  // Every byte of the line at the beginning decides who opens it: half of the flips go there.
  const head = whole.indexOf(10) + 1
  for (let n = 0; n < flips; n++) {
    const at = between(random, 0, (n % 2 === 0 ? head : whole.length) - 1)
    const bytes = Buffer.from(whole)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << between(random, 0, 7))
    writeFileSync(spoilt, bytes)
    await refused(`byte ${at} flipped`)
  }
  const cuts = share(100, terms)
  for (let n = 0; n < cuts; n++) {
    copyFileSync(file, spoilt)
    // Some cuts fall exactly between two pieces.
    const pieces = Math.floor((whole.length - head) / (256 * 1024 + 16))
    const at =
      n % 4 === 0
        ? head + between(random, 0, pieces) * (256 * 1024 + 16)
        : between(random, 0, whole.length - 1)
    if (at === whole.length) continue
    truncateSync(spoilt, at)
    await refused(`cut at ${at}`)
  }
  writeFileSync(spoilt, Buffer.concat([whole, Buffer.alloc(1)]))
  await refused('a byte at the end')
  return { flips, cuts, broken }
}

export const backup: Proof = {
  id: 'backup',
  promise: 'A restored backup is the system as it was at one moment, and a damaged one is refused',
  limits:
    'Load is filings with photos on SQLite; of other tables the final, quiet round compares every row.',
  async run(terms) {
    const rounds = share(30, terms)
    const data = await seededFolder(terms.folder)
    const key = join(terms.folder, 'private.key')
    await makeBackupKey(data.path, key)
    const photo = await smallPhoto()
    const target = join(terms.folder, 'backups')
    const settings = { MASHANG_DATA: data.path }
    const server = await startOn(data.path)
    const broken: string[] = []
    let photos = 0
    let facts = 0
    // The smallest: what is spoilt is read and written hundreds of times.
    let first = ''
    const restored = join(terms.folder, 'restored')
    const oneRound = async (round: number): Promise<string> => {
      const made = await run('scripts/backup.ts', settings, [target])
      const file = readdirSync(target)
        .filter((name) => name.endsWith('.backup'))
        .sort()
        .at(-1)
      if (made.code !== 0 || file === undefined) throw new Error(`backup ${round}: ${made.printed}`)
      const path = join(target, file)
      const back = await run('scripts/restore.ts', {}, [path, `${restored}-${round}`, '--key', key])
      if (back.code !== 0) broken.push(`restore ${round}: ${back.printed}`)
      return path
    }
    const phones = load(server, data, photo)
    for (let round = 1; round <= rounds; round++) {
      const made = await oneRound(round)
      if (round === 1) first = made
      broken.push(...unlike(`${restored}-${round}`, data.path))
      const seen = photosUnlike(`${restored}-${round}`, data.path)
      photos += seen.read
      broken.push(...seen.broken)
      rmSync(`${restored}-${round}`, { recursive: true, force: true })
      if (round % 5 === 0) terms.say(`${round} restores, ${phones.filed()} filings`)
    }
    await phones.stop()
    await server.end()
    await oneRound(rounds + 1)
    const now = rowsOf(data.path)
    for (const [table, rows] of rowsOf(`${restored}-${rounds + 1}`)) {
      facts += rows.size
      for (const [name, row] of rows)
        if (!same(row, now.get(table)?.get(name))) broken.push(`at rest: ${table} ${name} differs`)
      if (rows.size !== now.get(table)?.size) broken.push(`at rest: ${table} has other rows`)
    }
    const spoilt = await damage(first, key, terms)
    broken.push(...spoilt.broken)
    return {
      figure: `${rounds} restores under ${CLIENTS} clients (${phones.filed()} filings), 1 at rest with ${facts} rows, ${photos} photo files byte for byte; ${spoilt.flips} flipped bits and ${spoilt.cuts} cuts: ${broken.length === 0 ? 'all equal, all refused' : `${broken.length} faults`}`,
      broken,
    }
  },
}
