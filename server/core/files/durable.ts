import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What the file, or the folder's list of names, holds now survives a power cut. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a folder, for its owner only, and has each new name be kept by the folder above it. */
export async function makeFolder(path: string): Promise<void> {
  const first = mkdirSync(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let above = dirname(path); ; above = dirname(above)) {
    await sync(above)
    if (above === dirname(first)) return
  }
}

/** Writes a file that is not there yet, for its owner only; durable when it resolves. */
export async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await sync(dirname(path))
}
