import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sync, writeNew } from './files/durable.ts'

/** A key that seals; hashes and receipts come from `secret.key`, which never changes. */
export interface SealingKey {
  id: string
  key: Buffer
  /** Epoch milliseconds. */
  since: number
}

/** Which key seals now, and those before it that something may still be sealed under. */
export interface SealingKeys {
  /** Null: no key was ever changed, and what seals is derived from `secret.key`. */
  newest(): SealingKey | null
  find(id: string): SealingKey | null
}

export const NO_SEALING_KEYS: SealingKeys = { newest: () => null, find: () => null }

const fileIn = (dataFolder: string): string => join(dataFolder, 'sealing.keys')

function read(file: string): SealingKey[] {
  const kept: { id: string; key: string; since: number }[] = JSON.parse(readFileSync(file, 'utf8'))
  return kept.map(({ id, key, since }) => ({ id, key: Buffer.from(key, 'base64'), since }))
}

/** The keys of a data folder; another process may change them at any time, and is noticed. */
export function sealingKeys(dataFolder: string): SealingKeys & { all(): readonly SealingKey[] } {
  const file = fileIn(dataFolder)
  let mark = ''
  let known: SealingKey[] = []
  const all = (): SealingKey[] => {
    const found = statSync(file, { throwIfNoEntry: false })
    const now = found === undefined ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`
    if (now !== mark) {
      known = found === undefined ? [] : read(file)
      mark = now
    }
    return known
  }
  return {
    all,
    newest: () => all().at(-1) ?? null,
    find: (id) => known.find((key) => key.id === id) ?? all().find((key) => key.id === id) ?? null,
  }
}

/** Whole or not at all: a list that was cut would take everything with it that is sealed. */
async function write(dataFolder: string, keys: readonly SealingKey[]): Promise<void> {
  const file = fileIn(dataFolder)
  const temporary = `${file}.new`
  rmSync(temporary, { force: true })
  const kept = keys.map(({ id, key, since }) => ({ id, key: key.toString('base64'), since }))
  await writeNew(temporary, JSON.stringify(kept))
  renameSync(temporary, file)
  await sync(dirname(file))
}

/** Adds a key under which everything is sealed from now on. */
export async function addSealingKey(dataFolder: string, now: number): Promise<SealingKey> {
  const key = { id: randomBytes(4).toString('hex'), key: randomBytes(32), since: now }
  await write(dataFolder, [...sealingKeys(dataFolder).all(), key])
  return key
}

/** Drops all keys but the newest. */
export async function dropFormerKeys(dataFolder: string): Promise<void> {
  await write(dataFolder, sealingKeys(dataFolder).all().slice(-1))
}
