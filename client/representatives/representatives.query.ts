import type { representativesApi } from '@mashang/shared/representatives/representatives.api.ts'
import type {
  AnswerFacts,
  RepresentativeCard,
  RepresentativeRow,
} from '@mashang/shared/representatives/representatives.model.ts'
import type { RepresentativeState } from '@mashang/shared/representatives/representatives.words.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../core/call.ts'

export interface RepresentativeFilter {
  q?: string
  station?: string
  state?: RepresentativeState
  account?: RepresentativeRow['account']
  sort?: string
  page?: number
  size?: number
}

export interface RepresentativePage {
  items: RepresentativeRow[]
  total: number
  page: number
  size: number
}

export const representativesQuery = defineQueryOptions((filter: RepresentativeFilter) => ({
  key: ['representatives', { ...filter }],
  query: ({ signal }): Promise<RepresentativePage> =>
    call<typeof representativesApi.list>('GET', '/api/representatives', {
      query: { ...filter },
      signal,
    }),
  placeholderData: (previous: RepresentativePage | undefined) => previous,
}))

/** One representative's public facts. */
export const representativeQuery = defineQueryOptions((id: string) => ({
  key: ['representative', id],
  query: ({ signal }): Promise<{ representative: RepresentativeCard; facts: AnswerFacts }> =>
    call<typeof representativesApi.show>('GET', '/api/representatives/:id', {
      params: { id },
      signal,
    }),
}))
