import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { ConfigError } from '../config-error.ts'
import type { ObjectStorage } from './settings.ts'
import { type ByteRange, checkName, type FileStore, type StoredFile } from './store.ts'

/** How long a storage is waited for, in milliseconds, and how often it is asked at most. */
export interface Patience {
  connect: number
  /** Without a byte in either direction. */
  silence: number
  attempts: number
}

const PATIENCE: Patience = { connect: 3_000, silence: 10_000, attempts: 3 }
const RETRY_AFTER = 15
/** What the kit has to say comes with its errors; without this it writes to the console as well. */
const say = (): void => undefined
const QUIET = { trace: say, debug: say, info: say, warn: say, error: say }

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')
const unavailable = (cause: unknown): Failure =>
  new Failure(coreErrors.filesUnavailable, { cause, retryAfter: RETRY_AFTER })

/** What the storage or the way to it is to blame for; a fault of our own or of this disk is not. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error) || 'path' in error) return false
  return (
    '$metadata' in error ||
    'code' in error ||
    /^(TimeoutError|AbortError|CredentialsProviderError)$/.test(error.name)
  )
}

async function asking<T>(question: Promise<T>): Promise<T> {
  try {
    return await question
  } catch (error) {
    throw isOutage(error) ? unavailable(error) : error
  }
}

/** The bytes as they arrive; only waiting for the storage counts as silence, a slow reader does not. */
async function* arriving(body: Readable, silence: number): AsyncGenerator<Uint8Array> {
  const giveUp = () => body.destroy(new Error('the object storage fell silent'))
  let timer = setTimeout(giveUp, silence)
  try {
    for await (const chunk of body) {
      clearTimeout(timer)
      yield chunk as Uint8Array
      timer = setTimeout(giveUp, silence)
    }
  } catch (cause) {
    throw unavailable(cause)
  } finally {
    clearTimeout(timer)
  }
}

function streamOf(body: unknown, silence: number): Readable {
  const incoming = body as Readable & { socket?: { setTimeout(ms: number): void } }
  incoming.socket?.setTimeout(0)
  const stream = Readable.from(arriving(incoming, silence), { objectMode: false })
  // Also where nobody ever read from it.
  stream.once('close', () => incoming.destroy())
  return stream
}

