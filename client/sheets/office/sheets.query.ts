import type { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import type { SheetRow, SheetSum, SheetView } from '@mashang/shared/sheets/sheets.model.ts'
import type { Outcome, RevocationReason } from '@mashang/shared/sheets/sheets.words.ts'
import { defineQueryOptions, useQueryCache } from '@pinia/colada'
import { call, type ReplyOf } from '../../core/call.ts'
import { renew } from '../../core/query.ts'

export type SheetList = ReplyOf<typeof sheetsApi.list>
export type ReportList = ReplyOf<typeof sheetsApi.reports>
export type AlarmList = ReplyOf<typeof sheetsApi.alarms>
export type { SheetRow, SheetSum, SheetView }

/** What the table is narrowed to; the same names as in the address of the page. */
export interface SheetFilter {
  q?: string
  state?: string
  flag?: string
  format?: string
  station?: string
  area?: string
  representative?: string
  batch?: string
}

export const fetchSheets = (
  filter: SheetFilter & { sort?: string; page?: number; size?: number },
  signal?: AbortSignal,
): Promise<SheetList> =>
  call<typeof sheetsApi.list>('GET', '/api/sheets', {
    query: { ...filter },
    ...(signal ? { signal } : {}),
  })

export const sheetsQuery = defineQueryOptions(
  (filter: SheetFilter & { sort?: string; page?: number; size?: number }) => ({
    key: ['sheets', 'list', { ...filter }],
    query: ({ signal }): Promise<SheetList> => fetchSheets(filter, signal),
    placeholderData: (previous: SheetList | undefined) => previous,
  }),
)

/** What waits for somebody, for the side bar and the tabs. */
export const sheetCountsQuery = defineQueryOptions({
  key: ['sheets', 'counts'],
  staleTime: 30_000,
  query: async ({ signal }): Promise<SheetList['counts'] & { alerts: number }> => {
    const { counts } = await fetchSheets({ size: 1 }, signal)
    return { ...counts, alerts: counts.reported + counts.alarms }
  },
})

export const sheetQuery = defineQueryOptions((id: string) => ({
  key: ['sheets', 'one', id],
  query: ({ signal }): Promise<SheetView> =>
    call<typeof sheetsApi.show>('GET', '/api/sheets/:id', { params: { id }, signal }),
}))

export const sumsQuery = defineQueryOptions((by: 'place' | 'station' | 'area') => ({
  key: ['sheets', 'sums', by],
  query: ({ signal }) =>
    call<typeof sheetsApi.sums>('GET', '/api/sheet-sums', { query: { by }, signal }),
}))

export const reportsQuery = defineQueryOptions((of: { open: boolean; page: number }) => ({
  key: ['sheets', 'reports', { ...of }],
  query: ({ signal }): Promise<ReportList> =>
    call<typeof sheetsApi.reports>('GET', '/api/sheet-reports', {
      query: { open: of.open, page: of.page, size: 25 },
      signal,
    }),
  placeholderData: (previous: ReportList | undefined) => previous,
}))

export const alarmsQuery = defineQueryOptions((of: { open: boolean; page: number }) => ({
  key: ['sheets', 'alarms', { ...of }],
  query: ({ signal }): Promise<AlarmList> =>
    call<typeof sheetsApi.alarms>('GET', '/api/sheet-alarms', {
      query: { open: of.open, page: of.page, size: 25 },
      signal,
    }),
  placeholderData: (previous: AlarmList | undefined) => previous,
}))

/** The most sheets that one request takes out of use. */
const REVOKE = 1_000

type Revoked = ReplyOf<typeof sheetsApi.revokeMany>['items'][number]

/** What the office can do to sheets, also for its own stations; everything shown of them is asked for anew. */
export function useSheetCommands() {
  const cache = useQueryCache()
  const changed = async (): Promise<void> => {
    await renew(cache, ['sheets'])
  }
  return {
    changed,
    async hang(id: string, body: { place: string; photo?: string }): Promise<void> {
      await call<typeof sheetsApi.hang>('POST', '/api/sheets/:id/hanging', { params: { id }, body })
      await changed()
    },
    async resolve(id: string, outcome: Outcome): Promise<void> {
      await call<typeof sheetsApi.resolve>('POST', '/api/sheet-reports/:id/resolution', {
        params: { id },
        body: { outcome },
      })
      await changed()
    },
  }
}

/** What is done to sheets for the whole district alone. */
export function useDistrictSheets() {
  const { changed } = useSheetCommands()
  return {
    /** Gives what became of each; those that were out of use already stay as they are. */
    async revoke(ids: string[], reason: RevocationReason, note: string): Promise<Revoked[]> {
      const items: Revoked[] = []
      for (let at = 0; at < ids.length; at += REVOKE) {
        const reply = await call<typeof sheetsApi.revokeMany>('POST', '/api/sheet-revocations', {
          body: { sheets: ids.slice(at, at + REVOKE), reason, ...(note ? { note } : {}) },
        })
        items.push(...reply.items)
      }
      await changed()
      return items
    },
    async settle(id: string, outcome: Outcome): Promise<void> {
      await call<typeof sheetsApi.settle>('POST', '/api/sheet-alarms/:id/resolution', {
        params: { id },
        body: { outcome },
      })
      await changed()
    },
  }
}
