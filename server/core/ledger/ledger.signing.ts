import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
  verify,
} from 'node:crypto'
import { existsSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { link, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ConfigError } from '../config-error.ts'
import { sync, writeNew } from '../files/durable.ts'
import { keysFolder } from '../keeping-settings.ts'

/** Where the key that signs lies, and what it signed; outside the database, so that whoever may
 * write the database cannot write these. */
export interface SigningPlaces {
  key: string
  heads: string
}

/** The end of a district's ledger on a day, as it was signed. */
export interface SignedHead {
  district: string
  /** "2026-11-26", in the district's time. */
  day: string
  at: number
  sequence: number
  hash: string
  /** SHA-256 of the line before, so that none can be left out. */
  previous: string
  signature: string
}

/** What was signed, or why it cannot be believed. */
export type SignedHeads =
  | { fault: null; heads: SignedHead[]; fingerprint: string | null }
  | { fault: 'lost' | 'forged'; heads: SignedHead[]; fingerprint: string | null }

export const signingPlaces = (config: {
  dataFolder: string
  keys: string | null
  ledgerKey: string | null
}): SigningPlaces => ({
  key: config.ledgerKey ?? join(keysFolder(config), 'ledger-signing.key'),
  heads: join(config.dataFolder, 'ledger-heads.jsonl'),
})

const BEGIN = '0'.repeat(64)
const sum = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')
const signedPart = ({ signature: _, ...head }: SignedHead): Buffer =>
  Buffer.from(JSON.stringify(head))

const fingerprintOf = (publicKey: KeyObject): string =>
  sum(publicKey.export({ type: 'spki', format: 'der' })).slice(0, 32)

function signingKey(file: string): KeyObject {
  const key = createPrivateKey(readFileSync(file, 'utf8'))
  if (key.asymmetricKeyType !== 'ed25519')
    throw new ConfigError(`${file} 不是给账本签名的密钥（Ed25519）。`)
  return key
}

/** Lines that were written whole; a power cut may have left a part of one behind them. */
function wholeLines(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1)
}

/** Everything that was signed so far, each line proven. */
export function readHeads({ key, heads }: SigningPlaces): SignedHeads {
  const [keyThere, headsThere] = [existsSync(key), existsSync(heads)]
  const none = { heads: [], fingerprint: null }
  // The list is made before the key: a list without lines and without a key was never used.
  if (!headsThere) return { fault: keyThere ? 'lost' : null, ...none }
  const lines = wholeLines(heads)
  if (!keyThere) return { fault: lines.length > 0 ? 'lost' : null, ...none }
  const publicKey = createPublicKey(signingKey(key))
  const fingerprint = fingerprintOf(publicKey)
  const found: SignedHead[] = []
  let previous = BEGIN
  for (const line of lines) {
    const head = provenHead(line, previous, publicKey)
    if (head === null) return { fault: 'forged', heads: found, fingerprint }
    found.push(head)
    previous = sum(line)
  }
  return { fault: null, heads: found, fingerprint }
}

const endOf = (lines: readonly string[]): string =>
  lines.length === 0 ? BEGIN : sum(lines.at(-1) ?? '')

/** Null: it was not signed by this key as the one that follows `previous`. */
function provenHead(line: string, previous: string, publicKey: KeyObject): SignedHead | null {
  const head = parsed(line)
  const good =
    head !== null &&
    head.previous === previous &&
    verify(null, signedPart(head), publicKey, Buffer.from(head.signature, 'base64'))
  return good ? head : null
}

function parsed(line: string): SignedHead | null {
  try {
    const head = JSON.parse(line) as SignedHead
    // Only the very bytes that were written count.
    return JSON.stringify(head) === line && typeof head.signature === 'string' ? head : null
  } catch {
    return null
  }
}

export const lineOf = (head: SignedHead): string => JSON.stringify(head)

/** An end of a ledger, signed as the one that follows what is in the list. */
export async function nextHead(
  places: SigningPlaces,
  head: Pick<SignedHead, 'district' | 'day' | 'at' | 'sequence' | 'hash'>,
): Promise<SignedHead> {
  await prepare(places)
  const { district, day, at, sequence, hash } = head
  const previous = endOf(wholeLines(places.heads))
  const unsigned = { district, day, at, sequence, hash, previous, signature: '' }
  const signature = sign(null, signedPart(unsigned), signingKey(places.key)).toString('base64')
  return { ...unsigned, signature }
}

/** Adds a line to the list; durable when it resolves. False: it does not follow what is there. */
export async function keepHead(places: SigningPlaces, line: string): Promise<boolean> {
  await prepare(places)
  const lines = wholeLines(places.heads)
  if (provenHead(line, endOf(lines), createPublicKey(signingKey(places.key))) === null) return false
  truncateSync(places.heads, Buffer.byteLength(lines.map((whole) => `${whole}\n`).join('')))
  const handle = await open(places.heads, 'a')
  try {
    await handle.writeFile(`${line}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return true
}

/** An empty list where there is none: what was signed is somewhere else, and comes. */
export async function beginList({ heads }: SigningPlaces): Promise<void> {
  if (!existsSync(heads)) await unlessThere(writeNew(heads, ''))
}

/** Somebody else who began at the same moment has made it: then it is there. */
async function unlessThere(made: Promise<void>): Promise<void> {
  try {
    await made
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** The key that signs the ledger, for what is to be checked outside of this system, too. */
export interface LedgerSigner {
  /** As it stands beside the signed ends. */
  fingerprint: string
  /** SPKI, DER. */
  publicKey: Buffer
  sign(bytes: Uint8Array): Buffer
}

/** Null: what was signed before is lost or forged, and nothing may be signed over it. */
export async function ledgerSigner(places: SigningPlaces): Promise<LedgerSigner | null> {
  if (readHeads(places).fault !== null) return null
  await prepare(places)
  const key = signingKey(places.key)
  const publicKey = createPublicKey(key)
  return {
    fingerprint: fingerprintOf(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    sign: (bytes) => sign(null, bytes, key),
  }
}

/** The fingerprint of the key by which these bytes were signed; null: they were not, or it is no key. */
export function signedBy(publicKey: Buffer, bytes: Uint8Array, signature: Buffer): string | null {
  try {
    const key = createPublicKey({ key: publicKey, type: 'spki', format: 'der' })
    const good = key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, signature)
    return good ? fingerprintOf(key) : null
  } catch {
    return null
  }
}

async function prepare({ key, heads }: SigningPlaces): Promise<void> {
  if (!existsSync(heads)) {
    if (existsSync(key))
      throw new ConfigError(`${heads} 不见了，账本不再签名；请从备份找回它，再查是谁动过。`)
    await unlessThere(writeNew(heads, ''))
  }
  if (existsSync(key)) return
  const { privateKey } = generateKeyPairSync('ed25519')
  // Whoever begins at once in one folder ends up with one key, and never sees half of it.
  const own = `${key}.${randomUUID()}.new`
  await writeNew(own, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  try {
    await unlessThere(link(own, key))
    await sync(dirname(key))
  } finally {
    rmSync(own, { force: true })
  }
}
