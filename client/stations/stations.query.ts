import type { stationsApi } from '@mashang/shared/stations/stations.api.ts'
import type { StationView } from '@mashang/shared/stations/stations.model.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../core/call.ts'
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
