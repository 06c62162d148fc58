import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { folderStore } from './folder.ts'
import type { FileStore } from './store.ts'

/** Files of the data folder, or of the object storage that is set: then it has been tried out. */
export async function openFiles(
  config: Pick<Config, 'dataFolder' | 'objectStorage'>,
): Promise<FileStore> {
  if (config.objectStorage === null) return folderStore(join(config.dataFolder, 'files'))
  // The kit is large; who keeps files in the folder never loads it.
  const { s3Store, tryOut } = await import('./s3.ts')
  const store = s3Store(config.objectStorage)
  await tryOut(store, config.objectStorage)
  return store
}
