import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'

/** Where the bytes of a PDF go. The bytes given are only valid during the call. */
export interface Output {
  write(bytes: Uint8Array): void
  finish(): void
  abandon(): void
}

/** A new file, durable when finished, gone when abandoned. Synchronous: the thread prints, nothing else. */
export function fileOutput(path: string): Output {
  const file = openSync(path, 'wx', 0o600)
  let open = true
  const close = (): void => {
    // A number that was given back may already be another file's.
    if (open) closeSync(file)
    open = false
  }
  return {
    write(bytes) {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    },
    finish() {
      fsyncSync(file)
      close()
    },
    abandon() {
      close()
      rmSync(path, { force: true })
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
