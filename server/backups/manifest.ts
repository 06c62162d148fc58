/** What a backup says of itself; whoever restores it finds the same or does not say that it is done. */
export interface Manifest {
  /** The moment that the database shows, in epoch milliseconds. */
  at: number
  dialect: 'sqlite' | 'pg'
  /** Migrations that its schema has. */
  migrations: number
  /** Rows by table. */
  tables: Record<string, number>
  /** The end of each district's ledger at that moment. */
  heads: { district: string; sequence: number; hash: string }[]
  /** Whether every chain was whole. */
  ledgerWhole: boolean
  /** Photos and other files, and their bytes. */
  files: number
  bytes: number
}
