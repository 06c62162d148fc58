import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '@mashang/shared/core/clock.ts'
import type { Config } from '../config.ts'
import { ConfigError } from '../core/config-error.ts'
import { openFilesPatiently } from '../core/files/open.ts'
import { keysFolder } from '../core/keeping-settings.ts'
import { openSecrets } from '../core/secrets.ts'
import { tryOut } from './backups.usecases.ts'
import { makeBackup } from './make.ts'

export type BackupTask = { make: string } | { drill: string }

/** Entry of the thread that `backups.jobs.ts` starts: one task in, what came of it out. */
const { config, task }: { config: Config; task: BackupTask } = workerData

try {
  const secrets = openSecrets(keysFolder(config))
  if ('make' in task) {
    const source = { config, secrets, clock: systemClock, files: await openFilesPatiently(config) }
    parentPort?.postMessage({ made: await makeBackup(source, task.make, () => undefined) })
  } else {
    await tryOut({ config, secrets }, task.drill)
    parentPort?.postMessage({ made: null })
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  parentPort?.postMessage({ refused: error.message })
}
