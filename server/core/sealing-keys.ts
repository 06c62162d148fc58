import { createHmac, randomBytes } from 'node:crypto'
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sync, writeNew } from './files/durable.ts'

/** A key that seals; hashes and receipts come from `secret.key`, which never changes. */
export interface SealingKey {
  id: string
  key: Buffer
  /** Epoch milliseconds; null: it is handed out, and does not seal yet. */
  since: number | null
}

/** Which key seals now, and those before it that something may still be sealed under. */
export interface SealingKeys {
  all(): readonly SealingKey[]
  /** Null: no key was ever changed, and what seals is derived from `secret.key`. */
  newest(): SealingKey | null
  find(id: string): SealingKey | null
  /** A key that was handed out seals from now on, in this process. */
  takeUp(id: string, since: number): void
}

export const NO_SEALING_KEYS: SealingKeys = {
  all: () => [],
  newest: () => null,
  find: () => null,
  takeUp: () => undefined,
}

/** Names a key without telling anything of it. */
export const markOf = ({ id, key }: SealingKey): string =>
  `${id}.${createHmac('sha256', key).update('mark').digest('hex').slice(0, 32)}`

const fileIn = (folder: string): string => join(folder, 'sealing.keys')

function read(file: string): SealingKey[] {
  const kept: { id: string; key: string; since: number | null }[] = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  return kept.map(({ id, key, since }) => ({ id, key: Buffer.from(key, 'base64'), since }))
}

/** The keys of a folder; another process may change them at any time, and is noticed. */
export function sealingKeys(folder: string): SealingKeys {
  const file = fileIn(folder)
  const takenUp = new Map<string, number>()
  let mark = ''
  let known: SealingKey[] = []
  const all = (): SealingKey[] => {
    const found = statSync(file, { throwIfNoEntry: false })
    const now = found === undefined ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`
    if (now !== mark) {
      known = found === undefined ? [] : read(file)
      for (const key of known) key.since ??= takenUp.get(key.id) ?? null
      mark = now
    }
    return known
  }
  return {
    all,
    newest: () => all().findLast(({ since }) => since !== null) ?? null,
    find: (id) => known.find((key) => key.id === id) ?? all().find((key) => key.id === id) ?? null,
    takeUp(id, since) {
      takenUp.set(id, since)
      for (const key of all()) if (key.id === id) key.since ??= since
    },
  }
}

/** Whole or not at all: a list that was cut would take everything with it that is sealed. */
async function write(folder: string, keys: readonly SealingKey[]): Promise<void> {
  const file = fileIn(folder)
  const temporary = `${file}.new`
  rmSync(temporary, { force: true })
  const kept = keys.map(({ id, key, since }) => ({ id, key: key.toString('base64'), since }))
  await writeNew(temporary, JSON.stringify(kept))
  renameSync(temporary, file)
  await sync(dirname(file))
}

/**
 * Adds a key under which everything is sealed from now on.
 * @param since null: only to be handed out to other processes; `beginSealing` comes later
 */
export async function addSealingKey(folder: string, since: number | null): Promise<SealingKey> {
  const key = { id: randomBytes(4).toString('hex'), key: randomBytes(32), since }
  await write(folder, [...sealingKeys(folder).all(), key])
  return key
}

/** The key that was handed out seals from now on. */
export async function beginSealing(folder: string, id: string, since: number): Promise<void> {
  const keys = sealingKeys(folder)
  keys.takeUp(id, since)
  await write(folder, keys.all())
}

/** Drops all keys before the newest. False: the folder is not ours to write, and they stay. */
export async function dropFormerKeys(
  folder: string,
  keys: SealingKeys = sealingKeys(folder),
): Promise<boolean> {
  const newest = keys.newest()
  const from = newest === null ? 0 : keys.all().indexOf(newest)
  try {
    await write(folder, keys.all().slice(from))
    return true
  } catch (error) {
    if (/^(EROFS|EACCES|EPERM)$/.test((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}
