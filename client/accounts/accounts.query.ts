import type { accountsApi } from '@mashang/shared/accounts/accounts.api.ts'
import type { AccountState } from '@mashang/shared/accounts/accounts.words.ts'
import type { Role } from '@mashang/shared/core/endpoint.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call, type ReplyOf } from '../core/call.ts'

export type AccountList = ReplyOf<typeof accountsApi.list>
export type OneTimeCode = ReplyOf<typeof accountsApi.create>

export interface AccountFilter {
  role?: Role
  state?: AccountState
  q?: string
  station?: string
  sort?: string
  page?: number
  size?: number
}

export const accountsQuery = defineQueryOptions((filter: AccountFilter) => ({
  key: ['accounts', { ...filter }],
  query: ({ signal }): Promise<AccountList> =>
    call<typeof accountsApi.list>('GET', '/api/accounts', { query: { ...filter }, signal }),
  placeholderData: (previous: AccountList | undefined) => previous,
}))
