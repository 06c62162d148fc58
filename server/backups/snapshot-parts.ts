import { openToRead } from '../core/db/open.ts'
import { verifyLedgers } from '../core/ledger/ledger.store.ts'
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

/** Whether every chain of a database that may be in use is whole. */
export async function chainsAreWhole(url: string | null, folder: string): Promise<boolean> {
  const db = await openToRead(url, folder)
  try {
    return [...(await verifyLedgers(db)).values()].every(({ whole }) => whole)
  } finally {
    await db.close()
  }
}
