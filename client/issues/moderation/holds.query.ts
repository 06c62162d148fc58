import type { holdsApi } from '@mashang/shared/issues/holds.api.ts'
import { defineQueryOptions, type useQueryCache } from '@pinia/colada'
import { call, type ReplyOf } from '../../core/call.ts'
import { renew } from '../../core/query.ts'

const holdsKey = ['holds'] as const
export type HoldList = ReplyOf<typeof holdsApi.list>

interface HoldPlace {
  state: 'waiting' | 'decided'
  reason: string | undefined
  sort: string | undefined
  page: number
  size: number
}

/** One page. Throws CallFailure. */
export const fetchHolds = (of: HoldPlace, signal?: AbortSignal): Promise<HoldList> =>
  call<typeof holdsApi.list>('GET', '/api/holds', { query: { ...of }, signal })

export const holdsQuery = defineQueryOptions((of: HoldPlace) => ({
  key: [...holdsKey, 'list', of],
  query: ({ signal }): Promise<HoldList> => fetchHolds(of, signal),
  placeholderData: (previous: HoldList | undefined) => previous,
}))

/** How many wait, without what they are. */
export const holdsWaitingQuery = defineQueryOptions({
  key: [...holdsKey, 'waiting'],
  query: ({ signal }): Promise<HoldList> =>
    call<typeof holdsApi.list>('GET', '/api/holds', { query: { size: 1 }, signal }),
})

export const holdQuery = defineQueryOptions((id: string) => ({
  key: [...holdsKey, 'one', id],
  query: ({ signal }) =>
    call<typeof holdsApi.show>('GET', '/api/holds/:id', { params: { id }, signal }),
}))

/** What a report or a decision changes on other pages. */
export async function holdChanged(
  cache: ReturnType<typeof useQueryCache>,
  issueId: string,
): Promise<void> {
  await renew(cache, holdsKey, ['issue', issueId], ['ledger', issueId])
}

/** The same of several. */
export const holdsDecided = (cache: ReturnType<typeof useQueryCache>): Promise<void> =>
  renew(cache, holdsKey, ['issue'], ['ledger'])
