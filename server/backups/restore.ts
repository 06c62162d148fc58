import { createWriteStream, existsSync, readdirSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ConfigError } from '../core/config-error.ts'
import { makeFolder, sync } from '../core/files/durable.ts'
import type { ObjectStorage } from '../core/files/settings.ts'
import { checkName } from '../core/files/store.ts'
import { readArchive } from './archive.ts'
import { checkUnpacked } from './check.ts'
import { contentOf, type Opener } from './envelope.ts'
import { KEPT_FILES } from './kept-files.ts'
import type { Manifest } from './manifest.ts'
import { type Placed, placeFiles } from './restore.files.ts'
import { SQLITE_FILE } from './snapshot.sqlite.ts'

/** Where everything lies until all of it was proven. */
const STAGE = '.restoring'
const OFTEN = 2_000

/**
 * Unpacks a backup into a folder, each file durable, and proves all of it: no byte changed, pages
 * and indexes in order, rows counted, every ledger's end the same. Throws a ConfigError.
 */
export async function unpackBackup(
  file: string,
  opener: Opener,
  folder: string,
  say: (words: string) => void,
): Promise<Manifest> {
  const found = { files: 0, bytes: 0 }
  const manifest = await readArchive(contentOf(file, opener), async ({ name, bytes }) => {
    const known =
      name.startsWith('files/') || name.startsWith('database/') || KEPT_FILES.includes(name)
    if (!known) throw new ConfigError(`备份里有不认识的文件 ${name}，请用更新的版本恢复。`)
    const path = join(folder, checkName(name))
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const counts = name.startsWith('files/')
    await pipeline(
      async function* () {
        for await (const piece of bytes) {
          if (counts) found.bytes += piece.length
          yield piece
        }
      },
      createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
    )
    if (!counts) return
    found.files += 1
    if (found.files % OFTEN === 0) say(`已恢复 ${found.files} 个文件……`)
  })
  if (found.files !== manifest.files || found.bytes !== manifest.bytes)
    throw new ConfigError('备份里的文件和它的目录对不上，没有恢复任何东西。')
  say('正在核对数据库和账本……')
  await checkUnpacked(folder, manifest)
  return manifest
}

/** Where a backup goes: an empty folder, with an empty PostgreSQL and an empty bucket where set. */
export interface Place {
  target: string
  databaseUrl: string | null
  objectStorage: ObjectStorage | null
}

/**
 * Brings a backup back into an empty folder (an empty PostgreSQL where it came from one, an empty
 * bucket where one is set): all of it or nothing. What a killed restore left in folder or bucket is
 * begun anew. Throws a ConfigError: one sentence; a Failure where the storage is away.
 */
export async function restoreBackup(
  file: string,
  opener: Opener,
  { target, databaseUrl, objectStorage }: Place,
  say: (words: string) => void,
): Promise<Manifest> {
  if (!existsSync(file)) throw new ConfigError(`没有找到备份文件 ${file}。`)
  const there = existsSync(target) ? readdirSync(target).filter((name) => name !== STAGE) : []
  if (there.length > 0)
    throw new ConfigError(`${target} 不是空的（里面有 ${there[0]}），请换一个空目录。`)
  const stage = join(target, STAGE)
  await rm(stage, { recursive: true, force: true })
  await makeFolder(stage)
  let placed: Placed | null = null
  let manifest: Manifest
  try {
    manifest = await unpackBackup(file, opener, stage, say)
    if (objectStorage !== null) placed = await placeFiles(objectStorage, stage, say)
    if (manifest.dialect === 'pg') {
      if (databaseUrl === null)
        throw new ConfigError(
          '这份备份来自 PostgreSQL，请用 MASHANG_DATABASE_URL 指明一个空的数据库。',
        )
      say('正在写进 PostgreSQL……')
      const { loadPostgres } = await import('./load.pg.ts')
      await loadPostgres(databaseUrl, join(stage, 'database'), manifest)
    } else {
      if (databaseUrl !== null)
        throw new ConfigError('这份备份来自 SQLite，请去掉 MASHANG_DATABASE_URL 再恢复。')
      await rename(join(stage, 'database', SQLITE_FILE), join(stage, SQLITE_FILE))
    }
    await rm(join(stage, 'database'), { recursive: true })
    if (placed !== null) await rm(join(stage, 'files'), { recursive: true, force: true })
    await settle(stage)
    for (const name of readdirSync(stage)) await rename(join(stage, name), join(target, name))
    await sync(target)
  } catch (error) {
    throw placed === null ? error : await placed.takeBack(error)
  } finally {
    await rm(stage, { recursive: true, force: true })
  }
  await placed?.keep()
  return manifest
}

/** Names of files survive a power cut when the folders that hold them do. */
async function settle(folder: string): Promise<void> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isDirectory()) await sync(join(entry.parentPath, entry.name))
  await sync(folder)
}
