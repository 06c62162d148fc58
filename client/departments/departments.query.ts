import type { departmentsApi } from '@mashang/shared/departments/departments.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call, type ReplyOf } from '../core/call.ts'

export const departmentsKey = ['departments']

export const departmentsQuery = defineQueryOptions({
  key: departmentsKey,
  staleTime: 60_000,
  query: async ({ signal }) =>
    (await call<typeof departmentsApi.list>('GET', '/api/departments', { signal })).items,
})

/** The office's table of them, as it is narrowed. */
export const departmentRowsQuery = defineQueryOptions((filter: Record<string, string>) => ({
  key: [...departmentsKey, 'rows', { ...filter }],
  query: async ({ signal }): Promise<ReplyOf<typeof departmentsApi.list>['items']> =>
    (await call<typeof departmentsApi.list>('GET', '/api/departments', { query: filter, signal }))
      .items,
  placeholderData: (previous: ReplyOf<typeof departmentsApi.list>['items'] | undefined) => previous,
}))
