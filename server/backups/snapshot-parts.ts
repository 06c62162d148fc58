import { openToRead } from '../core/db/open.ts'
import { verifyLedger, verifyLedgers } from '../core/ledger/ledger.store.ts'
import type { ArchivedFile } from './archive.ts'
import type { Manifest } from './manifest.ts'

export type DatabaseFacts = Pick<
  Manifest,
  'dialect' | 'migrations' | 'tables' | 'heads' | 'ledgerWhole'
>

/** A database as it was at one moment, however it changes meanwhile. */
export interface Snapshot {
  /** Its files in the archive; to be read once. */
  files(): AsyncIterable<ArchivedFile>
  /** Known when the files have been read. */
  facts(): DatabaseFacts
  close(): Promise<void>
}

/**
 * Whether the chains of a database that may be in use are whole.
 * @param only one district's; else all
 */
export async function chainsAreWhole(
  url: string | null,
  folder: string,
  only?: string,
): Promise<boolean> {
  const db = await openToRead(url, folder)
  try {
    if (only !== undefined) return (await verifyLedger(db, only)).whole
    return [...(await verifyLedgers(db)).values()].every(({ whole }) => whole)
  } finally {
    await db.close()
  }
}
