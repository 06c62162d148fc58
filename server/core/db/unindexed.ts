import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/**
 * A column of text as something to group by that no index has. Without figures of a range SQLite
 * takes it for a quarter of all rows, and so would rather go through all of them in the order of the
 * groups than sort the few that the range is about.
 */
export const unindexed = (column: AnyColumn): SQL<string | null> =>
  sql<string | null>`${column} || ''`
