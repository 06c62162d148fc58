import type { byHandApi } from '@mashang/shared/roster/by-hand.api.ts'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../core/call.ts'

/** What is looked at is being typed over: nothing may change it but who types. */
const WHILE_TYPING = { refetchOnWindowFocus: false, refetchOnReconnect: false } as const

export const personQuery = defineQueryOptions((id: string) => ({
  key: ['roster-person', id],
  query: ({ signal }) =>
    call<typeof byHandApi.person>('GET', '/api/roster/representatives/:id', {
      params: { id },
      signal,
    }),
  ...WHILE_TYPING,
}))

export const stationFactsQuery = defineQueryOptions((id: string) => ({
  key: ['roster-station', id],
  query: ({ signal }) =>
    call<typeof byHandApi.station>('GET', '/api/roster/stations/:id', { params: { id }, signal }),
  ...WHILE_TYPING,
}))
