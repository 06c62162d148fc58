import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '@mashang/shared/core/errors.ts'
import { ConfigError } from '../core/config-error.ts'
import { folderStore } from '../core/files/folder.ts'
import { openToRestore, UNFINISHED_RESTORE } from '../core/files/open.ts'
import type { ObjectStorage } from '../core/files/settings.ts'
import type { FileStore } from '../core/files/store.ts'

const OFTEN = 500
/** Removals that fail one after the other before the storage counts as away: each waits for long. */
const AWAY = 3

/** Files that went into a bucket, until it is said that they stay. */
export interface Placed {
  /** The bucket is a whole one from now on. */
  keep(): Promise<void>
  /** Empties it again; gives back what to throw, which says where that could not be done. */
  takeBack(why: unknown): Promise<unknown>
}

/** Names of what lies there, without the sign of a restore that is under way. */
async function* contents(store: FileStore): AsyncGenerator<string> {
  for await (const name of store.list('')) if (name !== UNFINISHED_RESTORE) yield name
}

/** How many bytes each file has that a store holds. */
async function sizesOf(store: FileStore): Promise<Map<string, number>> {
  const sizes = new Map<string, number>()
  for await (const name of contents(store)) {
    const found = await store.read(name)
    found?.stream.destroy()
    sizes.set(name, found?.size ?? -1)
  }
  return sizes
}

/** Leaves an empty place with the sign in it; refuses where something lies that is not a restore's. */
async function begin(store: FileStore, say: (words: string) => void): Promise<void> {
  const sign = await store.read(UNFINISHED_RESTORE)
  sign?.stream.destroy()
  const left: string[] = []
  for await (const name of contents(store)) {
    if (sign === null)
      throw new ConfigError(
        `MASHANG_FILES_URL 里的存储桶在这个目录下不是空的（里面有 ${name}），请换一个空的目录或空的桶。`,
      )
    left.push(name)
  }
  if (sign === null) await store.put(UNFINISHED_RESTORE, Buffer.from('restore'))
  if (left.length > 0) say(`上次没有恢复完，先清掉存储桶里留下的 ${left.length} 个文件……`)
  for (const name of left) await store.remove(name)
}

/** Removes all that can be removed, the sign only after everything else. Resolves with how many stayed. */
async function empty(store: FileStore, names: readonly string[]): Promise<number> {
  let stayed = 0
  let inARow = 0
  for (const [index, name] of names.entries()) {
    if (inARow === AWAY) return stayed + names.length - index
    try {
      await store.remove(name)
      inARow = 0
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      stayed += 1
      inARow += 1
    }
  }
  if (stayed > 0) return stayed
  try {
    await store.remove(UNFINISHED_RESTORE)
    return 0
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return 1
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof Failure) return error.kind.title
  if (error instanceof ConfigError) return error.message
  return `出了差错（${error instanceof Error ? error.message : error}）。`
}

/**
 * Brings the files of an unpacked backup into an empty bucket and looks whether all of them are
 * there: all or none. A sign lies in it from before the first file until `keep`: with it no server
 * starts, and the next restore begins anew. Throws a ConfigError, or a Failure where the storage is
 * away.
 */
export async function placeFiles(
  storage: ObjectStorage,
  folder: string,
  say: (words: string) => void,
): Promise<Placed> {
  const store = await openToRestore(storage)
  await begin(store, say)
  const root = join(folder, 'files')
  const staged = folderStore(root)
  const sent: string[] = []
  const takeBack = async (why: unknown): Promise<unknown> => {
    const stayed = await empty(store, sent)
    if (stayed === 0) return why
    return new ConfigError(
      `${wordsOf(why)}存储桶里还有 ${stayed} 个文件没能清掉；等存储好了，用同样的设置再运行一次 restore，会先清掉它们再从头恢复。`,
      { cause: why },
    )
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
  } catch (error) {
    throw await takeBack(error)
  }
  const keep = async (): Promise<void> => {
    try {
      await store.remove(UNFINISHED_RESTORE)
    } catch (cause) {
      if (!(cause instanceof Failure)) throw cause
      throw new ConfigError(
        `都恢复好了，只差最后一步：请把存储桶里的 ${storage.prefix}${UNFINISHED_RESTORE} 删掉再启动，刚才存储连不上，没能删。`,
        { cause },
      )
    }
  }
  return { keep, takeBack }
}
