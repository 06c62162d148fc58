import type { codesApi } from '@mashang/shared/codes/codes.api.ts'
import type { CodeView } from '@mashang/shared/codes/codes.model.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../core/call.ts'

export const myCodeQuery = defineQueryOptions({
  key: ['my-code'],
  staleTime: 300_000,
  query: ({ signal }): Promise<CodeView> =>
    call<typeof codesApi.mine>('GET', '/api/me/code', { signal }),
})
