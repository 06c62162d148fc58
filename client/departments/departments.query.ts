import type { departmentsApi } from '@mashang/shared/departments/departments.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../core/call.ts'

export const departmentsKey = ['departments']

export const departmentsQuery = defineQueryOptions({
  key: departmentsKey,
  staleTime: 60_000,
  query: async ({ signal }) =>
    (await call<typeof departmentsApi.list>('GET', '/api/departments', { signal })).items,
})
