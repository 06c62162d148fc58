import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { s3Store } from '@mashang/server/core/files/s3.ts'
import type { FileStore } from '@mashang/server/core/files/store.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startStorage, type TestStorage } from '../support/object-storage.ts'

const MEGABYTE = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'mashang-files-'))
let storage: TestStorage
beforeAll(async () => {
  storage = await startStorage()
})
afterAll(async () => {
  await storage.close()
  rmSync(folder, { recursive: true })
})

/** Bytes that differ everywhere, so that a shifted or repeated piece shows. */
const bytesOf = (size: number, seed = 1): Buffer => {
  const bytes = Buffer.alloc(size)
  for (let at = 0; at + 4 <= size; at += 4) bytes.writeUInt32LE((at * 2654435761 + seed) >>> 0, at)
  return bytes
}

const stores: [string, () => FileStore][] = [
  ['a folder', () => folderStore(join(folder, 'files'))],
  ['an object storage', () => s3Store(storage.settings())],
]

describe.each(stores)('files in %s', (where, open) => {
  let files: FileStore
  beforeAll(() => {
    files = open()
  })
  const contentOf = async (name: string): Promise<Buffer | null> => {
    const found = await files.read(name)
    return found === null ? null : await buffer(found.stream)
  }
  const names = async (below: string): Promise<string[]> => {
    const found: string[] = []
    for await (const name of files.list(below)) found.push(name)
    return found.sort()
  }

  it('come back as they were put; the later one of a name stays', async () => {
    await files.put('photos/ab/one.jpg', Buffer.from('一'))
    expect(await contentOf('photos/ab/one.jpg')).toEqual(Buffer.from('一'))
    await files.put('photos/ab/one.jpg', Buffer.from('two'))
    expect(await files.read('photos/ab/one.jpg')).toMatchObject({ size: 3 })
    expect(await contentOf('photos/ab/one.jpg')).toEqual(Buffer.from('two'))
    await files.put('empty', new Uint8Array())
    expect(await contentOf('empty')).toEqual(Buffer.alloc(0))
  })

  it('absent is null; removing it twice is no error', async () => {
    expect(await files.read('photos/none.jpg')).toBeNull()
    await files.put('gone', Buffer.from('x'))
    await files.remove('gone')
    await files.remove('gone')
    expect(await files.read('gone')).toBeNull()
  })

  it('a large one is taken from a path and read as a stream', async () => {
    const path = join(folder, 'sheets.pdf')
    const bytes = bytesOf(10 * MEGABYTE + 3)
    writeFileSync(path, bytes)
    await files.putFile('batches/1.pdf', path)
    const found = await files.read('batches/1.pdf')
    expect(found?.size).toBe(bytes.length)
    expect((await contentOf('batches/1.pdf'))?.equals(bytes)).toBe(true)
    if (where === 'a folder')
      expect(statSync(join(folder, 'files/batches/1.pdf')).mode & 0o077).toBe(0)
    await expect(files.putFile('batches/2.pdf', join(folder, 'none.pdf'))).rejects.toThrow('ENOENT')
    expect(await files.read('batches/2.pdf')).toBeNull()
  })

  it('a part is read by its range; behind the end there is nothing', async () => {
    const bytes = bytesOf(5_000)
    await files.put('part', bytes)
    const part = async (start: number, end?: number) => {
      const found = await files.read('part', { start, ...(end === undefined ? {} : { end }) })
      return found && { size: found.size, bytes: await buffer(found.stream) }
    }
    expect(await part(10, 19)).toEqual({ size: 5_000, bytes: bytes.subarray(10, 20) })
    expect(await part(4_990)).toEqual({ size: 5_000, bytes: bytes.subarray(4_990) })
    expect(await part(4_990, 9_999)).toEqual({ size: 5_000, bytes: bytes.subarray(4_990) })
    expect(await part(5_000)).toEqual({ size: 5_000, bytes: Buffer.alloc(0) })
  })

  it('given many writers of one name at once, then one of them is there, whole', async () => {
    const contents = Array.from({ length: 8 }, (_, n) => bytesOf(300_000 + n, n))
    await Promise.all(contents.map((bytes) => files.put('contested', bytes)))
    const found = await contentOf('contested')
    expect(contents.some((bytes) => found?.equals(bytes))).toBe(true)
  })

  it('are listed below a folder, by their whole names', async () => {
    for (const name of ['tree/a', 'tree/b/c', 'tree/b/d', 'treetop'])
      await files.put(name, Buffer.from('x'))
    expect(await names('tree')).toEqual(['tree/a', 'tree/b/c', 'tree/b/d'])
    expect(await names('tree/b')).toEqual(['tree/b/c', 'tree/b/d'])
    expect(await names('nothing')).toEqual([])
    expect(await names('')).toEqual(expect.arrayContaining(['tree/a', 'treetop']))
  })

  it.each(['../x', '/etc/passwd', 'a//b', 'a/./b', 'a/../b', '', 'a/', '照片', 'a\\b'])(
    'never take %j for a name',
    async (name) => {
      await expect(async () => await files.put(name, Buffer.from('x'))).rejects.toThrow(
        'not a name',
      )
      await expect(async () => await files.read(name)).rejects.toThrow('not a name')
    },
  )

  it('a reader who leaves half-way holds nothing up', async () => {
    await files.put('long', bytesOf(3 * MEGABYTE))
    for (let n = 0; n < 60; n++) {
      const found = await files.read('long')
      found?.stream.destroy()
    }
    expect((await contentOf('long'))?.length).toBe(3 * MEGABYTE)
  })
})
