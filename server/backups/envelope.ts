import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { open } from 'node:fs/promises'
import { ConfigError } from '../core/config-error.ts'
import type { Secrets } from '../core/secrets.ts'
import { type ForHolder, unwrap, unwrapAs, wrap, wrapFor } from './keys.ts'

/**
 * The outside of a backup: a line of JSON that says who can open it, then pieces of one size, each
 * sealed (AES-256-GCM) under a key that depends on every byte of that line. A piece's nonce is its
 * number and whether it is the last, so that none can be changed, moved, left out or cut off.
 */
const MAGIC = 'MASHANG-BACKUP-1 '
const HEAD_LIMIT = 4096
const PIECE = 256 * 1024
const TAG = 16

interface Head {
  id: string
  /** Epoch milliseconds. */
  at: number
  /** For whoever holds the private key. */
  holder: ForHolder
  /** For the server that made it, so that it can try out its own backups. */
  server: string
}

/** Opens the data key of a backup; null where it cannot. */
export type Opener = (head: Head) => Buffer | null

export const byHolder =
  (privateKey: KeyObject): Opener =>
  ({ holder }) =>
    unwrapAs(privateKey, holder)

const serverKey = (secrets: Secrets, id: string): Buffer => secrets.bytes('backup-drill', id)

export const byServer =
  (secrets: Secrets): Opener =>
  ({ id, server }) =>
    unwrap(server, serverKey(secrets, id))

const damaged = (): ConfigError =>
  new ConfigError('这份备份坏了或者不完整，没有恢复任何东西；请换一份备份。')

const pieceKey = (dataKey: Buffer, head: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', dataKey, createHash('sha256').update(head).digest(), 'pieces', 32))

function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(index))
  nonce[11] = last ? 1 : 0
  return nonce
}

/** The bytes of a backup over `content`; with the key that was made for it. */
export function sealedFor(
  holder: KeyObject,
  secrets: Secrets,
  at: number,
): { dataKey: Buffer; seal(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> } {
  const dataKey = randomBytes(32)
  const id = randomBytes(16).toString('hex')
  const line: Head = {
    id,
    at,
    holder: wrapFor(holder, dataKey),
    server: wrap(dataKey, serverKey(secrets, id)),
  }
  const head = Buffer.from(`${MAGIC}${JSON.stringify(line)}\n`)
  return {
    dataKey,
    async *seal(content) {
      yield head
      const key = pieceKey(dataKey, head)
      let index = 0
      const sealed = (piece: Buffer, last: boolean): Buffer => {
        const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index++, last))
        return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
      }
      let waiting: Buffer = Buffer.alloc(0)
      for await (const bytes of content) {
        waiting = waiting.length === 0 ? Buffer.from(bytes) : Buffer.concat([waiting, bytes])
        // The last piece is known only at the end, so one full piece may wait.
        while (waiting.length > PIECE) {
          yield sealed(waiting.subarray(0, PIECE), false)
          waiting = waiting.subarray(PIECE)
        }
      }
      yield sealed(waiting, true)
    },
  }
}

/**
 * What a backup holds, piece by piece, each proven before it is handed on. Throws a ConfigError:
 * one sentence where it is damaged, cut, or another key's.
 */
export async function* contentOf(file: string, opener: Opener): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const start = Buffer.alloc(HEAD_LIMIT)
    const { bytesRead } = await handle.read(start, 0, HEAD_LIMIT, 0)
    const head = start.subarray(0, start.subarray(0, bytesRead).indexOf(10) + 1)
    const dataKey = opener(readHead(head))
    if (dataKey === null)
      throw new ConfigError('这把钥匙打不开这份备份：钥匙不是它的，或者备份的开头坏了。')
    const key = pieceKey(dataKey, head)
    const sealed = Buffer.alloc(PIECE + TAG)
    let at = head.length
    for (let index = 0; ; index++) {
      const length = Math.min(sealed.length, size - at)
      if (length < TAG) throw damaged()
      const read = await handle.read(sealed, 0, length, at)
      if (read.bytesRead !== length) throw damaged()
      at += length
      const last = at === size
      yield opened(sealed.subarray(0, length), key, nonceOf(index, last))
      if (last) return
    }
  } finally {
    await handle.close()
  }
}

function opened(sealed: Buffer, key: Buffer, nonce: Buffer): Buffer {
  const end = sealed.length - TAG
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
  decipher.setAuthTag(sealed.subarray(end))
  const plain = decipher.update(sealed.subarray(0, end))
  try {
    decipher.final()
  } catch {
    throw damaged()
  }
  return plain
}

function readHead(line: Buffer): Head {
  const text = line.toString()
  if (!text.startsWith(MAGIC)) throw new ConfigError('这个文件不是码上代表的备份，或者开头坏了。')
  try {
    const head = JSON.parse(text.slice(MAGIC.length)) as Partial<Head>
    if (
      typeof head.id === 'string' &&
      typeof head.server === 'string' &&
      typeof head.holder?.ephemeral === 'string' &&
      typeof head.holder.wrapped === 'string'
    )
      return head as Head
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw damaged()
}