/** Files in a bucket, over S3. Uploads are single requests, so a name is there whole or not at all. */
export function s3Store(storage: ObjectStorage, patience: Patience = PATIENCE): FileStore {
  const client = new S3Client({
    region: storage.region,
    forcePathStyle: storage.pathStyle,
    maxAttempts: patience.attempts,
    // Sums in trailers are Amazon's alone; many others refuse such requests.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    logger: QUIET,
    requestHandler: { connectionTimeout: patience.connect, socketTimeout: patience.silence },
    ...(storage.endpoint === null ? {} : { endpoint: storage.endpoint }),
    ...(storage.keys === null
      ? {}
      : { credentials: { accessKeyId: storage.keys.id, secretAccessKey: storage.keys.secret } }),
  })
  const object = (name: string) => ({
    Bucket: storage.bucket,
    Key: `${storage.prefix}${checkName(name)}`,
  })

  /** What is asked for lies behind the end of the file. */
  async function nothingOf(name: string): Promise<StoredFile> {
    const got = await asking(client.send(new HeadObjectCommand(object(name))))
    return { stream: Readable.from([]), size: got.ContentLength ?? 0, writtenAt: writtenAt(got) }
  }

  async function sendFile(name: string, path: string): Promise<void> {
    const { size } = await stat(path)
    const Body = createReadStream(path)
    const stop = new AbortController()
    Body.once('error', (fault) => stop.abort(fault))
    const command = new PutObjectCommand({ ...object(name), Body, ContentLength: size })
    try {
      await asking(client.send(command, { abortSignal: stop.signal }))
    } catch (error) {
      // This disk is to blame, not the storage.
      throw stop.signal.aborted ? stop.signal.reason : error
    } finally {
      Body.destroy()
    }
  }

  return {
    async put(name, bytes) {
      await asking(client.send(new PutObjectCommand({ ...object(name), Body: bytes })))
    },
    // The kit sends a stream once only, because it cannot begin it anew; we can.
    async putFile(name, path) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await sendFile(name, path)
        } catch (error) {
          if (!(error instanceof Failure) || attempt >= patience.attempts) throw error
          await pause(100 * 2 ** attempt)
        }
      }
    },
    async read(name, range) {
      const Range = range === undefined ? undefined : rangeHeader(range)
      try {
        const got = await client.send(new GetObjectCommand({ ...object(name), Range }))
        const whole = Number(got.ContentRange?.split('/')[1] ?? got.ContentLength)
        const stream = streamOf(got.Body, patience.silence)
        return { stream, size: whole, writtenAt: writtenAt(got) }
      } catch (error) {
        if (nameOf(error) === 'NoSuchKey') return null
        if (nameOf(error) === 'InvalidRange') return await nothingOf(name)
        throw isOutage(error) ? unavailable(error) : error
      }
    },
    async remove(name) {
      await asking(client.send(new DeleteObjectCommand(object(name))))
    },
    async *list(folder) {
      const Prefix = storage.prefix + (folder === '' ? '' : `${checkName(folder)}/`)
      const pages = paginateListObjectsV2({ client }, { Bucket: storage.bucket, Prefix })
      try {
        for await (const { Contents } of pages)
          for (const { Key = '' } of Contents ?? [])
            if (!Key.endsWith('/')) yield Key.slice(storage.prefix.length)
      } catch (error) {
        throw isOutage(error) ? unavailable(error) : error
      }
    },
  }
}

/** A storage that does not say it is asked about nothing old: what it keeps is never old enough. */
const writtenAt = ({ LastModified }: { LastModified?: Date | undefined }): number =>
  LastModified?.getTime() ?? Number.POSITIVE_INFINITY

const rangeHeader = ({ start, end }: ByteRange): string => `bytes=${start}-${end ?? ''}`

/**
 * Writes, reads and removes a small file and looks for it again, so that a start does not succeed where photos would fail.
 * Throws a ConfigError: one sentence that names what to mend.
 */
export async function tryOut(store: FileStore, storage: ObjectStorage): Promise<void> {
  const name = 'mashang-start-check'
  try {
    await store.put(name, Buffer.from('ok'))
    const back = await store.read(name)
    if (back === null || (await text(back.stream)) !== 'ok')
      throw new ConfigError('MASHANG_FILES_URL 里的存储写得进、读不回，请检查这个存储。')
    await store.remove(name)
    // Who may not list is not told that a file is absent, only that it is denied.
    await store.read(name)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    throw new ConfigError(whyNot(error.details.cause, storage))
  }
}

function whyNot(cause: unknown, { bucket, endpoint, region }: ObjectStorage): string {
  const where = endpoint ?? `区域 ${region} 的存储`
  switch (nameOf(cause)) {
    case 'NoSuchBucket':
      return `MASHANG_FILES_URL 里的存储桶“${bucket}”不存在，请先在存储上建好。`
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
      return 'MASHANG_FILES_KEY 或 MASHANG_FILES_SECRET 不对，存储没有接受，请核对。'
    case 'CredentialsProviderError':
      return '没有存储的密钥，请设 MASHANG_FILES_KEY 和 MASHANG_FILES_SECRET。'
    case 'AccessDenied':
      return `这把密钥不能读写 MASHANG_FILES_URL 里的存储桶“${bucket}”，请给它读、写、删、列出的权限。`
    default:
      return `连不上 MASHANG_FILES_URL 里的存储（${where}，${codeOf(cause)}），请检查地址和网络。`
  }
}

/** The shortest true name of what went wrong: never a message, which may repeat what was sent. */
function codeOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : nameOf(cause)
}
