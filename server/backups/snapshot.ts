import type { Config } from '../config.ts'
import type { Snapshot } from './snapshot-parts.ts'

/** @param work an empty folder for copies, removed by whoever made it */
export async function takeSnapshot(
  config: Pick<Config, 'databaseUrl' | 'dataFolder' | 'district'>,
  work: string,
): Promise<Snapshot> {
  const { databaseUrl, dataFolder, district } = config
  if (databaseUrl !== null) {
    const { snapshotPostgres } = await import('./snapshot.pg.ts')
    return await snapshotPostgres(databaseUrl, district)
  }
  const { snapshotSqlite } = await import('./snapshot.sqlite.ts')
  return await snapshotSqlite(dataFolder, work)
}
