import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../core/config-error.ts'
import { folderStore } from '../core/files/folder.ts'
import { openFiles } from '../core/files/open.ts'
import type { ObjectStorage } from '../core/files/settings.ts'
import type { FileStore } from '../core/files/store.ts'

const OFTEN = 500

/** Files that went into a bucket, until it is said that they stay. */
export interface Placed {
  takeBack(): Promise<void>
}

async function refuseFull(store: FileStore): Promise<void> {
  for await (const name of store.list(''))
    throw new ConfigError(
      `MASHANG_FILES_URL 里的存储桶在这个目录下不是空的（里面有 ${name}），请换一个空的目录或空的桶。`,
    )
}

/** How many bytes each file has that a store holds. */
async function sizesOf(store: FileStore): Promise<Map<string, number>> {
  const sizes = new Map<string, number>()
  for await (const name of store.list('')) {
    const found = await store.read(name)
    found?.stream.destroy()
    sizes.set(name, found?.size ?? -1)
  }
  return sizes
}

/**
 * Brings the files of an unpacked backup into an empty bucket and looks whether all of them are
 * there: all or none. Throws a ConfigError, or a Failure where the storage is away.
 */
export async function placeFiles(
  storage: ObjectStorage,
  folder: string,
  say: (words: string) => void,
): Promise<Placed> {
  const store = await openFiles({ dataFolder: folder, objectStorage: storage })
  await refuseFull(store)
  const root = join(folder, 'files')
  const staged = folderStore(root)
  const sent: string[] = []
  const takeBack = async (): Promise<void> => {
    for (const name of sent) await store.remove(name)
  }
  try {
    if (existsSync(root))
      for await (const name of staged.list('')) {
        sent.push(name)
        await store.putFile(name, join(root, name))
        if (sent.length % OFTEN === 0) say(`已放进存储桶 ${sent.length} 个文件……`)
      }
    const [meant, found] = [await sizesOf(staged), await sizesOf(store)]
    const wrong = [...meant].find(([name, size]) => found.get(name) !== size)
    if (wrong !== undefined || found.size !== meant.size)
      throw new ConfigError('放进存储桶的文件和备份里的对不上，没有恢复任何东西；请检查这个存储。')
    return { takeBack }
  } catch (error) {
    await takeBack()
    throw error
  }
}
