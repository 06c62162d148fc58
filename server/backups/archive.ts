import { createHash } from 'node:crypto'
import { ConfigError } from '../core/config-error.ts'
import type { Manifest } from './manifest.ts'

/**
 * The inside of a backup: files one after another, none of which has to be held in memory or have
 * its length known before. Every part is a length of four bytes and so many bytes: a name, the
 * pieces of the file, an empty one, its SHA-256; an empty name and the manifest end it.
 */
export interface ArchivedFile {
  name: string
  bytes: AsyncIterable<Uint8Array>
}

const PART_LIMIT = 4 * 1024 * 1024

function* part(bytes: Uint8Array): Generator<Uint8Array> {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  yield length
  if (bytes.length > 0) yield bytes
}

/** @param manifest asked for when all files have been read */
export async function* archive(
  files: AsyncIterable<ArchivedFile>,
  manifest: () => Manifest,
): AsyncGenerator<Uint8Array> {
  for await (const { name, bytes } of files) {
    yield* part(Buffer.from(name))
    const sum = createHash('sha256')
    for await (const piece of bytes) {
      if (piece.length === 0) continue
      sum.update(piece)
      yield* part(piece)
    }
    yield* part(Buffer.alloc(0))
    yield* part(sum.digest())
  }
  yield* part(Buffer.alloc(0))
  yield* part(Buffer.from(JSON.stringify(manifest())))
}

const unreadable = (): ConfigError =>
  new ConfigError('这份备份的内容对不上它自己的目录，没有恢复任何东西；请换一份备份。')

/** Takes so many bytes at a time out of pieces of any length. */
function reader(content: AsyncIterable<Buffer>) {
  const source = content[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    const next = await source.next()
    if (next.done === true) return false
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value])
    return true
  }
  const take = async (length: number): Promise<Buffer> => {
    while (held.length < length) if (!(await more())) throw unreadable()
    const taken = held.subarray(0, length)
    held = held.subarray(length)
    return taken
  }
  return {
    async part(): Promise<Buffer> {
      const length = (await take(4)).readUInt32BE()
      if (length > PART_LIMIT) throw unreadable()
      return await take(length)
    },
    async end(): Promise<void> {
      if (held.length > 0 || (await more())) throw unreadable()
    },
    close: () => source.return?.(undefined),
  }
}

/**
 * Reads an archive to its end, and proves it. `take` gets each file and reads it wholly; what it
 * got may be wrong until this resolves.
 */
export async function readArchive(
  content: AsyncIterable<Buffer>,
  take: (file: { name: string; bytes: AsyncIterable<Buffer> }) => Promise<void>,
): Promise<Manifest> {
  const from = reader(content)
  try {
    for (;;) {
      const name = (await from.part()).toString()
      if (name === '') break
      const sum = createHash('sha256')
      const pieces = async function* (): AsyncGenerator<Buffer> {
        for (let piece = await from.part(); piece.length > 0; piece = await from.part()) {
          sum.update(piece)
          yield piece
        }
      }
      await take({ name, bytes: pieces() })
      if (!(await from.part()).equals(sum.digest())) throw unreadable()
    }
    const manifest = JSON.parse((await from.part()).toString()) as Manifest
    await from.end()
    return manifest
  } finally {
    await from.close()
  }
}
