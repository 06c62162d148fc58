import type { DutyMatterView, DutySums, dutyApi } from '@mashang/shared/issues/duty.api.ts'
import type { DutyListName } from '@mashang/shared/issues/duty.words.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../core/call.ts'

export const dutyQuery = defineQueryOptions((year: number | undefined) => ({
  key: ['duty', String(year ?? '')],
  query: ({ signal }): Promise<DutySums> =>
    call<typeof dutyApi.sums>('GET', '/api/me/duty', { query: { year }, signal }),
  placeholderData: (before: DutySums | undefined) => before,
}))

export interface DutyFilter {
  list: DutyListName
  year: number | undefined
  q: string
  page: number
}

export interface DutyPageOf {
  items: DutyMatterView[]
  total: number
  page: number
  size: number
}

export const DUTY_PAGE = 50

export const dutyMattersQuery = defineQueryOptions((filter: DutyFilter) => ({
  key: ['duty-matters', { ...filter, year: String(filter.year ?? '') }],
  query: ({ signal }): Promise<DutyPageOf> =>
    call<typeof dutyApi.matters>('GET', '/api/me/duty/matters', {
      query: { ...filter, size: DUTY_PAGE },
      signal,
    }),
  placeholderData: (before: DutyPageOf | undefined) => before,
}))
