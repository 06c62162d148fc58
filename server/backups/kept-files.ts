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
