import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import type { ObjectStorage } from '@mashang/server/core/files/settings.ts'

export const BUCKET = 'mashang-files'
export const KEYS = { id: 'S3RVER', secret: 'S3RVER' }

/**
 * How the line to the storage is: `cut` refuses and ends everything, `silent` takes and never
 * answers, a number lets that many bytes of each connection through and then ends it.
 */
export type Line = 'fine' | 'cut' | 'silent' | { after: number; ends: 'cut' | 'silent' }

/** A storage that speaks S3, behind a line that can be spoilt. */
export interface TestStorage {
  endpoint: string
  /** How to reach it, with what differs. */
  settings(changes?: Partial<ObjectStorage>): ObjectStorage
  line(is: Line): void
  /** The line is cut as soon as so many more files lie there. */
  cutAfter(files: number): void
  /** Files whose names end so cannot be removed. */
  keepsBack(ending: string): void
  close(): Promise<void>
}

export async function startStorage(): Promise<TestStorage> {
  const directory = mkdtempSync(join(tmpdir(), 'mashang-s3-'))
  let filesUntilCut = Number.POSITIVE_INFINITY
  let keptBack: string | null = null
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    directory,
    silent: true,
    configureBuckets: [{ name: BUCKET }],
  })
  wholeOrNothing(server)
  believeListings(server)
  const write = server.store.putContent
  server.store.putContent = async (path, content) => {
    const written = await write(path, content)
    filesUntilCut -= 1
    if (filesUntilCut === 0) spoil('cut')
    return written
  }
  const remove = server.store.deleteObject.bind(server.store)
  server.store.deleteObject = async (bucket, key) => {
    if (keptBack !== null && key.endsWith(keptBack)) throw new Error('kept back')
    await remove(bucket, key)
  }
  const { port } = await server.run()
  let line: Line = 'fine'
  const open = new Set<Socket>()
  const proxy = createServer((socket) => spoiltLine(socket, port, line, open))
  const spoil = (is: Line): void => {
    line = is
    for (const socket of open) socket.destroy()
  }
  const endpoint = `http://127.0.0.1:${await listening(proxy)}`
  return {
    endpoint,
    settings: (changes = {}) => ({
      bucket: BUCKET,
      prefix: 'district/',
      endpoint,
      region: 'us-east-1',
      pathStyle: true,
      keys: KEYS,
      ...changes,
    }),
    line: spoil,
    cutAfter(files) {
      filesUntilCut = files
    },
    keepsBack(ending) {
      keptBack = ending
    },
    async close() {
      for (const socket of open) socket.destroy()
      proxy.close()
      await server.close()
      rmSync(directory, { recursive: true })
    },
  }
}

/** As S3 promises and the test server does not: an upload that is cut leaves nothing under its name. */
function wholeOrNothing(server: S3rver): void {
  const write = server.store.putContent.bind(server.store)
  server.store.putContent = async (path, content) => {
    const part = `${path}.${crypto.randomUUID()}`
    const written = await write(part, content)
    await rename(part, path)
    return written
  }
}

/** It drops the slash at the end of a listing's address before it checks the signature of it. */
function believeListings(server: S3rver): void {
  const make = server.createContext.bind(server)
  server.createContext = (request, response) => {
    const context = make(request, response)
    if (/^\/[^/]+\/\?/.test(request.url ?? ''))
      context.app = Object.create(server, { allowMismatchedSignatures: { value: true } })
    return context
  }
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

function spoiltLine(near: Socket, port: number, line: Line, open: Set<Socket>): void {
  open.add(near)
  near.once('close', () => open.delete(near))
  near.on('error', () => near.destroy())
  if (line === 'cut') return void near.destroy()
  if (line === 'silent') return void near.resume()
  const far = connect(port, '127.0.0.1')
  far.on('error', () => near.destroy())
  far.once('close', () => near.destroy())
  near.once('close', () => far.destroy())
  let left = line === 'fine' ? Number.POSITIVE_INFINITY : line.after
  const pass = (to: Socket) => (chunk: Buffer) => {
    left -= chunk.length
    if (left >= 0) to.write(chunk)
    else if (line !== 'fine' && line.ends === 'cut') near.destroy()
  }
  near.on('data', pass(far))
  far.on('data', pass(near))
}
