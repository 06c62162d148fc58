import { open as openFile } from 'node:fs/promises'
import { Failure } from '@mashang/shared/core/errors.ts'
import { isPhotoName, readPhotoName } from '@mashang/shared/roster/photos.rules.ts'
import { photosZipErrors } from '@mashang/shared/roster/roster.errors.ts'
import { photoSkipWords } from '@mashang/shared/roster/roster.words.ts'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import { entryName } from './photos-zip.names.ts'

const MB = 1024 * 1024
export const photosZipLimits = { entries: 10_000, entryBytes: 20 * MB, totalBytes: 2048 * MB }
export type PhotosZipLimits = typeof photosZipLimits

/** One file of the archive: a photo with what its name says, or why it was passed over. */
export type PhotoEntry =
  | { kind: 'photo'; fileName: string; personName: string; hint?: string; bytes: Buffer }
  | { kind: 'skipped'; fileName: string; why: keyof typeof photoSkipWords; message: string }

class EntryTooLarge extends Error {}

/** Inflates one entry and stops as soon as it grows beyond `limit`, whatever the archive declares. */
async function inflate(zip: ZipFile, entry: Entry, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    size += chunk.length
    if (size > limit) throw new EntryTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const skipped = (fileName: string, why: keyof typeof photoSkipWords): PhotoEntry => ({
  kind: 'skipped',
  fileName,
  why,
  message: photoSkipWords[why](fileName),
})

/**
 * Reads a ZIP of photos that are named by person, one after the other (one photo in memory at a time). The names in
 * the archive are only read, never used as paths. System files (__MACOSX, Thumbs.db) are passed over silently.
 *
 * @param source the archive's bytes, or the path of a file on this server that holds them
 * @throws Failure of `photosZipErrors` where the archive as a whole cannot be taken
 */
export async function* readPhotosZip(
  source: Buffer | string,
  limits: PhotosZipLimits = photosZipLimits,
): AsyncGenerator<PhotoEntry> {
  const zip = await open(source)
  try {
    if (zip.entryCount > limits.entries) throw new Failure(photosZipErrors.tooManyEntries)
    let total = 0
    for await (const entry of entriesOf(zip)) {
      const fileName = entryName(entry)
      if (isClutter(fileName)) continue
      const found = await readEntry(
        zip,
        entry,
        fileName,
        Math.min(limits.entryBytes, limits.totalBytes - total),
      )
      if (found.kind === 'photo') total += found.bytes.length
      if (
        found.kind === 'skipped' &&
        found.why === 'tooLarge' &&
        total + limits.entryBytes > limits.totalBytes
      )
        throw new Failure(photosZipErrors.tooLarge)
      yield found
    }
  } finally {
    zip.close()
  }
}

/** Folders, and what macOS and Windows leave in archives by themselves. */
const isClutter = (fileName: string) =>
  /[/\\]$|(^|[/\\])(__MACOSX|\.[^./\\][^/\\]*|Thumbs\.db|desktop\.ini)([/\\]|$)/iu.test(fileName)

async function open(source: Buffer | string): Promise<ZipFile> {
  const options = { decodeStrings: false, autoClose: false }
  try {
    return await (typeof source === 'string'
      ? openPromise(source, options)
      : fromBufferPromise(source, options))
  } catch (error) {
    const kind = (await isZip(source)) ? photosZipErrors.damaged : photosZipErrors.notZip
    throw new Failure(kind, { cause: error })
  }
}

/** Whether it begins like one; what cannot be opened may still be a ZIP that was cut short. */
async function isZip(source: Buffer | string): Promise<boolean> {
  if (typeof source !== 'string') return source.subarray(0, 2).toString('latin1') === 'PK'
  const file = await openFile(source)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.toString('latin1', 0, bytesRead) === 'PK'
  } finally {
    await file.close()
  }
}

/** A directory that breaks off in the middle is the archive's fault, not the caller's. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry()
  while (true) {
    const next = await entries.next().catch((error: unknown) => {
      throw new Failure(photosZipErrors.damaged, { cause: error })
    })
    if (next.done) return
    yield next.value
  }
}

async function readEntry(
  zip: ZipFile,
  entry: Entry,
  fileName: string,
  limit: number,
): Promise<PhotoEntry> {
  if (!isPhotoName(fileName)) return skipped(fileName, 'notPhoto')
  if (entry.isEncrypted()) return skipped(fileName, 'encrypted')
  if (!entry.canDecodeFileData()) return skipped(fileName, 'damaged')
  if (entry.uncompressedSize > limit) return skipped(fileName, 'tooLarge')
  const name = readPhotoName(fileName)
  if (!name) return skipped(fileName, 'noName')
  try {
    return { kind: 'photo', fileName, ...name, bytes: await inflate(zip, entry, limit) }
  } catch (error) {
    // Whatever is wrong with one photo, the others are still wanted; the report names this one.
    return skipped(fileName, error instanceof EntryTooLarge ? 'tooLarge' : 'damaged')
  }
}
