import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { backupsApi } from '@mashang/shared/backups/backups.api.ts'
import { DAY, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import type { z } from 'zod'
import { ConfigError } from '../core/config-error.ts'
import type { Context } from '../core/context.ts'
import { byServer } from './envelope.ts'
import type { Made } from './make.ts'
import { backupsIn, dueBefore } from './names.ts'
import { unpackBackup } from './restore.ts'
import { withWorkFolder } from './work-folder.ts'

/** What became of the last tries; in a file, so that a restart does not make a failure unseen. */
interface BackupState {
  failed: { at: number; words: string } | null
  drill: { at: number; words: string | null } | null
}

/** After that nobody may say any more that there is a backup. */
const STALE = 2 * DAY
const DRILL_EVERY = 7 * DAY

export type BackupsView = z.input<NonNullable<typeof backupsApi.now.reply>>

const stateFile = (context: Context): string => join(context.config.dataFolder, 'backup-state.json')

function stateOf(context: Context): BackupState {
  const file = stateFile(context)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { failed: null, drill: null }
}

const keep = (context: Context, state: BackupState): Promise<void> =>
  writeFile(stateFile(context), JSON.stringify(state), { mode: 0o600 })

const listed = (folder: string) => (existsSync(folder) ? backupsIn(folder) : [])

/** When the last whole backup was made; null: there is none. */
export const lastBackupAt = ({ config }: Context): number | null =>
  config.backup === null ? null : (listed(config.backup).at(-1)?.at ?? null)

/** What the office sees of its backups. */
export function backupsNow(context: Context): BackupsView {
  const { backup } = context.config
  const { failed, drill } = stateOf(context)
  const last = lastBackupAt(context)
  return {
    set: backup !== null,
    count: backup === null ? 0 : listed(backup).length,
    at: toIsoOrNull(last),
    stale: backup !== null && (last === null || context.clock.now() - last > STALE),
    failure: backup === null ? null : (failed?.words ?? null),
    drillAt: toIsoOrNull(drill?.at ?? null),
    drillFailure: backup === null ? null : (drill?.words ?? null),
  }
}

const wordsOf = (error: unknown): string =>
  error instanceof ConfigError ? error.message : '备份没有做成，原因在服务器的日志里。'

/**
 * The day's backup, where it is due: made, and the oldest beyond what is kept taken away. Whether
 * it fails is kept for the office to see. @param make the work itself, elsewhere than in this thread
 */
export async function backUpDaily(
  context: Context,
  make: (target: string) => Promise<Made>,
): Promise<boolean> {
  const { backup, backupKeep } = context.config
  const last = lastBackupAt(context)
  const now = context.clock.now()
  if (backup === null || (last !== null && last >= dueBefore(now))) return false
  try {
    mkdirSync(backup, { recursive: true, mode: 0o700 })
    const { manifest } = await make(backup)
    for (const { name } of backupsIn(backup).slice(0, -backupKeep)) rmSync(join(backup, name))
    const failed = manifest.ledgerWhole
      ? null
      : { at: now, words: '备份做好了，但是账本对不上，请到“账本”从头核对。' }
    await keep(context, { ...stateOf(context), failed })
    return true
  } catch (error) {
    await keep(context, { ...stateOf(context), failed: { at: now, words: wordsOf(error) } })
    throw error
  }
}

/**
 * Once a week the newest backup is unpacked into a folder that goes away, and everything in it
 * proven. The server opens it by its own key; that the private key opens it too, only its holder can try.
 */
export async function drillWeekly(
  context: Context,
  drill: (file: string) => Promise<void>,
): Promise<boolean> {
  const { backup } = context.config
  const now = context.clock.now()
  const state = stateOf(context)
  const newest = backup === null ? undefined : listed(backup).at(-1)
  const recent = state.drill !== null && now - state.drill.at < DRILL_EVERY
  if (backup === null || newest === undefined || recent) return false
  const outcome = await drill(join(backup, newest.name)).then(
    () => null,
    (error: unknown) => error,
  )
  const words = outcome === null ? null : wordsOf(outcome)
  await keep(context, { ...stateOf(context), drill: { at: now, words } })
  if (outcome !== null) throw outcome
  return true
}

export async function tryOut(
  context: Pick<Context, 'secrets' | 'config'>,
  file: string,
): Promise<void> {
  await withWorkFolder(context.config.dataFolder, async (folder) => {
    await unpackBackup(file, byServer(context.secrets), folder, () => undefined)
  })
}

/** Where a migration began lies a copy of the file as it was, with all that was erased since. */
const COPY_KEPT = 7 * DAY

export function dropOldCopy(context: Context): void {
  const copy = join(context.config.dataFolder, 'mashang.sqlite.before-migration')
  if (existsSync(copy) && statSync(copy).mtimeMs < context.clock.now() - COPY_KEPT) rmSync(copy)
}
