import { createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { checkName, type FileStore } from './store.ts'

/** A file that is still being written; one that a crash left is never taken for a file. */
const TEMPORARY = '.tmp'

const nullIfAbsent = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null
  throw error
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Files in a folder of this machine: temporary name, fsync, rename, fsync of the folder. */
export function folderStore(root: string): FileStore {
  const pathOf = (name: string): string => join(root, checkName(name))

  async function keep(name: string, write: (temporary: string) => Promise<void>): Promise<void> {
    const path = pathOf(name)
    const made = await mkdir(dirname(path), { recursive: true })
    const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}${TEMPORARY}`
    try {
      await write(temporary)
      await rename(temporary, path)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
    await sync(dirname(path))
    if (made !== undefined) await sync(dirname(made))
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
      return found === null ? null : { stream: createReadStream(path, range), size: found.size }
    },
    async remove(name) {
      await rm(pathOf(name), { force: true })
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
