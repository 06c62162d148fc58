import type { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import type { SheetView } from '@mashang/shared/sheets/sheets.model.ts'
import type { SheetFlag, SheetState } from '@mashang/shared/sheets/sheets.words.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call, type ReplyOf } from '../core/call.ts'

export type SheetList = ReplyOf<typeof sheetsApi.list>
export type ReportList = ReplyOf<typeof sheetsApi.reports>

export interface SheetFilter {
  state?: SheetState
  flag?: SheetFlag
  q?: string
  page?: number
  size?: number
}

/** What the signed-in person may see: their own sheets, or their station's. */
export const sheetsQuery = defineQueryOptions((filter: SheetFilter) => ({
  key: ['sheets', 'list', { ...filter }],
  query: ({ signal }): Promise<SheetList> =>
    call<typeof sheetsApi.list>('GET', '/api/sheets', { query: { ...filter }, signal }),
  placeholderData: (previous: SheetList | undefined) => previous,
}))

export const sheetQuery = defineQueryOptions((id: string) => ({
  key: ['sheets', 'one', id],
  query: ({ signal }): Promise<SheetView> =>
    call<typeof sheetsApi.show>('GET', '/api/sheets/:id', { params: { id }, signal }),
}))

/** Places where sheets of a station hang already, for writing the next one with a tap. */
export const placesQuery = defineQueryOptions((stationId: string | null) => ({
  key: ['sheets', 'places', stationId ?? ''],
  staleTime: 60_000,
  query: async ({ signal }): Promise<string[]> => {
    const { items } = await call<typeof sheetsApi.list>('GET', '/api/sheets', {
      query: { station: stationId, state: 'hung', size: 100 },
      signal,
    })
    return [...new Set(items.flatMap(({ place }) => place ?? []))]
  },
}))

export const reportsQuery = defineQueryOptions((filter: { open: boolean; page: number }) => ({
  key: ['sheets', 'reports', { ...filter }],
  query: ({ signal }): Promise<ReportList> =>
    call<typeof sheetsApi.reports>('GET', '/api/sheet-reports', {
      query: { ...filter, size: 30 },
      signal,
    }),
  placeholderData: (previous: ReportList | undefined) => previous,
}))
