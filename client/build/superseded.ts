import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How long files of an earlier build are still served: to a running server, and to open pages. */
const KEPT = 24 * 60 * 60 * 1000

/** Name of a file in `assets` → since when no build has made it any more, in epoch milliseconds. */
type Superseded = Record<string, number>

/** Compressed twins go and stay with the file that they belong to. */
const originalOf = (name: string): string => name.replace(/\.(br|gz)$/, '')

async function remembered(path: string): Promise<Superseded> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Superseded
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

/**
 * Takes away what no build has made for a day. A build never deletes the files of the one before:
 * a server that is still running names them in its pages, and a page that is open loads them later.
 * @param folder a bundle's folder, with `assets` in it.
 * @param made what this build made, by names in the folder.
 */
export async function dropSuperseded(
  folder: string,
  made: ReadonlySet<string>,
  now: number,
): Promise<void> {
  const note = join(folder, 'superseded.json')
  const before = await remembered(note)
  const after: Superseded = {}
  for (const name of await readdir(join(folder, 'assets'))) {
    const original = originalOf(name)
    if (made.has(`assets/${original}`)) continue
    const since = before[original] ?? now
    if (now - since > KEPT) await rm(join(folder, 'assets', name))
    else after[original] = since
  }
  await writeFile(note, JSON.stringify(after))
}
