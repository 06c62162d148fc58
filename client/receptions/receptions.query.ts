import type { receptionsApi } from '@mashang/shared/receptions/receptions.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call, type ReplyOf } from '../core/call.ts'

export type DutyList = ReplyOf<typeof receptionsApi.list>
export type Duty = DutyList['items'][number]

export const dutiesKey = (stationId: string): string[] => ['duties', stationId]

export const dutiesQuery = defineQueryOptions((stationId: string) => ({
  key: dutiesKey(stationId),
  query: ({ signal }): Promise<DutyList> =>
    call<typeof receptionsApi.list>('GET', '/api/stations/:id/duties', {
      params: { id: stationId },
      signal,
    }),
}))
