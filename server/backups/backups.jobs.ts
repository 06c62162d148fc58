import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { DAY, HOUR, MINUTE } from '@mashang/shared/core/clock.ts'
import { ConfigError } from '../core/config-error.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import type { BackupTask } from './backups.thread.ts'
import { backUpDaily, drillWeekly, dropOldCopy } from './backups.usecases.ts'
import type { Made } from './make.ts'

type Reply = { made: Made | null } | { refused: string }

/** Copying, encrypting and proving take seconds of a core: nobody who files waits for that. */
async function inThread(
  context: Context,
  task: BackupTask,
  signal: AbortSignal,
): Promise<Made | null> {
  const worker = new Worker(new URL('./backups.thread.ts', import.meta.url), {
    workerData: { config: context.config, task },
  })
  try {
    const [reply]: [Reply] = (await once(worker, 'message', { signal })) as [Reply]
    if ('refused' in reply) throw new ConfigError(reply.refused)
    return reply.made
  } finally {
    await worker.terminate()
  }
}

export function backupsJobs(context: Context): Job[] {
  const tidy: Job = {
    name: 'drop the copy from before a migration',
    every: DAY,
    run: async () => dropOldCopy(context),
  }
  if (context.config.backup === null) return [tidy]
  // A try that failed is not repeated every few minutes: each takes the disk.
  let rest = 0
  return [
    tidy,
    {
      name: 'back up',
      every: 5 * MINUTE,
      run: async (stopping) => {
        if (context.clock.now() < rest) return
        rest = context.clock.now() + HOUR
        await backUpDaily(context, async (target) => {
          return (await inThread(context, { make: target }, stopping)) as Made
        })
        await drillWeekly(context, async (file) => {
          await inThread(context, { drill: file }, stopping)
        })
        rest = 0
      },
    },
  ]
}
