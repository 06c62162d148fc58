import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { ConfigError } from '../core/config-error.ts'
import { writeNew } from '../core/files/durable.ts'

/** The public half, in the data folder; what it seals only the private half, kept offline, opens. */
const PUBLIC_KEY = 'backup.pub'

/** A key under another one: for one use each, so that the nonce may stand still. */
const NONCE = Buffer.alloc(12)

export function wrap(key: Buffer, under: Buffer): string {
  const cipher = createCipheriv('aes-256-gcm', under, NONCE)
  return Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** Null where it is not the key that it was put under. */
export function unwrap(wrapped: string, under: Buffer): Buffer | null {
  const raw = Buffer.from(wrapped, 'base64')
  if (raw.length !== 48) return null
  const decipher = createDecipheriv('aes-256-gcm', under, NONCE, { authTagLength: 16 })
  decipher.setAuthTag(raw.subarray(32))
  try {
    return Buffer.concat([decipher.update(raw.subarray(0, 32)), decipher.final()])
  } catch {
    return null
  }
}

/** A key for whoever holds the private half (X25519, one throw-away pair for each backup). */
export interface ForHolder {
  key: string
  ephemeral: string
  wrapped: string
}

const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })
const sharedKey = (own: KeyObject, other: KeyObject, ephemeral: Buffer, holder: Buffer): Buffer =>
  Buffer.from(
    hkdfSync(
      'sha256',
      diffieHellman({ privateKey: own, publicKey: other }),
      Buffer.concat([ephemeral, holder]),
      'mashang backup',
      32,
    ),
  )

/** What people compare: the first 16 hex digits of a public key's hash. */
export const fingerprintOf = (key: KeyObject): string =>
  createHash('sha256').update(spki(key)).digest('hex').slice(0, 16)

export function wrapFor(holder: KeyObject, key: Buffer): ForHolder {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  const ephemeral = spki(publicKey)
  const under = sharedKey(privateKey, holder, ephemeral, spki(holder))
  return {
    key: fingerprintOf(holder),
    ephemeral: ephemeral.toString('base64'),
    wrapped: wrap(key, under),
  }
}

/** Null where the private key is another one's, or what was wrapped is damaged. */
export function unwrapAs(privateKey: KeyObject, { ephemeral, wrapped }: ForHolder): Buffer | null {
  const raw = Buffer.from(ephemeral, 'base64')
  try {
    const other = createPublicKey({ key: raw, type: 'spki', format: 'der' })
    const holder = spki(createPublicKey(privateKey))
    return unwrap(wrapped, sharedKey(privateKey, other, raw, holder))
  } catch {
    return null
  }
}

/**
 * Makes a pair: the private half goes to `privateFile`, for the operator to take away, the public
 * one into the data folder. Returns the fingerprint.
 */
export async function makeBackupKey(dataFolder: string, privateFile: string): Promise<string> {
  const publicFile = join(dataFolder, PUBLIC_KEY)
  if (existsSync(publicFile))
    throw new ConfigError(
      `${publicFile} 已经在了；要换一把新的，请先把它移走。旧备份仍然要用旧的私钥打开。`,
    )
  if (`${resolve(privateFile)}${sep}`.startsWith(`${resolve(dataFolder)}${sep}`))
    throw new ConfigError('私钥不要放在数据目录里：谁拿走数据，谁就一起拿走了它。')
  if (existsSync(privateFile)) throw new ConfigError(`${privateFile} 已经在了，请换一个文件名。`)
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  // The private half first: a public one alone would make backups that nobody opens.
  await writeNew(privateFile, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  await writeNew(publicFile, publicKey.export({ type: 'spki', format: 'pem' }).toString())
  return fingerprintOf(publicKey)
}

/** Null where no key was made yet. */
export function backupKeyOf(dataFolder: string): KeyObject | null {
  const file = join(dataFolder, PUBLIC_KEY)
  return existsSync(file) ? readKey(file, createPublicKey, '公钥') : null
}

export const privateKeyIn = (file: string): KeyObject => {
  if (!existsSync(file)) throw new ConfigError(`没有找到私钥文件 ${file}。`)
  return readKey(file, createPrivateKey, '私钥')
}

function readKey(file: string, parse: (pem: string) => KeyObject, what: string): KeyObject {
  try {
    const key = parse(readFileSync(file, 'utf8'))
    if (key.asymmetricKeyType === 'x25519') return key
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
  throw new ConfigError(`${file} 不是备份用的${what}文件。`)
}
