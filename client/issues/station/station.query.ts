import type { ReceiptView } from '@mashang/shared/issues/issues.model.ts'
import type { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import type { ConsentWords, StationWork, stationApi } from '@mashang/shared/issues/station.api.ts'
import type { voterApi } from '@mashang/shared/issues/voter.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call, type ReplyOf } from '../../core/call.ts'

/** @param station empty: all that somebody looks after */
export const stationWorkQuery = defineQueryOptions((station: string) => ({
  // Refreshed with all other lists of matters.
  key: ['issues', 'station', station],
  query: ({ signal }): Promise<StationWork> =>
    call<typeof stationApi.work>('GET', '/api/station/work', {
      query: { station: station || undefined },
      signal,
    }),
}))

/** Fits a phone that somebody waits before. */
export const FOUND_AT_ONCE = 20

/** What a liaison's stations have with these words, done or not; what runs comes first. */
export const stationFoundQuery = defineQueryOptions(
  ({ words, station, page }: { words: string; station: string; page: number }) => ({
    key: ['issues', 'station', 'found', { words, station, page }],
    query: ({ signal }) =>
      call<typeof officeIssuesApi.list>('GET', '/api/issues', {
        query: { q: words, station: station || undefined, page, size: FOUND_AT_ONCE },
        signal,
      }),
  }),
)

/** What is read to a visitor; asked for anew at each visit. */
export const consentQuery = defineQueryOptions((representative: string) => ({
  key: ['station', 'consent', representative],
  query: ({ signal }): Promise<ConsentWords> =>
    call<typeof stationApi.consent>('GET', '/api/station/consent', {
      query: { representative: representative || undefined },
      signal,
    }),
}))

/** Throws CallFailure. */
export const remind = (id: string): Promise<undefined> =>
  call<typeof stationApi.remind>('POST', '/api/issues/:id/reminder', { params: { id } })

/** A matter by what its voter holds in hand. Throws CallFailure. */
export const byReceipt = (receipt: string): Promise<ReceiptView> =>
  call<typeof voterApi.receipt>('GET', '/api/receipts/:receipt', {
    params: { receipt },
    query: { reader: 'station' },
  })

/** What is filed for a visitor. */
export type Assisted = NonNullable<Parameters<typeof call<typeof stationApi.assist>>[2]>['body']
export type Filed = ReplyOf<typeof stationApi.assist>

/** The same key gives the same answer. Throws CallFailure. */
export const assist = (body: Assisted, key: string): Promise<Filed> =>
  call<typeof stationApi.assist>('POST', '/api/station/filings', {
    body,
    headers: { 'idempotency-key': key },
  })
