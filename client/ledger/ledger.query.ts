import type { ledgerApi } from '@mashang/shared/ledger/ledger.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call, type ReplyOf } from '../core/call.ts'

type LedgerPage = ReplyOf<typeof ledgerApi.list>
export type LedgerFilter = Record<string, string | undefined>

export const ledgerQuery = defineQueryOptions((filter: LedgerFilter) => ({
  key: ['ledger-page', { ...filter }],
  query: ({ signal }): Promise<LedgerPage> =>
    call<typeof ledgerApi.list>('GET', '/api/ledger', { query: { ...filter }, signal }),
  placeholderData: (previous: LedgerPage | undefined) => previous,
}))

export const verificationQuery = defineQueryOptions({
  key: ['ledger-verification'],
  query: ({ signal }) =>
    call<typeof ledgerApi.verification>('GET', '/api/ledger/verification', { signal }),
})

export const headsQuery = defineQueryOptions({
  key: ['ledger-heads'],
  query: ({ signal }) => call<typeof ledgerApi.heads>('GET', '/api/ledger/heads', { signal }),
})
