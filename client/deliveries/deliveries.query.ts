import type { deliveriesApi } from '@mashang/shared/deliveries/deliveries.api.ts'
import type { DeliveryChannel } from '@mashang/shared/deliveries/deliveries.words.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call, type ReplyOf } from '../core/call.ts'

export type DeadLetters = ReplyOf<typeof deliveriesApi.dead>
export type Preferences = ReplyOf<typeof deliveriesApi.preferences>
export type Endpoint = ReplyOf<typeof deliveriesApi.endpoints>['items'][number]

export const preferencesQuery = defineQueryOptions({
  key: ['delivery-preferences'],
  query: ({ signal }): Promise<Preferences> =>
    call<typeof deliveriesApi.preferences>('GET', '/api/delivery-preferences', { signal }),
})

export const channelsQuery = defineQueryOptions({
  key: ['deliveries', 'channels'],
  query: async ({ signal }) =>
    (await call<typeof deliveriesApi.channels>('GET', '/api/delivery-channels', { signal })).items,
})

export const endpointsQuery = defineQueryOptions({
  key: ['deliveries', 'endpoints'],
  query: async ({ signal }): Promise<Endpoint[]> =>
    (await call<typeof deliveriesApi.endpoints>('GET', '/api/delivery-endpoints', { signal }))
      .items,
})

export interface DeadFilter {
  channel?: DeliveryChannel
  page?: number
  size?: number
}

export const deadQuery = defineQueryOptions((filter: DeadFilter) => ({
  key: ['deliveries', 'dead', { ...filter }],
  query: ({ signal }): Promise<DeadLetters> =>
    call<typeof deliveriesApi.dead>('GET', '/api/dead-deliveries', {
      query: { ...filter },
      signal,
    }),
  placeholderData: (previous: DeadLetters | undefined) => previous,
}))
