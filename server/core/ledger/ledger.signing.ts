import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { existsSync, readFileSync, truncateSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from '../config-error.ts'
import { writeNew } from '../files/durable.ts'

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
  ledgerKey: string | null
}): SigningPlaces => ({
  key: config.ledgerKey ?? join(config.dataFolder, 'ledger-signing.key'),
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
    const head = parsed(line)
    const good =
      head !== null &&
      head.previous === previous &&
      verify(null, signedPart(head), publicKey, Buffer.from(head.signature, 'base64'))
    if (!good) return { fault: 'forged', heads: found, fingerprint }
    found.push(head)
    previous = sum(line)
  }
  return { fault: null, heads: found, fingerprint }
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

/** Signs an end of a ledger and keeps it; durable when it resolves. */
export async function signHead(
  places: SigningPlaces,
  head: Pick<SignedHead, 'district' | 'day' | 'at' | 'sequence' | 'hash'>,
): Promise<SignedHead> {
  await prepare(places)
  const lines = wholeLines(places.heads)
  const { district, day, at, sequence, hash } = head
  const previous = lines.length === 0 ? BEGIN : sum(lines.at(-1) ?? '')
  const unsigned = { district, day, at, sequence, hash, previous, signature: '' }
  const signature = sign(null, signedPart(unsigned), signingKey(places.key)).toString('base64')
  const signed = { ...unsigned, signature }
  truncateSync(places.heads, Buffer.byteLength(lines.map((line) => `${line}\n`).join('')))
  const handle = await open(places.heads, 'a')
  try {
    await handle.writeFile(`${JSON.stringify(signed)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return signed
}

async function prepare({ key, heads }: SigningPlaces): Promise<void> {
  if (!existsSync(heads)) {
    if (existsSync(key))
      throw new ConfigError(`${heads} 不见了，账本不再签名；请从备份找回它，再查是谁动过。`)
    await writeNew(heads, '')
  }
  if (existsSync(key)) return
  const { privateKey } = generateKeyPairSync('ed25519')
  await writeNew(key, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
}
