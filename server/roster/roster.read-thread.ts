import { parentPort, workerData } from 'node:worker_threads'
import { UnreadableRoster } from './roster.read-failure.ts'
import { readSheets } from './roster.read-sheets.ts'

/** Entry of the thread that `roster.file.ts` starts: one file in, its sheets or the name of an error out. */
const { bytes, fileName }: { bytes: Uint8Array; fileName: string } = workerData

try {
  const sheets = await readSheets(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    fileName,
  )
  parentPort?.postMessage({ sheets })
} catch (error) {
  if (!(error instanceof UnreadableRoster)) throw error
  parentPort?.postMessage({ why: error.why })
}
