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
