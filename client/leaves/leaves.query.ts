import type { leavesApi } from '@mashang/shared/leaves/leaves.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../core/call.ts'

export const leavesKey = ['leaves']

export const leavesQuery = defineQueryOptions({
  key: leavesKey,
  query: ({ signal }) => call<typeof leavesApi.list>('GET', '/api/leaves', { signal }),
})
