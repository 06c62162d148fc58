import type { stationsApi } from '@mashang/shared/stations/stations.api.ts'
import type { StationView } from '@mashang/shared/stations/stations.model.ts'
import { defineQueryOptions } from '@pinia/colada'
import type { z } from 'zod'
import { call, type ReplyOf } from '../core/call.ts'
import { useSession } from '../core/session.ts'

/** All stations of the district, or those that an account has: a few dozen, asked for once. */
export const stationsQuery = defineQueryOptions({
  key: ['stations'],
  staleTime: 300_000,
  query: async ({ signal }): Promise<StationView[]> => {
    const { items } = await call<typeof stationsApi.list>('GET', '/api/stations', { signal })
    const { account, ofStations } = useSession()
    const own = new Set(account?.stations.map(({ id }) => id))
    return ofStations ? items.filter(({ id }) => own.has(id)) : items
  },
})

export type StationFilter = Omit<
  z.input<NonNullable<typeof stationsApi.rows.query>>,
  'page' | 'size'
> & { page?: number; size?: number }
type StationPage = ReplyOf<typeof stationsApi.rows>

export const fetchStationRows = (
  filter: StationFilter,
  signal?: AbortSignal,
): Promise<StationPage> =>
  call<typeof stationsApi.rows>('GET', '/api/station-rows', {
    query: filter,
    ...(signal ? { signal } : {}),
  })

/** A page of the table of stations; it is renewed with all of them. */
export const stationRowsQuery = defineQueryOptions((filter: StationFilter) => ({
  key: ['stations', 'rows', { ...filter }],
  query: ({ signal }): Promise<StationPage> => fetchStationRows(filter, signal),
  placeholderData: (previous: StationPage | undefined) => previous,
}))
