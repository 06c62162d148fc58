import Sqlite from 'better-sqlite3'

/** Rows of an index that are looked at; enough to tell rare from common, and some milliseconds. */
const LOOKED_AT = 1_000
/** Somebody else writes, or there is no room: an older guess is as good for one more run. */
const MAY_WAIT = new Set(['SQLITE_BUSY', 'SQLITE_FULL'])

/**
 * Lets SQLite look what lies in its tables. Every index of ours begins with the district, which it
 * takes for something rare until it has looked: then a question about one person of a hundred
 * thousand goes through everybody's matters. PostgreSQL does the same by itself.
 *
 * The figures are made anew from nothing, because other connections read them only when the schema
 * changes: so those that are open take them at their next reading.
 */
export function countForPlanning(connection: Sqlite.Database): void {
  try {
    connection.pragma(`analysis_limit = ${LOOKED_AT}`)
    connection
      .transaction(() => connection.exec('drop table if exists sqlite_stat1; analyze'))
      .immediate()
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError && MAY_WAIT.has(error.code))) throw error
  }
}
