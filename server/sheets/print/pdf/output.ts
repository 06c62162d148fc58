import { closeSync, fdatasync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'

/** Where the bytes of a PDF go. The bytes given are only valid during the call. */
export interface Output {
  write(bytes: Uint8Array): void
  finish(): void
  abandon(): void
}

export interface FileOutput extends Output {
  /** To be awaited before `finish`: until then earlier bytes may still be on their way to the disk. */
  settle(): Promise<void>
}

/** After so many bytes the disk is told to take them while the drawing goes on: little is left for the end. */
const SYNC_EVERY = 8 * 2 ** 20

/** A new file, durable when finished, gone when abandoned. Writing is synchronous: the thread prints, nothing else. */
export function fileOutput(path: string): FileOutput {
  const file = openSync(path, 'wx', 0o600)
  let open = true
  let unsynced = 0
  let settling = false
  let syncing: Promise<void> | null = null
  // The kernel tells a failed sync once; the last sync would not hear of it.
  let failure: Error | null = null

  const close = (): void => {
    // A number that was given back may already be another file's.
    if (open) closeSync(file)
    open = false
  }
  const syncBeside = (): void => {
    unsynced = 0
    syncing = new Promise((resolve) => {
      fdatasync(file, (error) => {
        failure ??= error
        syncing = null
        resolve()
      })
    })
  }
  return {
    write(bytes) {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
      unsynced += bytes.length
      if (unsynced >= SYNC_EVERY && syncing === null && !settling) syncBeside()
    },
    async settle() {
      settling = true
      await syncing
    },
    finish() {
      if (failure !== null) throw failure
      fsyncSync(file)
      close()
    },
    abandon() {
      rmSync(path, { force: true })
      if (syncing === null) close()
      else void syncing.then(close)
    },
  }
}

/** A few pages in memory. */
export function memoryOutput(): Output & { bytes(): Uint8Array<ArrayBuffer> } {
  const parts: Uint8Array[] = []
  return {
    write: (bytes) => void parts.push(new Uint8Array(bytes)),
    finish() {},
    abandon() {},
    bytes: () => new Uint8Array(Buffer.concat(parts)),
  }
}
