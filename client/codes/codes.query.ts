import type { codesApi } from '@mashang/shared/codes/codes.api.ts'
import type { CodeState } from '@mashang/shared/codes/codes.words.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call, type ReplyOf } from '../core/call.ts'

export type CodeList = ReplyOf<typeof codesApi.list>
export type CodeRow = CodeList['items'][number]

export interface CodeFilter {
  kind?: 'representative' | 'station'
  state?: CodeState
  q?: string
  sort?: string
  page?: number
  size?: number
}

export const fetchCodes = (filter: CodeFilter, signal?: AbortSignal): Promise<CodeList> =>
  call<typeof codesApi.list>('GET', '/api/codes', {
    query: { ...filter },
    ...(signal === undefined ? {} : { signal }),
  })

export const codesQuery = defineQueryOptions((filter: CodeFilter) => ({
  key: ['codes', { ...filter }],
  query: ({ signal }): Promise<CodeList> => fetchCodes(filter, signal),
  placeholderData: (previous: CodeList | undefined) => previous,
}))
