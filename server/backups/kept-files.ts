import { join } from 'node:path'
import { keysFolder } from '../core/keeping-settings.ts'

/**
 * Files of the data folder that a backup keeps besides database and photos: keys, and what was
 * signed with them. The rest (spool, copies before a migration) can be missed.
 */
export const KEPT_FILES: readonly string[] = [
  'secret.key',
  'sealing.keys',
  'backup.pub',
  'ledger-signing.key',
  'ledger-heads.jsonl',
]

/** The list and what a backup proves lie with the data, the keys perhaps elsewhere. */
const WITH_THE_DATA = new Set(['backup.pub', 'ledger-heads.jsonl'])

export const keptFile = (config: { dataFolder: string; keys: string | null }, name: string) =>
  join(WITH_THE_DATA.has(name) ? config.dataFolder : keysFolder(config), name)
