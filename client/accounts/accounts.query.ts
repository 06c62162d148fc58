import type { accountsApi } from '@mashang/shared/accounts/accounts.api.ts'
import type { Role } from '@mashang/shared/core/endpoint.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call, type ReplyOf } from '../core/call.ts'

export type AccountList = ReplyOf<typeof accountsApi.list>
export type AccountState = AccountList['items'][number]['state']
export type OneTimeCode = ReplyOf<typeof accountsApi.create>

export const accountStates: Record<AccountState, string> = {
  invited: '还没登录过',
  active: '已启用',
  closed: '已停用',
}

export interface AccountFilter {
  role?: Role
  state?: AccountState
  q?: string
  page?: number
  size?: number
}

export const accountsQuery = defineQueryOptions((filter: AccountFilter) => ({
  key: ['accounts', { ...filter }],
  query: ({ signal }): Promise<AccountList> =>
    call<typeof accountsApi.list>('GET', '/api/accounts', { query: { ...filter }, signal }),
  placeholderData: (previous: AccountList | undefined) => previous,
}))
