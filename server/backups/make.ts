import { createReadStream, createWriteStream, existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Clock } from '@mashang/shared/core/clock.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import type { Config } from '../config.ts'
import { ConfigError } from '../core/config-error.ts'
import { sync } from '../core/files/durable.ts'
import type { FileStore } from '../core/files/store.ts'
import type { Secrets } from '../core/secrets.ts'
import { type ArchivedFile, archive, readArchive } from './archive.ts'
import { contentOf, sealedFor } from './envelope.ts'
import { KEPT_FILES, keptFile } from './kept-files.ts'
import { backupKeyOf } from './keys.ts'
import type { Manifest } from './manifest.ts'
import { backupName } from './names.ts'
import { takeSnapshot } from './snapshot.ts'
import type { Snapshot } from './snapshot-parts.ts'
import { withWorkFolder } from './work-folder.ts'

export interface BackupSource {
  config: Pick<Config, 'databaseUrl' | 'dataFolder' | 'keys' | 'district'>
  files: FileStore
  secrets: Secrets
  clock: Clock
}

export interface Made {
  file: string
  bytes: number
  manifest: Manifest
}

const PART = '.part'
/** Files between two words of progress. */
const OFTEN = 2_000

/**
 * Writes one file into `target` that holds everything: the database as it is at one moment, keys,
 * photos. It is read again to its last byte before it gets its name, so that under that name there
 * is never a half one. The server may run beside it. Throws a ConfigError: one sentence.
 */
export async function makeBackup(
  source: BackupSource,
  target: string,
  say: (words: string) => void,
): Promise<Made> {
  const { dataFolder } = source.config
  const holder = backupKeyOf(dataFolder)
  if (holder === null)
    throw new ConfigError(
      '还没有备份用的钥匙，请先运行 npm run run backup-key <私钥存到哪个文件>。',
    )
  const at = source.clock.now()
  await mkdir(target, { recursive: true, mode: 0o700 })
  await dropOldParts(target, at)
  const file = join(target, backupName(at))
  if (existsSync(file)) throw new ConfigError(`${file} 已经在了，请过一会儿再备份。`)
  const part = `${file}${PART}`
  return await withWorkFolder(dataFolder, async (work) => {
    say('正在给数据库拍快照……')
    const snapshot = await takeSnapshot(source.config, work)
    const stored = { files: 0, bytes: 0 }
    const manifest = (): Manifest => ({ at, ...snapshot.facts(), ...stored })
    const envelope = sealedFor(holder, source.secrets, at)
    try {
      say('正在加密写入……')
      await pipeline(
        envelope.seal(archive(everything(source, snapshot, stored, say), manifest)),
        createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }),
      )
      say('正在读回核对……')
      await drain(part, envelope.dataKey, manifest())
      await rename(part, file)
      await sync(target)
      return { file, bytes: statSync(file).size, manifest: manifest() }
    } catch (error) {
      await rm(part, { force: true })
      throw error
    } finally {
      await snapshot.close()
    }
  })
}

/** The files come after the database: whatever it names was stored before it. */
async function* everything(
  { config, files }: BackupSource,
  snapshot: Snapshot,
  stored: { files: number; bytes: number },
  say: (words: string) => void,
): AsyncGenerator<ArchivedFile> {
  yield* snapshot.files()
  for (const name of KEPT_FILES) {
    const path = keptFile(config, name)
    if (existsSync(path)) yield { name, bytes: createReadStream(path) }
  }
  for await (const name of files.list('')) {
    const found = await files.read(name)
    // Erased in this moment.
    if (found === null) continue
    yield { name: `files/${name}`, bytes: counted(found.stream, stored) }
    stored.files += 1
    if (stored.files % OFTEN === 0) say(`已写入 ${stored.files} 个文件……`)
  }
}

async function* counted(
  stream: AsyncIterable<Uint8Array>,
  stored: { bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    stored.bytes += piece.length
    yield piece
  }
}

/** Opens what was written, from the disk's own bytes, and compares it with what was meant. */
async function drain(part: string, dataKey: Buffer, meant: Manifest): Promise<void> {
  const found = await readArchive(
    contentOf(part, () => dataKey),
    async ({ bytes }) => {
      for await (const _ of bytes);
    },
  )
  if (JSON.stringify(found) !== JSON.stringify(meant))
    throw new ConfigError('写下的备份读回来不一样，没有留下它；请检查存备份的磁盘。')
}

/** What a backup left that was killed while it wrote. */
async function dropOldParts(target: string, now: number): Promise<void> {
  for (const name of readdirSync(target)) {
    if (!/^mashang-\d{8}-\d{6}\.backup\.part$/.test(name)) continue
    const path = join(target, name)
    if (statSync(path).mtimeMs < now - DAY) await rm(path, { force: true })
  }
}
