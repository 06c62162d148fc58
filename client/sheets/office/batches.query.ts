import type { batchesApi } from '@mashang/shared/sheets/batches.api.ts'
import type {
  BatchForecast,
  BatchOrder,
  BatchView,
  batchOrder,
} from '@mashang/shared/sheets/batches.model.ts'
import { defineQueryOptions } from '@pinia/colada'
import type { z } from 'zod'
import { call, type ReplyOf } from '../../core/call.ts'

export type BatchList = ReplyOf<typeof batchesApi.list>
export type SavedSelection = ReplyOf<typeof batchesApi.saveSelection>
/** An order as it is sent; what is left out gets the server's default. */
export type OrderBody = z.input<typeof batchOrder>
export type { BatchForecast, BatchOrder, BatchView }

interface BatchFilter {
  state?: string
  sort?: string
  page: number
}

export const batchesQuery = defineQueryOptions((filter: BatchFilter) => ({
  key: ['batches', 'list', { ...filter }],
  query: ({ signal }): Promise<BatchList> =>
    call<typeof batchesApi.list>('GET', '/api/poster-batches', {
      query: { ...filter, size: 25 },
      signal,
    }),
  placeholderData: (previous: BatchList | undefined) => previous,
}))

export const batchQuery = defineQueryOptions((id: string) => ({
  key: ['batches', 'one', id],
  query: ({ signal }): Promise<BatchView> =>
    call<typeof batchesApi.show>('GET', '/api/poster-batches/:id', { params: { id }, signal }),
}))

export const orderOfBatch = (id: string): Promise<BatchOrder> =>
  call<typeof batchesApi.order>('GET', '/api/poster-batches/:id/order', { params: { id } })

export const forecastOf = (body: OrderBody, signal: AbortSignal): Promise<BatchForecast> =>
  call<typeof batchesApi.forecast>('POST', '/api/poster-batches/forecast', { body, signal })

export const selectionsQuery = defineQueryOptions({
  key: ['selections'],
  query: async ({ signal }): Promise<SavedSelection[]> =>
    (await call<typeof batchesApi.selections>('GET', '/api/sheet-selections', { signal })).items,
})
