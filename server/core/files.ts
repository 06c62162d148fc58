import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'

/** Where photos and other files live. Names are relative, made by the system, never by people. */
export interface FileStore {
  /** Durable when it resolves: temporary name, fsync, rename, fsync of the folder. */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** Null when there is no such file. */
  read(name: string): Promise<{ stream: ReadStream; size: number } | null>
  remove(name: string): Promise<void>
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Files in a folder of this machine. */
export function folderStore(root: string): FileStore {
  const pathOf = (name: string): string => {
    const path = normalize(join(root, name))
    if (!path.startsWith(root + sep)) throw new Error(`file name leaves its folder: ${name}`)
    return path
  }
  return {
    async put(name, bytes) {
      const path = pathOf(name)
      const made = await mkdir(dirname(path), { recursive: true })
      const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.tmp`
      try {
        const handle = await open(temporary, 'wx', 0o600)
        try {
          await handle.writeFile(bytes)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(temporary, path)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
      await syncFolder(dirname(path))
      if (made !== undefined) await syncFolder(dirname(made))
    },
    async read(name) {
      const path = pathOf(name)
      const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      })
      return found === null ? null : { stream: createReadStream(path), size: found.size }
    },
    async remove(name) {
      await rm(pathOf(name), { force: true })
    },
  }
}
