import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '@mashang/shared/core/clock.ts'
import type { Config } from '../config.ts'
import { ConfigError } from '../core/config-error.ts'
import { openFiles } from '../core/files/open.ts'
import { openSecrets } from '../core/secrets.ts'
import { tryOut } from './backups.usecases.ts'
import { makeBackup } from './make.ts'

export type BackupTask = { make: string } | { drill: string }

/** Entry of the thread that `backups.jobs.ts` starts: one task in, what came of it out. */
const { config, task }: { config: Config; task: BackupTask } = workerData

try {
  const secrets = openSecrets(config.dataFolder)
  if ('make' in task) {
    const source = { config, secrets, clock: systemClock, files: await openFiles(config) }
    parentPort?.postMessage({ made: await makeBackup(source, task.make, () => undefined) })
  } else {
    await tryOut({ config, secrets }, task.drill)
    parentPort?.postMessage({ made: null })
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  parentPort?.postMessage({ refused: error.message })
}
