import type { Readable } from 'node:stream'

/** Bytes of a file, both ends included as in HTTP; without `end` up to the last one. */
export interface ByteRange {
  start: number
  end?: number
}

export interface StoredFile {
  /** The bytes that were asked for; none where the range begins behind the end. */
  stream: Readable
  /** Of the whole file, in bytes. */
  size: number
  /** By the clock of whoever keeps it, in epoch milliseconds. */
  writtenAt: number
}

/**
 * Where photos and other files live. Names are relative, made by the system, never by people. A
 * store that is away for a while throws a Failure (503 with Retry-After), never an unforeseen error.
 */
export interface FileStore {
  /** Durable when it resolves. A file is there whole or not at all; the last writer of a name wins. */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** The same for a file of this machine, however large, without holding it in memory. */
  putFile(name: string, path: string): Promise<void>
  /** Null when there is no such file. */
  read(name: string, range?: ByteRange): Promise<StoredFile | null>
  /** Nothing happens when there is no such file. */
  remove(name: string): Promise<void>
  /** Names of the files below a folder (`photos`; `''`: of all), in no particular order. */
  list(folder: string): AsyncIterable<string>
  /** Brings what waited on this machine to its place; absent where nothing ever waits. */
  moveWaiting?(): Promise<void>
}

/** Throws where a name could mean a place outside the store, or two stores could read it differently. */
export function checkName(name: string): string {
  const parts = name.split('/')
  if (!parts.every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part)))
    throw new Error(`not a name of a stored file: ${name}`)
  return name
}
