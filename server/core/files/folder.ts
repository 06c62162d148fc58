import { createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { sync } from './durable.ts'
import { checkName, type FileStore } from './store.ts'

/** A file that is still being written; one that a crash left is never taken for a file. */
const TEMPORARY = '.tmp'

const nullIfAbsent = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null
  throw error
}

/** Files in a folder of this machine: temporary name, fsync, rename, fsync of the folder. */
export function folderStore(root: string): FileStore {
  const pathOf = (name: string): string => join(root, checkName(name))
  /** Folders whose own names are on the disk, or on their way there. */
  const settled = new Map<string, Promise<void>>()

  /** Resolves when the folder is there and would be after a power cut, whoever made it. */
  async function settle(folder: string): Promise<void> {
    if ((await mkdir(folder, { recursive: true })) !== undefined) settled.clear()
    for (let name = folder; name.length >= root.length; name = dirname(name)) {
      const known = settled.get(name) ?? sync(dirname(name))
      settled.set(name, known)
      await known.catch((error: unknown) => {
        settled.delete(name)
        throw error
      })
    }
  }

  async function keep(name: string, write: (temporary: string) => Promise<void>): Promise<void> {
    const path = pathOf(name)
    await settle(dirname(path))
    const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}${TEMPORARY}`
    try {
      await write(temporary)
      await rename(temporary, path)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
    await sync(dirname(path))
  }

  return {
    put: (name, bytes) =>
      keep(name, async (temporary) => {
        const handle = await open(temporary, 'wx', 0o600)
        try {
          await handle.writeFile(bytes)
          await handle.sync()
        } finally {
          await handle.close()
        }
      }),
    putFile: (name, path) =>
      keep(name, async (temporary) => {
        await copyFile(path, temporary)
        // A copy has the rights of what it was made from.
        await chmod(temporary, 0o600)
        await sync(temporary)
      }),
    async read(name, range) {
      const path = pathOf(name)
      const found = await stat(path).catch(nullIfAbsent)
      if (found === null) return null
      const { size, mtimeMs: writtenAt } = found
      return { stream: createReadStream(path, range), size, writtenAt }
    },
    async remove(name) {
      const path = pathOf(name)
      await rm(path, { force: true })
      // What was taken away for somebody's sake must not come back.
      await sync(dirname(path)).catch(nullIfAbsent)
    },
    async *list(folder) {
      const start = folder === '' ? root : pathOf(folder)
      const entries = await readdir(start, { recursive: true, withFileTypes: true }).catch(
        nullIfAbsent,
      )
      for (const entry of entries ?? [])
        if (entry.isFile() && !entry.name.endsWith(TEMPORARY))
          yield relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')
    },
  }
}
