import { createWriteStream, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { EpochMs } from '@mashang/shared/core/clock.ts'
import { coreErrors, type ErrorKind, Failure } from '@mashang/shared/core/errors.ts'
import type { FastifyRequest } from 'fastify'
import { newId } from '../ids.ts'

export interface UploadLimits {
  bytes: number
  missing: ErrorKind
  tooLarge: ErrorKind
}

/**
 * Runs what reads a multipart body. The parser's complaints about what arrived have neither status
 * nor code; errors of the system (a full disk) do, and stay what they are.
 */
async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Failure || (error instanceof Error && 'code' in error)) throw error
    throw new Failure(coreErrors.unreadableBody, { cause: error })
  }
}

/** Lets go by what still arrives after a refusal; else the connection, and what follows, stands still. */
function letBy(request: FastifyRequest): void {
  request.raw.unpipe()
  request.raw.resume()
}

/** The one file of a multipart request; a second one is refused by the parser. */
async function onlyPart(
  request: FastifyRequest,
  field: string,
  limits: UploadLimits,
): Promise<MultipartFile> {
  const missing = () =>
    new Failure(limits.missing, { fields: [{ path: field, message: limits.missing.title }] })
  if (!request.isMultipart()) throw missing()
  const part = await reading(() =>
    request.file({
      limits: { fileSize: limits.bytes, files: 1, fields: 10, parts: 12 },
      throwFileSizeLimit: false,
    }),
  )
  if (part === undefined) throw missing()
  return part
}

/** The one file of a request, in memory. */
export async function fileInMemory(
  request: FastifyRequest,
  field: string,
  limits: UploadLimits,
): Promise<{ name: string; bytes: Buffer }> {
  try {
    const part = await onlyPart(request, field, limits)
    const chunks: Buffer[] = []
    await reading(async () => {
      for await (const chunk of part.file) chunks.push(chunk as Buffer)
    })
    if (part.file.truncated) throw new Failure(limits.tooLarge)
    return { name: part.filename, bytes: Buffer.concat(chunks) }
  } finally {
    letBy(request)
  }
}

/** Most fields of a form, and most bytes of one. */
const FIELDS = 60
const FIELD_BYTES = 64 * 1024

/** Takes one file of a form in; `words`: what came before it. */
type KeepFile = (
  path: string,
  tooLarge: boolean,
  words: Readonly<Record<string, string>>,
) => Promise<void>

/**
 * A form with files that a browser without script sent: its words by name (the last of a name counts),
 * and each file in a file of its own while `keep` runs. A field that was left empty has no file.
 */
export async function withSpooledForm(
  request: FastifyRequest,
  folder: string,
  limits: { bytes: number; files: number },
  keep: KeepFile,
): Promise<Record<string, string>> {
  const spool = spoolOf(folder)
  const words: Record<string, string> = {}
  const options = {
    limits: {
      fileSize: limits.bytes,
      files: limits.files,
      fields: FIELDS,
      fieldSize: FIELD_BYTES,
      parts: FIELDS + limits.files,
    },
    throwFileSizeLimit: false,
  }
  const parts = request.parts(options)
  try {
    for (;;) {
      const { value: part, done } = await reading(() => parts.next())
      if (done) return words
      if (part.type === 'field') words[part.fieldname] = String(part.value)
      else await spooled(spool, part, (path, tooLarge) => keep(path, tooLarge, words))
    }
  } finally {
    letBy(request)
  }
}

async function spooled(
  spool: string,
  part: MultipartFile,
  keep: (path: string, tooLarge: boolean) => Promise<void>,
): Promise<void> {
  const path = join(spool, newId())
  try {
    await mkdir(spool, { recursive: true })
    await reading(() => pipeline(part.file, createWriteStream(path, { mode: 0o600 })))
    if (part.file.bytesRead > 0) await keep(path, part.file.truncated)
  } finally {
    await rm(path, { force: true })
  }
}

/** Where lies what is only on its way. */
export const spoolOf = (dataFolder: string): string => join(dataFolder, 'spool')
/** How folders begin in which batches are printed. */
export const PRINTING = 'batch-'

/**
 * Takes away what a process that was killed had not finished taking in.
 * @param before only what was last written earlier than this, in epoch milliseconds.
 */
export function dropSpool(dataFolder: string, before: EpochMs): void {
  const spool = spoolOf(dataFolder)
  if (!existsSync(spool)) return
  for (const name of readdirSync(spool)) {
    // What is printed may be the work of another process on this folder; it clears up by itself.
    if (name.startsWith(PRINTING)) continue
    const path = join(spool, name)
    const left = statSync(path, { throwIfNoEntry: false })
    if (left !== undefined && left.mtimeMs < before) rmSync(path, { recursive: true, force: true })
  }
}

/**
 * The one file of a request, in a file of its own while `work` runs: however many arrive at once,
 * and however slowly, none of them waits in memory.
 */
export async function withSpooledFile<T>(
  request: FastifyRequest,
  field: string,
  folder: string,
  limits: UploadLimits,
  work: (path: string, name: string) => Promise<T>,
): Promise<T> {
  const spool = spoolOf(folder)
  const path = join(spool, newId())
  try {
    const part = await onlyPart(request, field, limits)
    await mkdir(spool, { recursive: true })
    await reading(() => pipeline(part.file, createWriteStream(path, { mode: 0o600 })))
    if (part.file.truncated) throw new Failure(limits.tooLarge)
    return await work(path, part.filename)
  } finally {
    letBy(request)
    await rm(path, { force: true })
  }
}
