import type { stationsApi } from '@mashang/shared/stations/stations.api.ts'
import type { StationView } from '@mashang/shared/stations/stations.model.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../core/call.ts'

/** All stations of the district: a few dozen, asked for once. */
export const stationsQuery = defineQueryOptions({
  key: ['stations'],
  staleTime: 300_000,
  query: async ({ signal }): Promise<StationView[]> =>
    (await call<typeof stationsApi.list>('GET', '/api/stations', { signal })).items,
})
