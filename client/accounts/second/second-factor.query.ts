import type { secondFactorApi } from '@mashang/shared/accounts/second-factor.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../core/call.ts'

export const secondFactorKey = ['second-factor'] as const

export const ownSecondFactorQuery = defineQueryOptions({
  key: [...secondFactorKey, 'own'],
  query: ({ signal }) =>
    call<typeof secondFactorApi.show>('GET', '/api/me/second-factor', { signal }),
})

export const demandQuery = defineQueryOptions({
  key: [...secondFactorKey, 'demand'],
  query: ({ signal }) =>
    call<typeof secondFactorApi.demand>('GET', '/api/second-factor/demand', { signal }),
})
