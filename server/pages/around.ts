import { metresBetween } from '@mashang/shared/core/distance.ts'
import type { StationPlace } from '@mashang/shared/pages/pages.model.ts'
import type { StationView } from '@mashang/shared/stations/stations.model.ts'
import type { Context } from '../core/context.ts'
import { allStations } from '../stations/stations.store.ts'

/** Neighbours that a plan of one station shows. */
const NEIGHBOURS = 4

/** The nearest other stations that have a place; none where this one has none. */
export async function around(context: Context, station: StationView): Promise<StationPlace[]> {
  const { id, latitude, longitude } = station
  if (latitude === null || longitude === null) return []
  return (await allStations(context))
    .flatMap((one) =>
      one.id === id || one.latitude === null || one.longitude === null
        ? []
        : [{ name: one.name, latitude: one.latitude, longitude: one.longitude }],
    )
    .map((one) => ({ one, metres: metresBetween({ latitude, longitude }, one) }))
    .sort((a, b) => a.metres - b.metres)
    .slice(0, NEIGHBOURS)
    .map(({ one }) => one)
}
