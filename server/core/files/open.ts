import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { ConfigError } from '../config-error.ts'
import { folderStore } from './folder.ts'
import { patientStore } from './patient.ts'
import type { ObjectStorage } from './settings.ts'
import type { FileStore } from './store.ts'

/** The file by which a bucket is known that a restore did not finish with. */
export const UNFINISHED_RESTORE = 'mashang-unfinished-restore'

/**
 * Files of the data folder, or of the object storage that is set: then it has been tried out.
 * Throws a ConfigError where a restore into it was not finished.
 */
export async function openFiles(
  config: Pick<Config, 'dataFolder' | 'objectStorage'>,
): Promise<FileStore> {
  if (config.objectStorage === null) return folderStore(join(config.dataFolder, 'files'))
  const store = await openToRestore(config.objectStorage)
  const sign = await store.read(UNFINISHED_RESTORE)
  sign?.stream.destroy()
  if (sign !== null)
    throw new ConfigError(
      'MASHANG_FILES_URL 里的文件还没有恢复完，请用一个空的数据目录（用 PostgreSQL 的，数据库也要空的）再运行一次 restore，会从头恢复。',
    )
  return store
}

/**
 * The same for whoever serves: while the object storage is away, files wait in the data folder.
 */
export async function openFilesPatiently(
  config: Pick<Config, 'dataFolder' | 'objectStorage'>,
): Promise<FileStore> {
  const store = await openFiles(config)
  return config.objectStorage === null
    ? store
    : patientStore(store, join(config.dataFolder, 'waiting-files'))
}

/** The same storage, tried out, whatever lies in it. */
export async function openToRestore(storage: ObjectStorage): Promise<FileStore> {
  // The kit is large; who keeps files in the folder never loads it.
  const { s3Store, tryOut } = await import('./s3.ts')
  const store = s3Store(storage)
  await tryOut(store, storage)
  return store
}
