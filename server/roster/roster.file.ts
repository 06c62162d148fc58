import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Failure } from '@mashang/shared/core/errors.ts'
import { rosterErrors } from '@mashang/shared/roster/roster.errors.ts'
import type { RosterSheet } from '@mashang/shared/roster/roster.model.ts'
import { rosterLimits } from './roster.limits.ts'
import { fileKind, type RosterErrorName } from './roster.read-kind.ts'

type Reply = { sheets: RosterSheet[] } | { why: RosterErrorName }

/**
 * Reads a roster (.xlsx, or CSV in UTF-8, UTF-16 or GB18030) into its sheets, cell by cell.
 *
 * The reading happens in a thread of its own with a limit on memory and time, so that the largest or most malicious
 * file neither delays other requests nor ends the server. Throws a `Failure` of `rosterErrors`.
 */
export async function readRosterFile(bytes: Uint8Array, fileName: string): Promise<RosterSheet[]> {
  if (bytes.length > rosterLimits.bytes) throw new Failure(rosterErrors.tooLarge)
  const what = fileKind(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (what.kind === 'refused') throw new Failure(rosterErrors[what.why])
  const reply = await readInThread(bytes, fileName)
  if ('why' in reply) throw new Failure(rosterErrors[reply.why])
  return reply.sheets
}

async function readInThread(bytes: Uint8Array, fileName: string): Promise<Reply> {
  const worker = new Worker(new URL('./roster.read-thread.ts', import.meta.url), {
    workerData: { bytes, fileName },
    resourceLimits: { maxOldGenerationSizeMb: rosterLimits.heapMegabytes },
  })
  try {
    // `once` rejects where the thread throws or runs out of memory.
    const signal = AbortSignal.timeout(rosterLimits.milliseconds)
    const [reply]: Reply[] = await once(worker, 'message', { signal })
    return reply ?? { why: 'damaged' }
  } catch (error) {
    const known = error instanceof Error ? Reflect.get(error, 'code') : undefined
    const tooMuch = known === 'ERR_WORKER_OUT_OF_MEMORY' || known === 'ABORT_ERR'
    throw new Failure(rosterErrors[tooMuch ? 'inflatesTooFar' : 'damaged'], { cause: error })
  } finally {
    await worker.terminate()
  }
}
