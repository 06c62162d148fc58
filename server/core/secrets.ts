import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { MINUTE } from '@mashang/shared/core/clock.ts'
import { ConfigError } from './config-error.ts'
import { randomChunk } from './random.ts'
import { NO_SEALING_KEYS, type SealingKeys, sealingKeys } from './sealing-keys.ts'

/**
 * Keys outside the database: what must be looked up but not read is stored as a keyed hash, what
 * must be read by few is sealed (AES-256-GCM). Each purpose has its own key, derived from one.
 */
export interface Secrets {
  /** Keyed hash, 64 hex digits. */
  hash(purpose: string, value: string): string
  /** Keyed hash as raw bytes. */
  bytes(purpose: string, value: string): Buffer
  /**
   * "v1." (under a key of the master) or "v2.<key>." (under one that can be changed), then nonce, tag
   * and text in base64url. `context` binds the text to its row.
   */
  seal(value: string, context: string): string
  /** Throws when the text was changed or belongs to another row. */
  unseal(sealed: string, context: string): string
  /** What everything begins with that is sealed now; what does not can be sealed anew. */
  sealsAs(): string
  /** The keys that seal and can be changed. */
  ring: SealingKeys
}

export function secretsFrom(master: Buffer, ring: SealingKeys = NO_SEALING_KEYS): Secrets {
  // Key objects, because taking in raw bytes each time costs six times as much as the hash itself.
  const keys = new Map<string, KeyObject>()
  const keyFor = (purpose: string): KeyObject => {
    let key = keys.get(purpose)
    if (key === undefined) {
      key = createSecretKey(Buffer.from(hkdfSync('sha256', master, 'mashang', purpose, 32)))
      keys.set(purpose, key)
    }
    return key
  }
  const bytes = (purpose: string, value: string): Buffer =>
    createHmac('sha256', keyFor(purpose)).update(value).digest()
  const sealing = (): { prefix: string; key: KeyObject | Buffer } => {
    const newest = ring.newest()
    return newest === null
      ? { prefix: 'v1.', key: keyFor('seal') }
      : { prefix: `v2.${newest.id}.`, key: newest.key }
  }
  const keyOf = (sealed: string): KeyObject | Buffer => {
    const [version, id = ''] = sealed.split('.', 2)
    if (version === 'v1') return keyFor('seal')
    const found = version === 'v2' ? ring.find(id) : null
    if (found === null) throw new Error('sealed under a key that is not here')
    return found.key
  }
  return {
    bytes,
    ring,
    sealsAs: () => sealing().prefix,
    hash: (purpose, value) => bytes(purpose, value).toString('hex'),
    seal(value, context) {
      const nonce = randomChunk(12)
      const { prefix, key } = sealing()
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
      return `${prefix}${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    unseal(sealed, context) {
      const raw = Buffer.from(sealed.slice(sealed.lastIndexOf('.') + 1), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', keyOf(sealed), raw.subarray(0, 12), {
        // A shorter tag, of a text that was cut, must not do.
        authTagLength: 16,
      })
      decipher.setAAD(Buffer.from(context))
      decipher.setAuthTag(raw.subarray(12, 28))
      return Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}

/**
 * What was sealed, or null where it cannot be opened any more (another key): then there is no such
 * value, and everybody else's work goes on.
 */
export function opened(
  { secrets }: { secrets: Secrets },
  sealed: string,
  bound: string,
): string | null {
  try {
    return secrets.unseal(sealed, bound)
  } catch {
    return null
  }
}

/** What a folder says that this process may only read. */
const NOT_OURS = new Set(['EROFS', 'EACCES', 'EPERM', 'EINVAL'])

/** Of processes that begin at once in one folder one makes the key; none ever sees half of it. */
function makeKey(file: string): void {
  const own = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.new`
  try {
    const handle = openSync(own, 'wx', 0o600)
    writeSync(handle, randomBytes(32))
    fsyncSync(handle)
    closeSync(handle)
    linkSync(own, file)
  } finally {
    rmSync(own, { force: true })
  }
}

/**
 * A key that a power cut takes away takes everything that is sealed with it, also where another
 * process has made it just now and has not come to this yet.
 */
function syncFolder(folder: string): void {
  try {
    const parent = openSync(folder, 'r')
    try {
      fsyncSync(parent)
    } finally {
      closeSync(parent)
    }
  } catch (error) {
    // Where nothing can be written no process of ours has just made a key.
    if (!NOT_OURS.has((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** Whoever makes a key needs far less; what is older was left by a process that died. */
function dropLeftovers(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      if (!/^secret\.key\.\d+\.[0-9a-f]{8}\.new$/.test(name)) continue
      const own = join(folder, name)
      const found = statSync(own, { throwIfNoEntry: false })
      if (found !== undefined && Date.now() - found.mtimeMs > MINUTE) rmSync(own, { force: true })
    }
  } catch (error) {
    if (!NOT_OURS.has((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** The installation's key file, made at the first start, readable by its owner only. */
export function openSecrets(folder: string): Secrets {
  const file = join(folder, 'secret.key')
  try {
    if (!existsSync(file)) makeKey(file)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code !== 'EEXIST' && !existsSync(file)) {
      if (!['ENOENT', 'EROFS', 'EACCES', 'EPERM'].includes(code)) throw error
      throw new ConfigError(`${file} 不在，也造不了；请把密钥放好，或让服务能写这个目录。`)
    }
  }
  syncFolder(folder)
  dropLeftovers(folder)
  const master = readFileSync(file)
  if (master.length !== 32) throw new Error(`${file} 不是 32 字节的密钥文件，请从备份恢复它。`)
  return secretsFrom(master, sealingKeys(folder))
}

/** Compares two secrets without telling by time where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
