import { createHash } from 'node:crypto'
import type { Database } from '@mashang/server/core/db/database.ts'
import type { ByteRange, FileStore } from '@mashang/server/core/files/store.ts'
import { type NamedFile, storedKinds } from '@mashang/server/stored-files.ts'

/** So many are looked at at once: a bucket is far away. */
const AT_ONCE = 16
/** How a JPEG begins and ends. */
const [BEGIN, END] = ['ffd8', 'ffd9']

type Read = { bytes: Buffer; size: number } | null

async function bytesOf(files: FileStore, name: string, range?: ByteRange): Promise<Read> {
  const found = await files.read(name, range)
  if (found === null) return null
  return { bytes: Buffer.concat(await found.stream.toArray()), size: found.size }
}

/** Whether a picture of which no row says how large it is was cut short. */
async function isWhole(files: FileStore, name: string): Promise<boolean> {
  const head = await bytesOf(files, name, { start: 0, end: 1 })
  if (head === null || head.size < 4 || head.bytes.toString('hex') !== BEGIN) return false
  const tail = await bytesOf(files, name, { start: head.size - 2 })
  return tail?.bytes.toString('hex') === END
}

/** Whether there is a file of that name, and it is what its row says; null: there is none. */
async function isAsTold(
  files: FileStore,
  name: string,
  { size, sha256 }: NamedFile,
): Promise<boolean | null> {
  const found = await bytesOf(files, name, sha256 === undefined ? { start: 0, end: 0 } : undefined)
  if (found === null) return null
  if (found.size === 0 || (size !== undefined && found.size !== size)) return false
  if (sha256 !== undefined)
    return createHash('sha256').update(found.bytes).digest('hex').startsWith(sha256)
  return size !== undefined || !name.endsWith('.jpg') || (await isWhole(files, name))
}

async function faultOf(files: FileStore, file: NamedFile): Promise<string | null> {
  const { name, formerly } = file
  const told = await isAsTold(files, name, file)
  const before = told === null && formerly !== undefined
  const right = before ? await isAsTold(files, formerly, file) : told
  if (right === null) return `缺文件 ${name}`
  return right ? null : `文件 ${name} 坏了，和记录的不一样`
}

/**
 * Holds every file that rows of these districts need against what they say of it: its fingerprint or
 * its size where they know it; a picture has to be whole, anything else there and not empty.
 */
export async function checkFiles(
  files: FileStore,
  db: Database,
  districts: readonly string[],
): Promise<{ checked: number; faults: string[] }> {
  const faults: string[] = []
  const needed = new Map<string, NamedFile>()
  for (const district of districts)
    for (const kind of storedKinds)
      for (const file of await kind.named({ db, district }))
        if (file.needed) needed.set(file.name, file)
  const rest = needed.values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const file of rest) {
        const fault = await faultOf(files, file)
        if (fault !== null) faults.push(fault)
      }
    }),
  )
  return { checked: needed.size, faults: faults.sort() }
}
